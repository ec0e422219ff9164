import { Client, GatewayIntentBits, Options } from "discord.js";
import type { Logger } from "pino";
import type { Bot } from "#bot/bot.ts";
import type { Claims } from "#bot/cases.ts";
import type { Health } from "#bot/health.ts";
import type { KnownIds } from "#bot/known-ids.ts";
import type { OpenMessages } from "#bot/open-messages.ts";
import type { Tell } from "#bot/tell-lost.ts";
import { createApi } from "./api.ts";
import { threadParent } from "./commands.ts";
import { healthOf } from "./health.ts";
import { createKnownIds } from "./known-ids.ts";
import { limits } from "./limits.ts";
import { listen } from "./listen.ts";
import { watchSession } from "./session.ts";
import { createTell } from "./tell.ts";

export interface DiscordSettings {
  readonly bot: Bot;
  readonly claims: Claims;
  readonly messages: OpenMessages;
  readonly log: Logger;
  readonly token: string;
  /** Without the version: `http://127.0.0.1:4002/api`. Discord's own when absent. */
  readonly apiUrl?: string;
}

export interface DiscordRunning {
  /** Takes no new question, lets the running ones finish for some seconds, and disconnects. */
  stop(): Promise<void>;
  /** True only while the gateway session is up and Discord accepts the token. */
  connected(): boolean;
  /** Not ok once the bot has been deaf for longer than a session takes to come back. */
  health(): Health;
  /** Settles with the reason when nothing but a restart helps. */
  readonly broken: Promise<string>;
  /** Says the last word in a message that a process before this one has left open. */
  readonly tell: Tell;
  /** Which of these ids of the configuration there are, as far as Discord tells. Never rejects. */
  readonly knownIds: KnownIds;
}

/** Milliseconds until a login that does not end is given up. */
const readyWithin = 30_000;
/** Milliseconds that running answers get at the end. */
const finishWithin = 8000;

/** Logs in and answers from then on. Rejects when Discord cannot be reached or refuses the token. */
export async function startDiscord(settings: DiscordSettings): Promise<DiscordRunning> {
  const { bot, claims, messages, log, token, apiUrl } = settings;
  const client = createClient(apiUrl);
  const session = watchSession(client, log);
  const api = createApi(client.rest, log);
  const desk = {
    bot,
    claims,
    messages,
    log,
    api,
    parentOf: (channel: string) => threadParent(client, channel),
  };
  const listening = listen(client, desk);

  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no session in time")), readyWithin);
  try {
    await Promise.race([client.login(token), late]);
    await Promise.race([session.ready, late]);
  } catch (cause) {
    session.end();
    await client.destroy();
    throw new Error("could not log in to Discord", { cause });
  } finally {
    clearTimeout(timer);
  }

  return {
    connected: () => session.connected(),
    health: () => healthOf(session),
    broken: session.broken,
    tell: createTell(api),
    knownIds: createKnownIds(client),
    async stop() {
      await listening.finish(finishWithin);
      session.end();
      await client.destroy();
    },
  };
}

function createClient(apiUrl: string | undefined): Client {
  return new Client({
    // None of these is privileged: Discord sends the text of messages that mention the bot anyway.
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
    ],
    allowedMentions: { parse: [], repliedUser: false },
    waitGuildTimeout: 5000,
    rest: {
      ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/u, "") }),
      version: "10",
      retries: 2,
      timeout: 7000,
      rejectOnRateLimit: ({ retryAfter }) => retryAfter > limits.rateLimitWait,
    },
    // Nothing is answered from a cache; what discord.js needs itself (guilds, channels, roles)
    // cannot be limited.
    makeCache: Options.cacheWithLimits({
      ApplicationCommandManager: 0,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      EntitlementManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: 0,
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadMemberManager: 0,
      UserManager: 0,
      VoiceStateManager: 0,
    }),
  });
}

export { mayPass } from "./faults.ts";

import { Client, GatewayIntentBits, Options } from "discord.js";
import type { Logger } from "pino";
import type { Bot } from "#bot/bot.ts";
import type { Claims } from "#bot/cases.ts";
import type { Health } from "#bot/health.ts";
import type { KnownIds } from "#bot/known-ids.ts";
import type { OpenMessages } from "#bot/open-messages.ts";
import type { Tell } from "#bot/tell-lost.ts";
import type { TellBelow } from "#bot/watch/tell-news.ts";
import { createApi } from "./api.ts";
import { threadParent } from "./commands.ts";
import type { GatewayLine } from "./gateway-line.ts";
import { createGatewayLine } from "./gateway-line.ts";
import { healthOf } from "./health.ts";
import { checkIds, notSeen } from "./known-ids.ts";
import type { Pace } from "./limits.ts";
import { limits, pace as usualPace } from "./limits.ts";
import { listen } from "./listen.ts";
import { createPatience } from "./patience.ts";
import { watchSession } from "./session.ts";
import { createTell, createTellBelow } from "./tell.ts";
import { createTickets } from "./tickets.ts";

export interface DiscordSettings {
  readonly bot: Bot;
  readonly claims: Claims;
  readonly messages: OpenMessages;
  readonly log: Logger;
  readonly token: string;
  /** Without the version: `http://127.0.0.1:4002/api`. Discord's own when absent. */
  readonly apiUrl?: string;
  /** For tests. */
  readonly pace?: Pace;
}

export interface DiscordRunning {
  /**
   * Takes no new question and disconnects, so that a new session can begin, here or in another
   * process. What runs is still answered: that takes only calls.
   */
  leave(): Promise<void>;
  /**
   * Leaves, lets the running answers finish for some seconds, and says nothing more. When the session
   * is lost they go on beside the new one.
   */
  stop(): Promise<void>;
  /** True only while the gateway session is up and Discord accepts the token. */
  connected(): boolean;
  /** Not ok once the bot has been deaf for longer than a session takes to come back. */
  health(): Health;
  /** Settles with the reason when only a new start helps; stop this one before. */
  readonly broken: Promise<string>;
  /** Puts newer words, and the last one with its files, into a message of this or an earlier process. */
  readonly tell: Tell;
  /** Says something new in the conversation of a message, whoever asked there before. */
  readonly tellBelow: TellBelow;
  /** Which of these ids of the configuration there are, as far as Discord tells. Never rejects. */
  readonly knownIds: KnownIds;
}

/** Milliseconds until a login that does not end is given up. */
const readyWithin = 30_000;
/** Milliseconds that running answers get at the end. */
const finishWithin = 8000;

/** Logs in and answers from then on. Rejects when Discord cannot be reached or refuses the token. */
export async function startDiscord(settings: DiscordSettings): Promise<DiscordRunning> {
  const { bot, claims, messages, log, token, apiUrl, pace = usualPace } = settings;
  const line = createGatewayLine(pace.reconnect);
  const client = createClient(apiUrl, line);
  const { rebuildAfter } = pace;
  const session = watchSession({ client, line, token, log, rebuildAfter });
  const patience = createPatience(async () => await session.accepted(), pace.tries);
  const api = createApi(client.rest, patience, log);
  const tickets = createTickets();
  const desk = {
    bot,
    claims,
    messages,
    log,
    api,
    patience,
    tickets,
    parentOf: (channel: string) => threadParent(client, channel),
  };
  const listening = listen(client, desk);
  const close = async (): Promise<void> => {
    session.end();
    patience.stop();
    await soon(line.end().then(async () => await client.destroy()));
  };
  const leaveOnce = async (): Promise<void> => {
    session.end();
    await listening.finish(0);
    const closing = async (): Promise<void> => {
      await line.end();
      await client.destroy();
      // It forgets the token, which the last words still need.
      client.rest.setToken(token);
    };
    await soon(closing());
  };

  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no session in time")), readyWithin);
  // The session knows better why than `login`, which gives the same failure another name.
  const loggedIn = client.login(token).then(async () => await session.ready);
  try {
    await Promise.race([session.ready, loggedIn, late]);
  } catch (cause) {
    loggedIn.catch(() => undefined);
    await close();
    throw new Error("could not log in to Discord", { cause });
  } finally {
    clearTimeout(timer);
  }

  let left: Promise<void> | undefined;
  const leave = async (): Promise<void> => await (left ??= leaveOnce());
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    const lost = session.lost();
    await Promise.all([leave(), lost ? undefined : listening.finish(finishWithin)]);
    if (!lost) patience.stop();
  };
  return {
    leave,
    connected: () => session.connected(),
    health: () => healthOf(session),
    broken: session.broken,
    tell: createTell(api, tickets),
    tellBelow: createTellBelow(api),
    knownIds: async (ids) => await checkIds(notSeen(ids, client), client.rest),
    async stop() {
      await (stopped ??= stop());
    },
  };
}

/** A line that is dead does not take part in the closing handshake. */
async function soon(closing: Promise<void>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, limits.closeWithin);
  await Promise.race([closing, late]);
  clearTimeout(timer);
}

function createClient(apiUrl: string | undefined, line: GatewayLine): Client {
  return new Client({
    // None of these is privileged: Discord sends the text of messages that mention the bot anyway.
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
    ],
    allowedMentions: { parse: [], repliedUser: false },
    waitGuildTimeout: 5000,
    ws: { buildStrategy: line.buildStrategy },
    rest: {
      ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/u, "") }),
      version: "10",
      // Trying again is ours (`patience.ts`).
      retries: 0,
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

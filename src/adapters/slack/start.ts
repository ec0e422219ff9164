import { App, webApi } from "@slack/bolt";
import type { Logger } from "pino";
import type { Bot } from "#bot/bot.ts";
import type { Claims } from "#bot/cases.ts";
import type { Health } from "#bot/health.ts";
import type { KnownIds } from "#bot/known-ids.ts";
import type { OpenMessages } from "#bot/open-messages.ts";
import type { Tell } from "#bot/tell-lost.ts";
import type { TellBelow } from "#bot/watch/tell-news.ts";
import { boltLog } from "./bolt-log.ts";
import { createGiveEvidence } from "./evidence-file.ts";
import { createGiveFiles, createPutBelow } from "./files-below.ts";
import { healthOf } from "./health.ts";
import { createInFlight } from "./in-flight.ts";
import { checkIds } from "./known-ids.ts";
import { deadlines } from "./limits.ts";
import { listen } from "./listen.ts";
import { createMembers } from "./members.ts";
import { createPatientCalls } from "./patient-calls.ts";
import { createProgress } from "./progress.ts";
import { refusedToken } from "./refused-token.ts";
import { identity } from "./schema.ts";
import { sayWithoutUsers, usersScope } from "./scopes.ts";
import { socketTransport } from "./socket-transport.ts";
import { createSurfaces } from "./surfaces.ts";
import { createTell, createTellBelow } from "./tell.ts";
import { httpTransport, type Transport } from "./transport.ts";
import { createUserGroups } from "./user-groups.ts";
import { createVoice } from "./voice.ts";

export interface SlackSettings {
  readonly bot: Bot;
  readonly claims: Claims;
  readonly messages: OpenMessages;
  readonly log: Logger;
  /** `xoxb-…` */
  readonly botToken: string;
  /** Slack's Web API elsewhere, for tests against a local server. */
  readonly apiUrl?: string;
  readonly transport: SocketMode | HttpMode;
}

interface SocketMode {
  readonly kind: "socket";
  /** `xapp-…` with the scope connections:write. */
  readonly appToken: string;
}

interface HttpMode {
  readonly kind: "http";
  readonly signingSecret: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface SlackRunning {
  /** Takes nothing new, waits a while for running answers, and closes. */
  stop(): Promise<void>;
  /** Whether deliveries can arrive now. */
  connected(): boolean;
  /** Not ok once the bot has been deaf for longer than a reconnect takes. */
  health(): Health;
  /** Settles with Slack's word when it takes the token no more: only a new one helps then. */
  readonly broken: Promise<string>;
  /** Puts newer words, and the last one with its files, into a message of this or an earlier process. */
  readonly tell: Tell;
  /** Says something new in the conversation of a message, whoever asked there before. */
  readonly tellBelow: TellBelow;
  /** Which of these ids of the configuration there are, as far as Slack tells. Never rejects. */
  readonly knownIds: KnownIds;
  /** Where Slack's requests are taken; only with HTTP. */
  readonly port?: number;
}

/** Starts the bot on Slack. Rejects when Slack cannot be reached or refuses a token. */
export async function startSlack(settings: SlackSettings): Promise<SlackRunning> {
  const { log, botToken, apiUrl } = settings;
  const client = new webApi.WebClient(botToken, clientOptions(apiUrl, log));
  const tested = await client.auth.test();
  const self = identity.parse(tested);
  // Told in a header of the answer; where it is not, nothing is known of what may be asked.
  const scopes = tested.response_metadata?.scopes ?? [];
  const transport = transportOf(settings);
  const app = new App({
    receiver: transport.receiver,
    logger: boltLog(log),
    clientOptions: clientOptions(apiUrl, log),
    convoStore: false,
    // Answered from memory: Bolt waits for this before it acknowledges an event.
    authorize: async () => ({
      botToken,
      botId: self.bot_id,
      botUserId: self.user_id,
      teamId: self.team_id,
    }),
  });
  app.error(async (error) => {
    log.error({ err: error }, "Bolt could not hand on a delivery");
  });
  const flights = createInFlight();
  // Tries and limits are ours (`patient-calls.ts`).
  const speaking = new webApi.WebClient(botToken, {
    ...clientOptions(apiUrl, log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  // With a client of its own, which takes a rate limit for "not told": the library would wait as long
  // as Slack says, keep every answer back meanwhile, and let a click act when nobody expects it.
  const lookups = new webApi.WebClient(botToken, {
    ...clientOptions(apiUrl, log),
    rejectRateLimitedCalls: true,
  });
  const mayReadUsers = scopes.includes(usersScope);
  if (!mayReadUsers) log.warn({}, `The bot works, but ${sayWithoutUsers}`);
  const people = {
    groups: createUserGroups(lookups, log),
    ...(mayReadUsers ? { members: createMembers(lookups, log) } : {}),
  };
  const calls = createPatientCalls();
  const voice = createVoice(speaking, calls);
  const surfaces = createSurfaces(lookups, { scopes, log });
  const putBelow = createPutBelow(lookups, { scopes, log });
  const giveFiles = createGiveFiles(putBelow);
  listen(app, {
    ...settings,
    voice,
    surfaces,
    progress: createProgress(scopes),
    giveEvidence: createGiveEvidence(putBelow),
    giveFiles,
    people,
    identity: self,
    flights,
  });
  await transport.open();
  const port = transport.port();
  let stopped: Promise<void> | undefined;
  return {
    connected: () => transport.connected(),
    health: () => healthOf(transport),
    broken: transport.broken,
    tell: createTell({ voice, giveFiles, log }),
    tellBelow: createTellBelow(voice, log),
    knownIds: async (ids) => await checkIds(ids, { client: lookups, scopes }),
    ...(port === undefined ? {} : { port }),
    async stop() {
      stopped ??= close();
      await stopped;
    },
  };

  async function close(): Promise<void> {
    await transport.close();
    const unfinished = await flights.drained(deadlines.finishing);
    calls.stop();
    if (unfinished > 0) log.warn({ unfinished }, "Stopped before all answers were given");
  }
}

function transportOf({ transport, apiUrl, log }: SlackSettings): Transport {
  return transport.kind === "socket"
    ? socketTransport({ appToken: transport.appToken, slackApiUrl: apiUrl, log: boltLog(log) })
    : httpTransport({ ...transport, log: boltLog(log) });
}

/** A new object for each client, since the libraries write into what they are given. */
function clientOptions(apiUrl: string | undefined, log: Logger): webApi.WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    timeout: deadlines.webApi,
    retryConfig: { retries: 2, minTimeout: 300, maxTimeout: 2_000 },
    logger: boltLog(log),
  };
}

/** Whether a failed start may succeed by itself later: not when Slack refused a token. */
export function mayPass(error: unknown): boolean {
  return refusedToken(error) === undefined;
}

import { setImmediate as afterThis } from "node:timers/promises";
import type { Client } from "discord.js";
import { DiscordAPIError, Events, RESTEvents, Routes } from "discord.js";
import type { Logger } from "pino";
import { closedForGood, faultOf, refusedToken } from "./faults.ts";
import type { GatewayLine } from "./gateway-line.ts";
import { limits } from "./limits.ts";

export interface Session {
  /** The gateway delivers and calls are accepted: the bot can hear and be heard. */
  connected(): boolean;
  /** Since when it is as `connected` says. */
  since(): Date;
  /** Milliseconds since Discord last sent anything. */
  silentFor(): number;
  /** Once a call was refused for its token: whether Discord takes the token after all. */
  accepted(): Promise<boolean>;
  /** There will be no session any more, but calls may still be taken. */
  lost(): boolean;
  /** Settles with the reason when only a new client helps: a refused token, a lost session. */
  readonly broken: Promise<string>;
  /** Resolves with the first ready session, rejects when there will never be one. */
  readonly ready: Promise<void>;
  /** From here on the connection is closed on purpose. */
  end(): void;
}

export interface Watching {
  readonly client: Client;
  readonly line: Pick<GatewayLine, "silentFor">;
  readonly token: string;
  readonly log: Logger;
  /** Milliseconds without any sign of life until the session is given up. */
  readonly rebuildAfter: number;
}

/** A token that Discord takes is doubted no more often than this, so that no loop of no's begins. */
const mostDoubts = 3;

/**
 * Watches what discord.js does not tell by its own state: after a close that cannot be recovered
 * from (4004, a revoked token) `client.isReady()` stays true, and after one refused call (401) its
 * REST client forgets the token and fails every later call. Then Discord is asked whether it takes
 * the token: one refusal alone may be a fault on its side.
 */
export function watchSession(watching: Watching): Session {
  const { client, line, token, log, rebuildAfter } = watching;
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  // Nobody may be waiting yet, or any more, when it rejects.
  ready.catch(() => undefined);
  const broken = Promise.withResolvers<string>();
  const state = {
    listening: false,
    failed: false,
    refused: false,
    ended: false,
    since: new Date(),
  };
  let doubts = 0;
  let checking: Promise<void> | undefined;

  const hears = (now: boolean): void => {
    if (state.listening !== now) state.since = new Date();
    state.listening = now;
  };
  const fail = (message: string): void => {
    if (state.failed || state.ended) return;
    state.failed = true;
    state.refused = message === refusedToken;
    hears(false);
    log.error(message);
    reject(new Error(message));
    broken.resolve(message);
  };
  const checkToken = async (): Promise<void> => {
    // The library forgets the token right after it has told of the refusal.
    await afterThis();
    if (state.ended) return;
    client.rest.setToken(token);
    doubts += 1;
    const refused = doubts > mostDoubts || (await refusesToken(client));
    if (refused) return fail(refusedToken);
    client.rest.setToken(token);
    log.warn("discord refused a call for its token, but takes the token");
  };

  client.on(Events.ClientReady, () => {
    hears(true);
    resolve();
  });
  client.on(Events.ShardReady, () => hears(true));
  client.on(Events.ShardResume, () => hears(true));
  client.on(Events.ShardReconnecting, () => {
    // Every try tells: once is enough in the log.
    if (state.listening && !state.ended)
      log.warn("the gateway connection was lost; connecting again");
    hears(false);
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    fail(`discord ${closedForGood} (code ${code}${hint(code)})`);
  });
  client.on(Events.Invalidated, () => fail("discord invalidated the session"));
  client.on(Events.ShardError, (error) => log.warn({ fault: faultOf(error) }, "gateway error"));
  client.on(Events.Error, (error) => log.error({ fault: faultOf(error) }, "discord.js error"));
  client.rest.on(RESTEvents.Response, ({ data }, { status }) => {
    if (status !== 401 || data.auth === false) return;
    checking ??= checkToken().finally(() => {
      checking = undefined;
    });
  });
  const watchdog = setInterval(() => {
    if (line.silentFor() > rebuildAfter) fail("discord has sent nothing for too long");
  }, rebuildAfter / 10).unref();

  return {
    ready,
    broken: broken.promise,
    connected: () => state.listening && !state.failed && !state.ended,
    since: () => state.since,
    silentFor: () => line.silentFor(),
    async accepted() {
      await checking;
      return !state.refused;
    },
    lost: () => state.failed && !state.refused,
    end() {
      state.ended = true;
      clearInterval(watchdog);
    },
  };
}

/** Only Discord's clear no is one; a call that fails otherwise says nothing about the token. */
async function refusesToken({ rest }: Client): Promise<boolean> {
  try {
    await rest.get(Routes.user(), { signal: AbortSignal.timeout(limits.callWithin) });
    return false;
  } catch (error) {
    return error instanceof DiscordAPIError && error.status === 401;
  }
}

function hint(code: number): string {
  if (code === 4004) return ": the token is not accepted";
  if (code === 4014) return ": a privileged intent is not enabled";
  return "";
}

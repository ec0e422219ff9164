import type { Client } from "discord.js";
import { Events, RESTEvents } from "discord.js";
import type { Logger } from "pino";
import { faultOf } from "./faults.ts";

export interface Session {
  /** The gateway delivers and calls are accepted: the bot can hear and be heard. */
  connected(): boolean;
  /** Since when it is as `connected` says. */
  since(): Date;
  /** Settles with the reason when nothing but a restart helps: a refused token, a lost session. */
  readonly broken: Promise<string>;
  /** Resolves with the first ready session, rejects when there will never be one. */
  readonly ready: Promise<void>;
  /** From here on the connection is closed on purpose. */
  end(): void;
}

/**
 * Watches what discord.js does not tell by its own state: after a close that cannot be recovered
 * from (4004, a revoked token) `client.isReady()` stays true, and after one refused call (401) its
 * REST client forgets the token and fails every later call.
 */
export function watchSession(client: Client, log: Logger): Session {
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  // Nobody may be waiting yet, or any more, when it rejects.
  ready.catch(() => undefined);
  const broken = Promise.withResolvers<string>();
  let listening = false;
  let accepted = true;
  let ended = false;
  let since = new Date();
  const hears = (now: boolean): void => {
    if (listening !== now) since = new Date();
    listening = now;
  };
  const fail = (message: string): void => {
    hears(false);
    log.error(message);
    reject(new Error(message));
    broken.resolve(message);
  };

  client.on(Events.ClientReady, () => {
    hears(true);
    resolve();
  });
  client.on(Events.ShardReady, () => hears(true));
  client.on(Events.ShardResume, () => hears(true));
  client.on(Events.ShardReconnecting, () => {
    // It tries again twice a second, without end: once is enough in the log.
    if (listening && !ended) log.warn("the gateway connection was lost; connecting again");
    hears(false);
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    fail(`discord closed the gateway for good (code ${code}${hint(code)})`);
  });
  client.on(Events.Invalidated, () => fail("discord invalidated the session"));
  client.on(Events.ShardError, (error) => log.warn({ fault: faultOf(error) }, "gateway error"));
  client.on(Events.Error, (error) => log.error({ fault: faultOf(error) }, "discord.js error"));
  client.rest.on(RESTEvents.Response, ({ data }, { status }) => {
    if (status !== 401 || data.auth === false) return;
    accepted = false;
    since = new Date();
    const message = "discord refused the token; no further call can succeed until a restart";
    log.error(message);
    broken.resolve(message);
  });

  return {
    ready,
    broken: broken.promise,
    connected: () => listening && accepted && !ended,
    since: () => since,
    end() {
      ended = true;
    },
  };
}

function hint(code: number): string {
  if (code === 4004) return ": the token is not accepted";
  if (code === 4014) return ": a privileged intent is not enabled";
  return "";
}

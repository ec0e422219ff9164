import type { Client } from "discord.js";
import { Events, RESTEvents } from "discord.js";
import type { Logger } from "pino";
import { faultOf } from "./faults.ts";

export interface Session {
  /** The gateway delivers and calls are accepted: the bot can hear and be heard. */
  connected(): boolean;
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
  let listening = false;
  let accepted = true;
  let ended = false;
  const fail = (message: string): void => {
    listening = false;
    log.error(message);
    reject(new Error(message));
  };

  client.on(Events.ClientReady, () => {
    listening = true;
    resolve();
  });
  client.on(Events.ShardReady, () => {
    listening = true;
  });
  client.on(Events.ShardResume, () => {
    listening = true;
  });
  client.on(Events.ShardReconnecting, () => {
    // It tries again twice a second, without end: once is enough in the log.
    if (listening && !ended) log.warn("the gateway connection was lost; connecting again");
    listening = false;
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
    log.error("discord refused the token; no further call can succeed until a restart");
  });

  return {
    ready,
    connected: () => listening && accepted && !ended,
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

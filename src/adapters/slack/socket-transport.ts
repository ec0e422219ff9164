import { setTimeout as sleep } from "node:timers/promises";
import { type Logger as BoltLogger, SocketModeReceiver } from "@slack/bolt";
import { within } from "./in-flight.ts";
import { deadlines } from "./limits.ts";
import type { Transport } from "./transport.ts";

export interface SocketSettings {
  readonly appToken: string;
  readonly slackApiUrl: string | undefined;
  readonly log: BoltLogger;
}

/** Between attempts to get a socket, in milliseconds. */
const pause = { first: 500, most: 30_000 };

/**
 * Slack's deliveries over Socket Mode. Reconnecting is done here, not by @slack/socket-mode 3.1.0:
 * its own wait leaves the bot deaf for as long as `clientPingTimeout` at each of Slack's refreshes,
 * and once apps.connections.open has failed during a reconnect it never tries again.
 */
export function socketTransport({ appToken, slackApiUrl, log }: SocketSettings): Transport {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: log,
    autoReconnectEnabled: false,
    // An object of its own: the socket client writes its retry settings into what it is given.
    installerOptions: {
      clientOptions: {
        ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
        timeout: deadlines.webApi,
        retryConfig: { retries: 0 },
      },
    },
  });
  const { client } = receiver;
  const state = { connected: false, stopping: false };
  let gone = Promise.withResolvers<void>();
  const stopped = new AbortController();
  client.on("connected", () => {
    state.connected = true;
  });
  client.on("disconnected", () => {
    state.connected = false;
    gone.resolve();
  });

  async function connect(): Promise<void> {
    gone = Promise.withResolvers();
    if (await within(started(), deadlines.hello)) return;
    await within(client.disconnect(), deadlines.closing);
    throw new Error(`Slack did not say hello on the socket within ${deadlines.hello} ms`);
  }

  async function started(): Promise<void> {
    try {
      await client.start();
    } catch (cause) {
      // The client rejects with nothing at all when the socket closes before the hello.
      throw new Error("Slack gave no socket, or closed it before saying hello", { cause });
    }
  }

  async function stayConnected(): Promise<void> {
    while (!state.stopping) {
      await gone.promise;
      await reconnect();
    }
  }

  async function reconnect(): Promise<void> {
    let wait = pause.first;
    while (!state.stopping && !state.connected) {
      try {
        await connect();
      } catch (error) {
        log.warn("No socket to Slack yet", error);
        // Half of it is random, so that several bots do not come back all at once.
        const pausing = sleep(wait * (0.5 + Math.random() / 2), undefined, {
          signal: stopped.signal,
        });
        await pausing.catch(() => {}); // woken by a stop
        wait = Math.min(wait * 2, pause.most);
      }
    }
  }

  let staying = Promise.resolve();
  return {
    receiver,
    async open() {
      await connect();
      staying = stayConnected();
    },
    async close() {
      state.stopping = true;
      stopped.abort();
      await within(client.disconnect(), deadlines.closing);
      gone.resolve();
      await within(staying, deadlines.closing);
      // A socket that was being asked for at that moment has opened since.
      if (state.connected) await within(client.disconnect(), deadlines.closing);
    },
    connected: () => state.connected,
    port: () => undefined,
  };
}

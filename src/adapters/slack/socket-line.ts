import { setTimeout as sleep } from "node:timers/promises";
import { type Logger as BoltLogger, SocketModeReceiver } from "@slack/bolt";
import { pauseAfter } from "#bot/pauses.ts";
import { within } from "./in-flight.ts";
import { deadlines, pauses } from "./limits.ts";
import { refusedToken } from "./refused-token.ts";

export interface SocketSettings {
  readonly appToken: string;
  readonly slackApiUrl: string | undefined;
  readonly log: BoltLogger;
}

/** One socket to Slack that comes back by itself, endlessly, until it is closed. */
export interface SocketLine {
  readonly receiver: SocketModeReceiver;
  /** The first time; rejects when there is no socket. */
  open(): Promise<void>;
  /** Like `open`, but goes on trying; for a second line. */
  keep(): void;
  close(): Promise<void>;
  connected(): boolean;
}

/**
 * Reconnecting is done here, not by @slack/socket-mode 3.1.0: its own wait leaves the bot deaf for as
 * long as `clientPingTimeout` at each of Slack's refreshes, and once apps.connections.open has failed
 * during a reconnect it never tries again.
 *
 * `onRefused`: Slack takes the token no more, and nothing but a new one helps. `onChange`: it was
 * connected or lost.
 */
export function socketLine(
  { appToken, slackApiUrl, log }: SocketSettings,
  told: { readonly onRefused: (why: string) => void; readonly onChange: () => void },
): SocketLine {
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
        rejectRateLimitedCalls: true,
      },
    },
  });
  const { client } = receiver;
  const state = { connected: false, stopping: false };
  let gone = Promise.withResolvers<void>();
  const stopped = new AbortController();
  client.on("connected", () => {
    state.connected = true;
    told.onChange();
  });
  client.on("disconnected", () => {
    state.connected = false;
    told.onChange();
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
      await reconnect();
      await gone.promise;
    }
  }

  async function reconnect(): Promise<void> {
    for (let tries = 0; !state.stopping && !state.connected; tries += 1) {
      try {
        await connect();
      } catch (error) {
        const refused = refusedToken(error);
        if (refused !== undefined) told.onRefused(refused);
        log.warn("No socket to Slack yet", error);
        const pausing = sleep(pauseAfter(pauses, tries), undefined, { signal: stopped.signal });
        await pausing.catch(() => {}); // woken by a stop
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
    keep() {
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
  };
}

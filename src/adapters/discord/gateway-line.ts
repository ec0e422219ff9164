import { setTimeout as pause } from "node:timers/promises";
import type { SessionInfo, WebSocketOptions } from "discord.js";
import { SimpleShardingStrategy, WebSocketShardStatus } from "discord.js";
import type { Pauses } from "#bot/pauses.ts";
import { pauseAfter } from "#bot/pauses.ts";
import { limits } from "./limits.ts";

/** How the one connection to the gateway comes back. */
export interface GatewayLine {
  /** For discord.js. */
  readonly buildStrategy: NonNullable<WebSocketOptions["buildStrategy"]>;
  /** Milliseconds since Discord last sent anything; by a clock that nobody sets. */
  silentFor(): number;
  /** No new connection begins from now on; resolves when none is half open. */
  end(): Promise<void>;
}

/** Closed without a word of Discord's: the line broke, the session did not. */
const lineBroke = 1006;

/**
 * Three faults of @discordjs/ws 1.2.3, read in its source, are put right where it asks for the
 * session before it connects:
 * - A refused connection makes it throw the session away, and with it everything that Discord keeps
 *   for a resume: what was asked meanwhile would never be answered. It is kept for as long as a
 *   resume may succeed.
 * - It tries again every half second for ever; here each pause is longer, and partly random.
 * - When it is ended between two tries it connects once more; and when it is ended while it
 *   connects, an error of that socket is nobody's and ends the process.
 */
export function createGatewayLine(pauses: Pauses): GatewayLine {
  const ending = new AbortController();
  let tries = 0;
  let lostAt: number | undefined;
  let heardAt = performance.now();
  /** Pending while a connection has begun and Discord has not said hello. */
  let halfOpen = Promise.resolve();
  let opened: () => void = () => undefined;

  const heard = (): void => {
    heardAt = performance.now();
  };
  const keeps = (): boolean =>
    lostAt !== undefined && performance.now() - lostAt < limits.resumeWithin;
  const beforeConnecting = async (): Promise<void> => {
    const wait = tries === 0 ? 0 : pauseAfter(pauses, tries - 1);
    await pause(wait, undefined, { signal: ending.signal }).catch(() => undefined); // woken by `end`
    tries += 1;
    if (ending.signal.aborted) await new Promise<never>(() => undefined);
    ({ promise: halfOpen, resolve: opened } = Promise.withResolvers<void>());
  };

  return {
    silentFor: () => performance.now() - heardAt,
    buildStrategy(built) {
      const before = { ...built.options };
      if (!tells(built)) throw new Error("the library tells of no events");
      built.on("hello", () => {
        lostAt = undefined;
        heard();
        opened();
      });
      built.on("heartbeat", heard);
      built.on("dispatch", () => {
        tries = 0;
        heard();
      });
      built.on("closed", ({ code }) => {
        lostAt = code === lineBroke ? (lostAt ?? performance.now()) : undefined;
        opened();
      });
      const strategy = new SimpleShardingStrategy(built);
      Object.assign(built.options, {
        async updateSessionInfo(shard: number, session: SessionInfo | null) {
          if (session === null && !ending.signal.aborted && keeps()) return;
          await before.updateSessionInfo(shard, session);
        },
        async retrieveSessionInfo(shard: number) {
          // Asked for also with every event; only an idle shard is about to connect.
          const status = (await built.fetchStatus()).get(shard);
          if (status === WebSocketShardStatus.Idle) await beforeConnecting();
          return await before.retrieveSessionInfo(shard);
        },
      });
      return strategy;
    },
    async end() {
      ending.abort();
      await halfOpen;
    },
  };
}

/** discord.js hides the names of these events behind older ones of its own. */
interface LineEvents {
  on(event: "hello" | "heartbeat" | "dispatch", listener: () => void): unknown;
  on(event: "closed", listener: (closed: { readonly code: number }) => void): unknown;
}

function tells(manager: object): manager is LineEvents {
  return "on" in manager && typeof manager.on === "function";
}

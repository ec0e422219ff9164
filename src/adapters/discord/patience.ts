import { setTimeout as pause } from "node:timers/promises";
import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import type { Pauses } from "#bot/pauses.ts";
import { pauseAfter } from "#bot/pauses.ts";
import { limits } from "./limits.ts";

export interface Attempt<T> {
  readonly call: (signal: AbortSignal) => Promise<T>;
  /** Milliseconds, all tries and the pauses between them. */
  readonly within: number;
  /** Nobody needs it any more: it is not tried again. */
  readonly obsolete?: (() => boolean) | undefined;
}

/** Calls to Discord that go on until Discord takes them, says no, or their time is over. */
export interface Patience {
  /** Rejects with Discord's no, or with the last failure. */
  call<T>(attempt: Attempt<T>): Promise<T>;
  /** What still waits fails with its last failure; from then on nothing is called any more. */
  stop(): void;
}

/** The library may have forgotten the token for another call's sake, and for one more meanwhile. */
const mostDoubts = 3;

/**
 * discord.js tries again at once and gives up after the third time, which a bad half minute of
 * Discord's outlasts. `accepted` tells, after a call was refused for its token, whether Discord
 * takes that token after all.
 */
export function createPatience(accepted: () => Promise<boolean>, pauses: Pauses): Patience {
  const stopping = new AbortController();
  return {
    async call({ call, within, obsolete = () => false }) {
      const end = performance.now() + within;
      let doubts = 0;
      for (let tries = 0; ; tries += 1) {
        stopping.signal.throwIfAborted();
        const left = Math.max(1, Math.ceil(end - performance.now()));
        try {
          return await call(AbortSignal.timeout(Math.min(left, limits.callWithin)));
        } catch (error) {
          if (isTokenLost(error)) doubts += 1;
          const wait =
            doubts > mostDoubts
              ? undefined
              : await waitAfter(error, accepted, () => pauseAfter(pauses, tries));
          const late = wait === undefined || performance.now() + wait > end;
          if (late || obsolete() || stopping.signal.aborted) throw error;
          // What waits here keeps no process from ending.
          const waiting = { signal: stopping.signal, ref: false };
          await pause(wait, undefined, waiting).catch(() => undefined);
          if (obsolete() || stopping.signal.aborted) throw error;
        }
      }
    },
    stop: () => stopping.abort(),
  };
}

/** Milliseconds until the next try; undefined for a no that stays one. */
async function waitAfter(
  error: unknown,
  accepted: () => Promise<boolean>,
  passing: () => number,
): Promise<number | undefined> {
  if (error instanceof RateLimitError) return error.retryAfter;
  if (isTokenLost(error)) return (await accepted()) ? 0 : undefined;
  return mayBeTaken(error) ? passing() : undefined;
}

/** A refused token, or that the library has forgotten it since. */
function isTokenLost(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401 && error.code === 0;
  return error instanceof Error && error.message.startsWith("Expected token to be set");
}

function mayBeTaken(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return false;
  if (error instanceof HTTPError) return error.status >= 500;
  if (!(error instanceof Error)) return false;
  // A deadline of ours or of the library; or the network, whose errors have a code of letters.
  if (error.name === "AbortError" || error.name === "TimeoutError") return true;
  return "code" in error && typeof error.code === "string";
}

import { setTimeout as pause } from "node:timers/promises";
import { webApi } from "@slack/bolt";
import { pauseAfter } from "#bot/pauses.ts";
import { deadlines, pauses } from "./limits.ts";

/** Calls of the Web API that go on until Slack takes them, says no, or their time is over. */
export interface PatientCalls {
  /**
   * `obsolete`: nobody needs it any more; then it gives undefined. Rejects with Slack's no, or with
   * the last failure when the time is over. A call that was lost on its way may have been taken, so
   * a message may come twice; it is never lost instead.
   */
  call<T>(method: string, once: () => Promise<T>, obsolete?: () => boolean): Promise<T | undefined>;
  /** What still waits fails with its last failure. */
  stop(): void;
}

/**
 * Slack limits each method by itself and says for how long; the library would hold every method
 * back meanwhile, and give up after its few tries.
 */
export function createPatientCalls(): PatientCalls {
  const limitedUntil = new Map<string, number>();
  const stopping = new AbortController();

  const waitUntil = async (time: number): Promise<void> => {
    const milliseconds = Math.max(0, time - Date.now());
    await pause(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
  };

  return {
    async call(method, once, obsolete = () => false) {
      const end = Date.now() + deadlines.message;
      for (let tries = 0; ; tries += 1) {
        const limited = limitedUntil.get(method) ?? 0;
        if (limited > Date.now()) await waitUntil(limited);
        if (tries > 0 && obsolete()) return undefined;
        try {
          return await once();
        } catch (error) {
          const wait = waitAfter(error, tries);
          if (wait === undefined || stopping.signal.aborted) throw error;
          const again = Date.now() + wait;
          if (again > end) throw error;
          if (error instanceof webApi.WebAPIRateLimitedError) limitedUntil.set(method, again);
          else await waitUntil(again);
        }
      }
    },
    stop: () => stopping.abort(),
  };
}

/** Milliseconds until the next try; undefined for Slack's no, which stays one. */
function waitAfter(error: unknown, tries: number): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter * 1000;
  const passing =
    error instanceof webApi.WebAPIRequestError ||
    (error instanceof webApi.WebAPIHTTPError && error.statusCode >= 500);
  if (!passing) return undefined;
  return pauseAfter(pauses, tries);
}

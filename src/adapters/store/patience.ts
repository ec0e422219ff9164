import { setTimeout as pause } from "node:timers/promises";
import { isPassing } from "./postgres-errors.ts";
import { isBusy } from "./sqlite-errors.ts";

/** How long one change waits for the other writers of the same store before it fails. */
export const patienceMilliseconds = 10_000;

/**
 * Runs work again while another connection holds the write lock, or the server is being started
 * again. Waiting happens here and not in SQLite's busy timeout: `node:sqlite` is synchronous, so its waiting would stop the whole process,
 * and with it a transaction of this same process that has to end first.
 */
export async function withPatience<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMilliseconds;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const again = isBusy(error) || isPassing(error);
      if (!again || performance.now() > deadline) throw error;
    }
    // Random, so that several waiting processes do not meet again and again.
    await pause(Math.random() * Math.min(50, 4 * attempt));
  }
}

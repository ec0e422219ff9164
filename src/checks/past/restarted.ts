import { milliseconds, toleranceMilliseconds } from "../boot/clock.ts";
import type { PastLook, ThisLook } from "./look.ts";

/** A real restart that lies between an earlier look and this one. */
export interface Restarted {
  /** Unknown when only the boot counter tells. */
  readonly at?: string;
}

/**
 * Whether it is proved that the workstation restarted since a look; undefined also when nothing is
 * known. A wrong "it survived a restart" would keep a person from the restart that helps, so every
 * doubt counts against it: clocks that may differ, a counter that goes back, times in the future.
 */
export function restartSince(look: PastLook, here: ThisLook): Restarted | undefined {
  const { bootId, lastRestart } = here.boot;
  const counterNow = bootId?.state === "present" ? bootId.seen : undefined;
  const counted = growth(look.boot.bootId, counterNow);
  // A counter that went back: this Windows was put back from an image; the look was at another.
  if (counted !== undefined && counted < 0) return undefined;
  if (lastRestart.state === "present") {
    return logged(look, here, lastRestart.seen.at) && !standsStill(look, counted)
      ? { at: lastRestart.seen.at }
      : undefined;
  }
  return counted !== undefined && counted > 0 && countsRestartsAlone(here) ? {} : undefined;
}

function logged(look: PastLook, here: ThisLook, lastRestart: string): boolean {
  const restart = milliseconds(lastRestart);
  const now = milliseconds(here.at);
  const then = milliseconds(look.at);
  if (restart === undefined || now === undefined || then === undefined) return false;
  if (restart > now || restart - then <= toleranceMilliseconds) return false;
  if (look.boot.lastRestart === undefined) return true;
  // Both by the workstation's own clock: the same restart again is none in between.
  const before = milliseconds(look.boot.lastRestart);
  return before !== undefined && restart - before > toleranceMilliseconds;
}

/**
 * The counter is as it was, and the look had no restart to compare with. (Where it had one, a
 * counter that stands still is one that nobody moves: the prefetcher is off.)
 */
function standsStill(look: PastLook, counted: number | undefined): boolean {
  return counted === 0 && look.boot.lastRestart === undefined;
}

/** Whether a hybrid start moves the counter is not verified: it counts only where there is none. */
function countsRestartsAlone({ boot: { fastStartup } }: ThisLook): boolean {
  return fastStartup?.state === "present" && !fastStartup.seen;
}

function growth(before: number | undefined, now: number | undefined): number | undefined {
  return before === undefined || now === undefined ? undefined : now - before;
}

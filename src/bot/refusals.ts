import type { Person } from "./ports.ts";

/**
 * Which refusals are written down one by one. Every refusal grows the audit trail, and nothing is
 * ever taken out of it: somebody without rights who goes on and on would fill the disk.
 */
export interface Refusals {
  /**
   * How many of this person's were only counted since the last one that was written; undefined when
   * this one is only counted as well.
   */
  admit(person: Pick<Person, "id">): number | undefined;
  /** So many were not written after all: the next one tells of them. */
  missed(person: Pick<Person, "id">, count: number): void;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Far more than anybody is refused by mistake; at some 400 bytes each nobody fills a disk with it. */
const mostPerMinute = 10;
const mostPerDay = 500;

/** Kept nowhere: a bot that starts again has not counted yet. */
export function boundedRefusals(now: () => Date): Refusals {
  /** When refusals of each person were written, oldest first. */
  const written = new Map<string, number[]>();
  const counted = new Map<string, number>();
  return {
    admit({ id }) {
      const at = now().getTime();
      forget(written, at);
      const times = written.get(id) ?? [];
      const lately = times.filter((time) => at - time < minute);
      if (lately.length >= mostPerMinute || times.length >= mostPerDay) {
        counted.set(id, (counted.get(id) ?? 0) + 1);
        return undefined;
      }
      written.set(id, [...times, at]);
      const leftOut = counted.get(id) ?? 0;
      counted.delete(id);
      return leftOut;
    },
    missed({ id }, count) {
      counted.set(id, (counted.get(id) ?? 0) + count);
    },
  };
}

/** A time in the future was noted before somebody set the clock back: it would hold for hours. */
function forget(written: Map<string, number[]>, at: number): void {
  for (const [id, times] of written) {
    const recent = times.filter((time) => time <= at && at - time < day);
    if (recent.length === 0) written.delete(id);
    else if (recent.length < times.length) written.set(id, recent);
  }
}

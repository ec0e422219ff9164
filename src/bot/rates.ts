import type { Limits } from "./limits.ts";

type Of = keyof Limits["questionsPerMinute"];

/** The refusal of a question: nothing was looked at, counted or written down for it. */
export interface TooMany {
  readonly of: Of;
  readonly most: number;
  /** Until it can be asked again, at least 1. */
  readonly seconds: number;
}

export interface Rates {
  /** Counts a question for everybody that it concerns, or for nobody when one of them is full. */
  admit(question: Readonly<Partial<Record<Of, string | undefined>>>): TooMany | undefined;
}

const minute = 60_000;

/**
 * A sliding window for each person, channel and workstation. Only what was admitted counts, so that
 * somebody who goes on asking does not push the end of the waiting away.
 */
export function slidingRates(
  most: Limits["questionsPerMinute"] | undefined,
  now: () => Date,
): Rates {
  const admitted = new Map<string, number[]>();
  return {
    admit(question) {
      if (most === undefined) return undefined;
      const at = now().getTime();
      forget(admitted, at);
      const keys = concerned.flatMap((of) => {
        const id = question[of];
        return id === undefined ? [] : [{ of, key: `${of} ${id}` }];
      });
      const full = keys.flatMap(({ of, key }) => {
        const times = admitted.get(key) ?? [];
        // The window has room again when the oldest of the newest `most` leaves it.
        const leaves = times.at(-most[of]);
        return leaves === undefined ? [] : [{ of, most: most[of], seconds: wait(leaves, at) }];
      });
      if (full.length === 0) {
        for (const { key } of keys) admitted.set(key, [...(admitted.get(key) ?? []), at]);
      }
      return full.toSorted((one, other) => other.seconds - one.seconds)[0];
    },
  };
}

const concerned = ["person", "channel", "workstation"] as const;

function wait(leaves: number, at: number): number {
  return Math.max(1, Math.ceil((leaves + minute - at) / 1000));
}

/** A time in the future was noted before somebody set the clock back: it would hold for hours. */
function forget(admitted: Map<string, number[]>, at: number): void {
  for (const [key, times] of admitted) {
    const recent = times.filter((time) => time <= at && at - time < minute);
    if (recent.length === 0) admitted.delete(key);
    else if (recent.length < times.length) admitted.set(key, recent);
  }
}

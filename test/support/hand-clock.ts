import type { Clock } from "#adapters/ssh/clock.ts";

/** Time that passes only when a test says so. */
export interface HandClock extends Clock {
  /** Everything that is due by then happens now, in its order. */
  pass(milliseconds: number): void;
  /** Settles when something is to happen after exactly so many milliseconds; at once if it is. */
  waitingFor(milliseconds: number): Promise<void>;
}

export function handClock(): HandClock {
  let now = 0;
  const waiting = new Set<{ readonly length: number; readonly due: number; act(): void }>();
  const watchers = new Map<number, () => void>();
  return {
    now: () => now,
    after(length, act) {
      const one = { length, due: now + length, act };
      waiting.add(one);
      watchers.get(length)?.();
      watchers.delete(length);
      return () => waiting.delete(one);
    },
    pass(milliseconds) {
      now += milliseconds;
      const due = [...waiting].filter((one) => one.due <= now);
      for (const one of due.toSorted((first, second) => first.due - second.due)) {
        waiting.delete(one);
        one.act();
      }
    },
    async waitingFor(length) {
      if ([...waiting].some((one) => one.length === length)) return;
      await new Promise<void>((resolve) => watchers.set(length, resolve));
    },
  };
}

import type { Boot } from "../boot/boot.ts";
import { milliseconds } from "../boot/clock.ts";

/** What an earlier question saw of the same workstation, as far as a later one can use it. */
export interface PastLook {
  /** ISO 8601, UTC, by the bot's clock: when it was asked, so not later than what was seen. */
  readonly at: string;
  /** `SHA256:…`; a re-imaged workstation has another, and is another machine. */
  readonly hostKey: string;
  readonly boot: {
    readonly bootId?: number;
    /** ISO 8601, UTC, by the workstation's clock. */
    readonly lastRestart?: string;
  };
  /** A signal that is not among them was not looked at. */
  readonly signals: readonly PastSignal[];
}

export interface PastSignal {
  readonly id: string;
  /** `unseen` is neither: such a look proves nothing and ends nothing. */
  readonly state: "present" | "absent" | "unseen";
  readonly evidence: readonly string[];
}

/** The question that is being answered. */
export interface ThisLook {
  readonly at: string;
  readonly hostKey: string;
  readonly boot: Boot;
}

/** How many earlier looks are worth asking the store for. */
export const mostPastLooks = 20;
const oldestLookMilliseconds = 90 * 24 * 60 * 60 * 1000;

/**
 * The looks that may be compared with this one, newest first. A look that seems to come from the
 * future proves nothing: one of the two clocks was wrong.
 */
export function comparable(here: ThisLook, past: readonly PastLook[]): PastLook[] {
  const now = milliseconds(here.at);
  if (now === undefined) return [];
  return past
    .flatMap((look) => {
      const age = now - (milliseconds(look.at) ?? Number.NaN);
      const usable = look.hostKey === here.hostKey && age > 0 && age <= oldestLookMilliseconds;
      return usable ? [{ look, age }] : [];
    })
    .sort((one, other) => one.age - other.age)
    .slice(0, mostPastLooks)
    .map(({ look }) => look);
}

const hour = 60;
const day = 24 * hour;

/** In minutes. Oftener than this a watch would be a load; more rarely it would end before its second look. */
export const shortest = 15;
export const longest = 30 * day;

/** How often a watch asks, as a person wrote it. */
export type Period =
  | { readonly ok: true; readonly minutes: number }
  | {
      readonly ok: false;
      /** Hostile text. */
      readonly written: string;
      readonly why: "unclear" | "too-short" | "too-long";
    };

const named: Readonly<Record<string, number>> = {
  hourly: hour,
  daily: day,
  weekly: 7 * day,
  monthly: 30 * day,
};

const units: Readonly<Record<string, number>> = {
  minute: 1,
  min: 1,
  hour,
  h: hour,
  day,
  week: 7 * day,
  month: 30 * day,
};

/** Words that speak of time: what stands from one of them on may be the period. */
const beginsPeriod =
  /(?<=^|\s)(?:hourly|daily|weekly|monthly|yearly|nightly|every|each|once|twice|always|constantly|at|until|from|during)(?=\s|$)/giu;

export interface Split {
  readonly what: string;
  readonly period: Period;
}

/**
 * The ways to part “lab every 2 hours” in what is watched and how often, the shortest period first:
 * a group may have such a word in its name.
 */
export function splitPeriod(text: string): readonly Split[] {
  const starts = [...text.matchAll(beginsPeriod)].map(({ index }) => index);
  return starts.toReversed().map((start) => ({
    what: text.slice(0, start).trim(),
    period: readPeriod(text.slice(start).trim()),
  }));
}

function readPeriod(written: string): Period {
  const minutes = minutesOf(written.toLowerCase().replace(/[.!?]+$/u, ""));
  if (minutes === undefined) return { ok: false, written, why: "unclear" };
  if (minutes < shortest) return { ok: false, written, why: "too-short" };
  return minutes > longest ? { ok: false, written, why: "too-long" } : { ok: true, minutes };
}

function minutesOf(said: string): number | undefined {
  if (Object.hasOwn(named, said)) return named[said];
  const every =
    /^(?:every|each|once an?|once every)\s+(?:(?<number>\d{1,6})\s*)?(?<unit>[a-z]+?)s?$/u.exec(
      said,
    )?.groups;
  const unit = every?.["unit"] ?? "";
  if (every === undefined || !Object.hasOwn(units, unit)) return undefined;
  return Number(every["number"] ?? "1") * (units[unit] ?? 0);
}

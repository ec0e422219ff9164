import type { ChartTone } from "../chart.ts";
import { isHarmless } from "../sweep/summary.ts";
import type { SweepLine } from "../sweep/sweep.ts";
import type { RunCounts } from "./watch.ts";

/** How many workstations of a run are in which state; each counts once, by its worst. */
export function countTones(lines: readonly SweepLine[]): RunCounts["counts"] {
  const counts: Partial<Record<ChartTone, number>> = {};
  for (const line of lines) {
    const tone = toneOf(line);
    counts[tone] = (counts[tone] ?? 0) + 1;
  }
  return counts;
}

function toneOf({ result }: SweepLine): ChartTone {
  if (result === undefined) return "waiting";
  if (result.state !== "looked") return "unreachable";
  const judged = result.causes.filter(({ verdict }) => verdict !== "cannot-tell");
  if (judged.some(({ verdict }) => verdict !== "unseen" && !isHarmless(verdict))) return "asks";
  if (result.headline === "cannot-tell" || judged.some(({ verdict }) => verdict === "unseen")) {
    return "unknown";
  }
  return judged.length > 0 ? "harmless" : "clear";
}

/** A run as a number: so many of so many ask, and so many are not known. */
interface TrendStep {
  readonly at: string;
  readonly asks: number;
  readonly total: number;
  /** Not reached, or not enough was seen. */
  readonly unknown: number;
}

export interface Trend {
  /** A unit apart; the oldest first. */
  readonly steps: readonly TrendStep[];
  readonly unit: "week" | "day" | "run";
  /** So many units lie in it; more than steps where the bot was down in some. */
  readonly units: number;
}

const day = 24 * 60 * 60 * 1000;
const mostSteps = 4;

/** The last run, and those a week before each other; days or runs where there are no two weeks yet. */
export function trendOf(runs: readonly RunCounts[]): Trend {
  const newest = runs.at(-1);
  const [oldest] = runs;
  if (newest === undefined || oldest === undefined) return { steps: [], unit: "run", units: 0 };
  const last = Date.parse(newest.at);
  const span = last - Date.parse(oldest.at);
  const unit = span > 6.5 * day ? "week" : span > 0.9 * day ? "day" : "run";
  if (unit === "run") {
    const steps = runs.slice(-mostSteps).map(stepOf);
    return { steps, unit, units: steps.length };
  }
  const long = unit === "week" ? 7 * day : day;
  const steps = Array.from({ length: mostSteps }, (_, index) =>
    nearest(runs, last - index * long, long / 2),
  );
  return {
    steps: steps.flatMap((run) => (run ? [stepOf(run)] : [])).toReversed(),
    unit,
    units: steps.findLastIndex((run) => run !== undefined) + 1,
  };
}

/** The bot may have been down at that time, and late ever since. */
function nearest(runs: readonly RunCounts[], time: number, within: number): RunCounts | undefined {
  const far = ({ at }: RunCounts): number => Math.abs(Date.parse(at) - time);
  const [first, ...others] = runs.filter((run) => far(run) < within);
  return others.reduce(
    (best, run) => (best === undefined || far(run) < far(best) ? run : best),
    first,
  );
}

function stepOf({ at, counts }: RunCounts): TrendStep {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const unknown = (counts.unknown ?? 0) + (counts.unreachable ?? 0) + (counts.waiting ?? 0);
  return { at, asks: counts.asks ?? 0, total, unknown };
}

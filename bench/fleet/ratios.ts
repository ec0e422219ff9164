import type { Figure } from "../section.ts";
import type { Score } from "./turns.ts";

/** One ratio of the client's CPU, and what it should be at most. */
export interface Comparison {
  readonly ours: Score;
  readonly other: Score;
  readonly atMost?: number;
}

/** None when either left a workstation out: doing less is no way to be faster. */
export function cpuRatio({ ours, other, atMost }: Comparison): readonly Figure[] {
  if (!ours.whole || !other.whole) return [];
  return [
    {
      what: `${ours.name} ÷ ${other.name}, client's CPU, ${ours.workstations} workstations`,
      value: ours.cpu.median / other.cpu.median,
      unit: "",
      ...(atMost === undefined ? {} : { atMost }),
    },
  ];
}

/** Milliseconds of CPU that one more workstation costs: without what the start of the process does. */
export function furtherOne(one: Score, many: Score): number {
  const whole = (score: Score): number => score.cpu.median * score.workstations;
  return (whole(many) - whole(one)) / (many.workstations - one.workstations);
}

export function notWhole(scores: readonly Score[]): readonly string[] {
  return scores
    .filter(({ whole }) => !whole)
    .map(({ name }) => `not compared: ${name} (did not answer for every workstation)`);
}

import { spreadOf } from "../statistics.ts";

/**
 * How many were told of only after somebody else's second try, although they needed one try: they
 * waited while others had their second turn. Those that are under way when the second turns begin
 * are among them, and nobody else may be. `at` in milliseconds.
 */
export function overtakenBySecondTries(
  told: readonly { readonly tries: number; readonly at: number }[],
): number {
  const firstAgain = Math.min(...told.filter(({ tries }) => tries > 1).map(({ at }) => at));
  return told.filter(({ tries, at }) => tries === 1 && at > firstAgain).length;
}

/**
 * How memory went on after the beginning: its median in the last fifth of the time as a multiple of
 * that in the second fifth. 1 is flat; what is kept of every workstation makes it grow.
 */
export function growthOf(samples: readonly number[]): number {
  const fifth = Math.floor(samples.length / 5);
  if (fifth === 0) throw new Error("too few samples of the memory");
  const early = spreadOf(samples.slice(fifth, 2 * fifth)).median;
  const late = spreadOf(samples.slice(-fifth)).median;
  return late / early;
}

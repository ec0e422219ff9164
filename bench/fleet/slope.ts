import { spreadOf } from "../statistics.ts";

/** Milliseconds of one run, and the network's round trip during it. */
export interface Delayed {
  readonly roundTrip: number;
  readonly milliseconds: number;
}

/**
 * How many round trips a job waits for: how much longer it takes for each millisecond that the
 * round trip is longer. Medians at the shortest and at the longest, so that a single slow run, and
 * everything that costs the same on either line, plays no part.
 */
export function roundTripsOf(runs: readonly Delayed[]): number {
  const lengths = runs.map(({ roundTrip }) => roundTrip);
  const [short, long] = [Math.min(...lengths), Math.max(...lengths)];
  if (!(long > short)) throw new Error("one length of the line gives no slope");
  const medianAt = (length: number): number =>
    spreadOf(
      runs.filter(({ roundTrip }) => roundTrip === length).map(({ milliseconds }) => milliseconds),
    ).median;
  return (medianAt(long) - medianAt(short)) / (long - short);
}

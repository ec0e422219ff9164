import { spreadOf } from "../statistics.ts";

/**
 * By how many places anybody came before their turn. With so many served together in the order of
 * the list, nobody can come earlier than that many less one; who is overtaken by more was not
 * served in turn. Given are the places in the list in the order in which they were done.
 */
export function mostPlacesEarly(done: readonly number[]): number {
  return done.reduce((most, place, at) => Math.max(most, place - at), 0);
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

/** The names by their length, each list of places in alphabetical order: `sortNames` makes it. */
export interface SortedNames {
  readonly names: readonly string[];
  readonly byLength: ReadonlyMap<number, Int32Array>;
}

/** A name that is close to what was written. */
export interface Near {
  /** Its place in the list of names. */
  readonly at: number;
  /** Levenshtein's distance: how many letters to put in, take out or replace. */
  readonly slips: number;
}

interface Wanted {
  readonly written: string;
  /** More than these are no slips any more. */
  readonly slips: number;
}

/**
 * Every name that is at most so many slips away, in no certain order. Whoever hears of one may answer
 * with fewer slips: then only names within those are looked for any more.
 *
 * Names that begin alike share the work: it is a walk through a tree of their letters, and a branch
 * is left as soon as no name below it can be close. (Levenshtein's table, row by row; the smallest
 * number of a row never falls in the rows below.)
 */
export function nearIn(
  { names, byLength }: SortedNames,
  { written, slips }: Wanted,
  hear: (near: Near) => number | undefined,
): void {
  let most = slips;
  for (const [length, places] of byLength) {
    if (Math.abs(length - written.length) > most) continue;
    const rows = Array.from({ length: length + 1 }, () => new Uint16Array(written.length + 1));
    rows[0]?.set(Array.from({ length: written.length + 1 }, (_, at) => at));
    // The names from place `from` up to place `to`: they are alike in their first `depth` letters.
    const descend = (from: number, to: number, depth: number): void => {
      const row = rows[depth];
      if (row === undefined) return;
      if (depth === length) {
        const distance = row[written.length] ?? 0;
        for (let at = from; at < to && distance <= most; at += 1) {
          most = Math.min(most, hear({ at: places[at] ?? 0, slips: distance }) ?? most);
        }
        return;
      }
      for (let at = from; at < to; ) {
        const unit = unitAt(at, depth);
        const end = endOfRun(at, to, (place) => unitAt(place, depth) === unit);
        if (fillRow(rows, { depth: depth + 1, unit, written }) <= most) descend(at, end, depth + 1);
        at = end;
      }
    };
    const unitAt = (at: number, depth: number): number =>
      names[places[at] ?? 0]?.charCodeAt(depth) ?? 0;
    descend(0, places.length, 0);
  }
}

interface Filling {
  readonly depth: number;
  /** The letter of the names at that depth. */
  readonly unit: number;
  readonly written: string;
}

/** Fills a row of the table from the one above it; gives its smallest number. */
function fillRow(rows: readonly Uint16Array[], { depth, unit, written }: Filling): number {
  const above = rows[depth - 1];
  const row = rows[depth];
  if (above === undefined || row === undefined) return 0;
  row[0] = depth;
  let smallest = depth;
  let left = depth;
  let diagonal = depth - 1;
  for (let at = 1; at <= written.length; at += 1) {
    const up = above[at] ?? 0;
    const replaced = written.charCodeAt(at - 1) === unit ? diagonal : diagonal + 1;
    left = Math.min(replaced, up + 1, left + 1);
    row[at] = left;
    diagonal = up;
    if (left < smallest) smallest = left;
  }
  return smallest;
}

/** The first place behind `from` that is not alike any more; all alike ones stand together. */
function endOfRun(from: number, to: number, isAlike: (at: number) => boolean): number {
  // In growing steps first: most runs are short.
  let step = 1;
  let alike = from;
  while (alike + step < to && isAlike(alike + step)) {
    alike += step;
    step *= 2;
  }
  let other = Math.min(alike + step, to);
  while (other - alike > 1) {
    const middle = (alike + other) >>> 1;
    if (isAlike(middle)) alike = middle;
    else other = middle;
  }
  return other;
}

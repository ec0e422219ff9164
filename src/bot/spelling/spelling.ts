import type { Near, SortedNames } from "./near.ts";
import { nearIn } from "./near.ts";
import { sortNames } from "./sort-names.ts";

/**
 * How the names of an inventory are written, for slips of the fingers: only letters and digits count,
 * upper and lower case alike.
 */
export interface Spelling {
  /** The name with the fewest slips, at most so many; of several the first in the inventory. */
  closest(written: string, slips: number): string | undefined;
  /**
   * At most so many names for what somebody is typing: those that begin with it, then those that hold
   * it, then slips; names of one rank in the order of the inventory.
   */
  ranked(typed: string, most: number): readonly string[];
  /** The same of these names alone. */
  within(names: readonly string[]): Spelling;
}

/** `PC-42` and `pc42` are typed for one another. */
export function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[-._]/gu, "");
}

/** What is looked slips up in is made when it is first needed, and at once: for short lists. */
export function spellingOf(names: readonly string[]): Spelling {
  const bares = names.map(bare);
  let sorted: SortedNames | undefined;
  const index = (): SortedNames => {
    if (sorted === undefined) {
      const work = sortNames(bares);
      let step = work.next();
      while (step.done !== true) step = work.next();
      sorted = step.value;
    }
    return sorted;
  };
  return spellingWith({ names, bares, index }, everything);
}

/** The same, made beforehand with a breath after each slice: for hundreds of thousands of names. */
export async function prepareSpelling(
  names: readonly string[],
  breathe: () => Promise<unknown>,
): Promise<Spelling> {
  const bares: string[] = [];
  for (const name of names) {
    bares.push(bare(name));
    if (bares.length % 10_000 === 0) await breathe();
  }
  const work = sortNames(bares);
  let step = work.next();
  while (step.done !== true) {
    await breathe();
    step = work.next();
  }
  const sorted = step.value;
  return spellingWith({ names, bares, index: () => sorted }, everything);
}

interface Spelt {
  readonly names: readonly string[];
  /** At the same places. */
  readonly bares: readonly string[];
  readonly index: () => SortedNames;
}

type Accepts = (at: number) => boolean;

const everything: Accepts = () => true;

function spellingWith(spelt: Spelt, accepts: Accepts): Spelling {
  const { names, bares, index } = spelt;
  return {
    closest(written, slips) {
      let best: Near | undefined;
      nearIn(index(), { written: bare(written), slips }, (near) => {
        if (!accepts(near.at) || !isBetter(near, best)) return undefined;
        best = near;
        return near.slips;
      });
      return best && names[best.at];
    },
    ranked(typed, most) {
      const wanted = bare(typed);
      const begin: number[] = [];
      const hold: number[] = [];
      for (const [at, name] of bares.entries()) {
        if (begin.length >= most) break;
        if (name.startsWith(wanted) && accepts(at)) begin.push(at);
        else if (hold.length < most && name.includes(wanted) && accepts(at)) hold.push(at);
      }
      const written = [...begin, ...hold].slice(0, most);
      const room = most - written.length;
      const slipped = room === 0 || wanted.length < 3 ? [] : slipsOf(spelt, { wanted, accepts });
      return [...written, ...slipped.slice(0, room)].map((at) => names[at] ?? "");
    },
    within(some) {
      const among = new Set(some);
      return spellingWith(spelt, (at) => among.has(names[at] ?? ""));
    },
  };
}

function slipsOf(
  { bares, index }: Spelt,
  { wanted, accepts }: { readonly wanted: string; readonly accepts: Accepts },
): readonly number[] {
  const found: Near[] = [];
  nearIn(index(), { written: wanted, slips: wanted.length < 4 ? 1 : 2 }, (near) => {
    // Those that hold it stand before these already.
    if (accepts(near.at) && bares[near.at]?.includes(wanted) !== true) found.push(near);
    return undefined;
  });
  return found
    .toSorted((one, other) => one.slips - other.slips || one.at - other.at)
    .map(({ at }) => at);
}

function isBetter(one: Near, best: Near | undefined): boolean {
  if (best === undefined || one.slips < best.slips) return true;
  return one.slips === best.slips && one.at < best.at;
}

import { setImmediate as breathe } from "node:timers/promises";
import type { Row } from "./source.ts";

const slice = 4_000;

/**
 * By their names, whatever their case: a directory answers in an order of its own, which may be
 * another one the next time. Lets other things be done meanwhile.
 */
export async function sortRows(rows: readonly Row[]): Promise<readonly Row[]> {
  const keyed = rows.map((row) => ({ row, key: row.name.toLowerCase() }));
  let runs: (readonly Keyed[])[] = [];
  for (let from = 0; from < keyed.length; from += slice) {
    runs.push(keyed.slice(from, from + slice).toSorted(compare));
    await breathe();
  }
  while (runs.length > 1) {
    const merged: (readonly Keyed[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await mergeTwo(runs[at] ?? [], runs[at + 1] ?? []));
    }
    runs = merged;
  }
  return (runs[0] ?? []).map(({ row }) => row);
}

interface Keyed {
  readonly row: Row;
  readonly key: string;
}

async function mergeTwo(left: readonly Keyed[], right: readonly Keyed[]): Promise<Keyed[]> {
  const merged: Keyed[] = [];
  let [inLeft, inRight] = [0, 0];
  while (inLeft < left.length || inRight < right.length) {
    const one = left[inLeft];
    const other = right[inRight];
    if (one !== undefined && (other === undefined || compare(one, other) <= 0)) {
      merged.push(one);
      inLeft += 1;
    } else if (other !== undefined) {
      merged.push(other);
      inRight += 1;
    }
    if (merged.length % (10 * slice) === 0) await breathe();
  }
  return merged;
}

function compare(one: Keyed, other: Keyed): number {
  if (one.key === other.key) return 0;
  return one.key < other.key ? -1 : 1;
}

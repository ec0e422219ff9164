import type { SortedNames } from "./near.ts";

/** So many are sorted in one breath: some milliseconds. */
const slice = 2_000;

/**
 * The places of the names by the length of the names, in alphabetical order. Yields after each slice
 * of the work, so that whoever has other things to do can do them.
 */
export function* sortNames(names: readonly string[]): Generator<undefined, SortedNames> {
  const byLength = new Map<number, number[]>();
  for (const [at, name] of names.entries()) {
    const places = byLength.get(name.length);
    if (places === undefined) byLength.set(name.length, [at]);
    else places.push(at);
    if (at % 20_000 === 19_999) yield;
  }
  const sorted = new Map<number, Int32Array>();
  for (const [length, places] of byLength) {
    const into: number[] = [];
    yield* sortInto(into, names, { places, from: 0 });
    sorted.set(length, new Int32Array(into));
  }
  return { names, byLength: sorted };
}

/** Names of one length that are alike up to `from`; names that are wholly alike keep their order. */
function* sortInto(
  into: number[],
  names: readonly string[],
  { places, from }: { readonly places: readonly number[]; readonly from: number },
): Generator<undefined, void> {
  const length = names[places[0] ?? 0]?.length ?? 0;
  if (places.length <= slice || from >= length) {
    for (const at of places.toSorted((one, other) => compare(names, one, other))) into.push(at);
    yield;
    return;
  }
  const byUnit = new Map<number, number[]>();
  for (const at of places) {
    const unit = names[at]?.charCodeAt(from) ?? 0;
    const alike = byUnit.get(unit);
    if (alike === undefined) byUnit.set(unit, [at]);
    else alike.push(at);
  }
  yield;
  for (const unit of [...byUnit.keys()].toSorted((one, other) => one - other)) {
    yield* sortInto(into, names, { places: byUnit.get(unit) ?? [], from: from + 1 });
  }
}

function compare(names: readonly string[], one: number, other: number): number {
  const left = names[one] ?? "";
  const right = names[other] ?? "";
  if (left === right) return one - other;
  return left < right ? -1 : 1;
}

import { weightOf } from "../sweep/summary.ts";
import type { Cause } from "../sweep/sweep.ts";
import type { Change } from "./compare.ts";

/** The same change on one or more workstations. */
export interface ChangeGroup {
  readonly changes: readonly [Change, ...Change[]];
}

/** The worst first: what came, by its verdict, then what turned, then what went, then who left. */
export function groupChanges(changes: readonly Change[]): readonly ChangeGroup[] {
  const groups = new Map<string, [Change, ...Change[]]>();
  for (const change of changes) {
    const key = keyOf(change);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()]
    .map((group) => ({ changes: group }))
    .toSorted(
      (one, other) =>
        weight(one.changes[0]) - weight(other.changes[0]) ||
        other.changes.length - one.changes.length,
    );
}

function keyOf(change: Change): string {
  if (!("cause" in change)) {
    return JSON.stringify([change.kind, "where" in change ? change.where : ""]);
  }
  const { id, verdict } = change.cause;
  const more = "was" in change ? change.was : "again" in change && change.again;
  return JSON.stringify([change.kind, id, verdict, more]);
}

const kinds: Readonly<Record<Change["kind"], number>> = {
  appeared: 0,
  found: 0,
  turned: 20,
  went: 40,
  "not-listed": 60,
  "left-out": 60,
};

function weight(change: Change): number {
  return kinds[change.kind] + ("cause" in change ? weightOf(change.cause.verdict) : 0);
}

/** Something came, or turned into something, that asks with weight. */
export function isWorse(change: Change): boolean {
  if (!("cause" in change) || change.kind === "went") return false;
  return !calm.has(change.cause.verdict);
}

const calm: ReadonlySet<Cause["verdict"]> = new Set(["harmless", "one-file", "stale"]);

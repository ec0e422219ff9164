import type { Entry } from "../machine.ts";
import { samePath } from "../restart-files/operand.ts";
import type { Sighting } from "../sighting.ts";
import type { RenameOperation } from "../signal.ts";
import type { RenameEntry } from "./entries.ts";
import type { PlannedRename } from "./operations.ts";

/** Longer lists are not followed to their end; what comes after stays unseen. */
const operationsFollowed = 10_000;

/** What is at a place when Windows comes to an operation. */
type There = "there" | "gone" | "unseen";

export interface FollowedRename extends PlannedRename {
  readonly state: RenameOperation["state"];
  /** Before the operation; undefined when it has no target. */
  readonly atTarget: There | undefined;
}

/**
 * Goes through the list in its order, as Windows does: what one operation puts in place the next
 * one finds, and what one has deleted the next one misses. Nothing is called gone that an earlier
 * operation may bring.
 */
export function followRenames(
  operations: readonly PlannedRename[],
  entries: ReadonlyMap<string, Sighting<Entry>>,
): readonly FollowedRename[] {
  const disk: Disk = { seen: entries, changed: new Map(), movedTrees: new Set() };
  return operations.map((operation, index) => {
    if (index >= operationsFollowed) return notFollowed(operation);
    const atSource = whatIsAt(disk, operation.source);
    const atTarget = operation.target && whatIsAt(disk, operation.target);
    const followed: FollowedRename = {
      ...operation,
      state: atSource === "there" ? "waits" : atSource,
      atTarget,
    };
    if (atSource !== "gone") change(disk, followed);
    return followed;
  });
}

function notFollowed(operation: PlannedRename): FollowedRename {
  return { ...operation, state: "unseen", atTarget: operation.target && "unseen" };
}

/**
 * KB 202071: without "replace", a move onto something that is there "fails without any error
 * message when the system is restarted".
 */
export function isRefused({ does, atTarget }: FollowedRename): boolean {
  return does === "move" && atTarget === "there";
}

interface Disk {
  readonly seen: ReadonlyMap<string, Sighting<Entry>>;
  /** By `samePath(path)`. */
  readonly changed: Map<string, There>;
  /** What was moved may be a directory: nothing is known about the places below it any more. */
  readonly movedTrees: Set<string>;
}

function whatIsAt(disk: Disk, { local }: RenameEntry): There {
  if (local === undefined) return "unseen";
  const key = samePath(local);
  const sighting = disk.seen.get(key);
  if (sighting === undefined) return "unseen";
  const changed = disk.changed.get(key);
  if (changed !== undefined) return changed;
  if (sighting.state === "unseen" || isBelowMoved(disk, key)) return "unseen";
  return sighting.state === "present" ? "there" : "gone";
}

function isBelowMoved({ movedTrees }: Disk, key: string): boolean {
  return [...movedTrees].some((tree) => key.startsWith(tree) && key[tree.length] === "\\");
}

function change(disk: Disk, operation: FollowedRename): void {
  if (isRefused(operation)) return;
  const { source, target } = operation;
  const after = afterwards(operation);
  note(disk, source, after.atSource);
  if (target === undefined || after.atTarget === undefined) return;
  note(disk, target, after.atTarget);
  const moved = [source, target].flatMap(({ local }) => (local === undefined ? [] : [local]));
  for (const key of moved.map(samePath)) if (disk.seen.has(key)) disk.movedTrees.add(key);
}

/** What is at both places when an operation has been tried; no target, or an untouched one: undefined. */
function afterwards({ does, state, atTarget }: FollowedRename): {
  readonly atSource: There;
  readonly atTarget?: There;
} {
  if (does === "delete-or-move") {
    const untouched = atTarget === undefined || atTarget === "there";
    return untouched ? { atSource: "unseen" } : { atSource: "unseen", atTarget: "unseen" };
  }
  if (state !== "waits") return { atSource: "unseen", atTarget: "unseen" };
  const refusedPerhaps = does === "move" && atTarget === "unseen";
  return { atSource: refusedPerhaps ? "unseen" : "gone", atTarget: "there" };
}

function note(disk: Disk, { local }: RenameEntry, there: There): void {
  if (local !== undefined) disk.changed.set(samePath(local), there);
}

import type { RenameOperation } from "../signal.ts";
import type { RenameEntry } from "./entries.ts";
import { readEntry } from "./entries.ts";

/** What the list says is to be done with one source. */
export interface PlannedRename {
  readonly does: RenameOperation["does"];
  readonly source: RenameEntry;
  /** Undefined for a deletion; of a "delete-or-move" the entry that would be the target. */
  readonly target: RenameEntry | undefined;
}

export interface RenameList {
  /** In the list's order, in which Windows does them. */
  readonly operations: readonly PlannedRename[];
  /** Members that cannot be understood, as the machine spells them. */
  readonly odd: readonly string[];
}

/**
 * Members as pairs of source and target. An empty target means a deletion (MoveFileEx; ReactOS
 * smss). Where empty members are printed between others, the pairs are exact; where none is, they
 * may have been left out, and only `!`, which marks targets alone, shows what belongs together.
 */
export function readRenames(members: readonly string[]): RenameList {
  const filled = members.filter((member) => member !== "");
  const first = members.findIndex((member) => member !== "");
  const last = members.findLastIndex((member) => member !== "");
  return last - first + 1 > filled.length ? exactPairs(members.slice(0, last + 1)) : loose(filled);
}

function exactPairs(members: readonly string[]): RenameList {
  const operations: PlannedRename[] = [];
  const odd: string[] = [];
  for (let index = 0; index < members.length; index += 2) {
    const pair = [members[index] ?? "", members[index + 1] ?? ""] as const;
    if (pair[0] === "" && pair[1] === "") continue;
    const operation = readPair(...pair);
    if (operation === undefined) odd.push(...pair.filter((member) => member !== ""));
    else operations.push(operation);
  }
  return { operations, odd };
}

function readPair(first: string, second: string): PlannedRename | undefined {
  const source = readEntry(first);
  if (source === undefined || source.replaces) return undefined;
  if (second === "") return { does: "delete", source, target: undefined };
  const target = readEntry(second);
  return target && { does: target.replaces ? "replace" : "move", source, target };
}

/** Entries without `!` in a row, and whether what stands around them is surely no part of a pair. */
interface Row {
  readonly entries: RenameEntry[];
  readonly bounded: boolean;
}

function loose(members: readonly string[]): RenameList {
  const operations: PlannedRename[][] = [];
  const odd: string[] = [];
  let row: Row = { entries: [], bounded: true };
  for (const member of members) {
    const entry = readEntry(member);
    const source = entry?.replaces === true ? row.entries.pop() : undefined;
    if (entry?.replaces === false) row.entries.push(entry);
    else if (entry !== undefined && source !== undefined) {
      operations.push(readRow(row), [{ does: "replace", source, target: entry }]);
      row = { entries: [], bounded: true };
    } else {
      odd.push(member);
      operations.push(readRow({ ...row, bounded: false }));
      row = { entries: [], bounded: false };
    }
  }
  operations.push(readRow(row));
  return { operations: operations.flat(), odd };
}

/** One entry alone is a deletion. Of several, each may be deleted, moved to the next, or a target. */
function readRow({ entries, bounded }: Row): PlannedRename[] {
  const alone = entries.length === 1 && bounded;
  return entries.map((source, index) => ({
    does: alone ? "delete" : "delete-or-move",
    source,
    target: entries[index + 1],
  }));
}

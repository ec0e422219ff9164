import { distrustMissingDrives, lookAtPaths } from "../look-at-paths.ts";
import type { Entry, Machine, RegistryListing, WindowsPath } from "../machine.ts";
import { findValue } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import { present, unseen } from "../sighting.ts";
import type { Visit } from "../signal.ts";
import { splitMultiString } from "./multi-string.ts";
import type { PlannedRename, RenameList } from "./operations.ts";
import { readRenames } from "./operations.ts";

export const sessionManager = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager";
/**
 * kernel32 writes a second value beside the first (ReactOS). That Windows works through them in this
 * order is inferred, not verified.
 */
const valueNames = ["PendingFileRenameOperations", "PendingFileRenameOperations2"] as const;

/** Everything the judge may see. */
export interface RenamesSeen {
  /** The values that hold more than blanks. */
  readonly values: Sighting<readonly RenameValue[]>;
  readonly windowsDirectory: Sighting<WindowsPath>;
  /** By `samePath(path)`. A path that is not in it was not looked at. */
  readonly entries: ReadonlyMap<string, Sighting<Entry>>;
}

export interface RenameValue extends RenameList {
  readonly name: (typeof valueNames)[number];
  /** What is not empty, as the machine spells it. */
  readonly members: readonly string[];
}

/** Reads both values and looks at what they name: an entry whose source is gone does nothing. */
export async function lookAtRenames({ machine, windowsDirectory }: Visit): Promise<RenamesSeen> {
  const values = readValues(await machine.registry(sessionManager));
  const planned = values.state === "present" ? values.seen.flatMap((list) => list.operations) : [];
  const [entries, directory] = await Promise.all([
    lookAtOperands(machine, planned),
    windowsDirectory,
  ]);
  return { values, windowsDirectory: directory, entries };
}

/** Every Windows NT has the key: one that is said to be absent was not seen. */
function readValues(key: Sighting<RegistryListing>): Sighting<readonly RenameValue[]> {
  if (key.state === "absent") return unseen("odd-answer");
  if (key.state === "unseen") return key;
  return present(valueNames.flatMap((name) => readValue(key.seen, name)));
}

function readValue(listing: RegistryListing, name: RenameValue["name"]): RenameValue[] {
  const value = findValue(listing, name);
  if (value === undefined) return [];
  // Another type holds no list that Windows would follow; what it holds is shown, not read.
  if (value.type !== "REG_MULTI_SZ") {
    const odd = value.data.trim() === "" ? [] : [value.data];
    return odd.length === 0 ? [] : [{ name, members: odd, operations: [], odd }];
  }
  const members = splitMultiString(value.data);
  const filled = members.filter((member) => member !== "");
  return filled.length === 0 ? [] : [{ name, members: filled, ...readRenames(members) }];
}

/** Sources first: whether an operation has anything left to do depends on them. */
async function lookAtOperands(
  machine: Machine,
  planned: readonly PlannedRename[],
): Promise<ReadonlyMap<string, Sighting<Entry>>> {
  const entries = new Map<string, Sighting<Entry>>();
  const sources = planned.map(({ source }) => source.local);
  const targets = planned.map(({ target }) => target?.local);
  const paths = [...sources, ...targets].filter((path) => path !== undefined);
  await lookAtPaths(machine, entries, paths);
  await distrustMissingDrives(machine, entries);
  return entries;
}

import { globOf } from "#bot/glob.ts";
import type { Inventory } from "#bot/ports.ts";
import type { Spelling } from "#bot/spelling/spelling.ts";
import { spellingOf } from "#bot/spelling/spelling.ts";

interface Named {
  readonly name: string;
  readonly groups?: readonly string[];
}

interface Beside {
  /** Made beforehand; without it, of the names when it is first needed. */
  readonly spelling?: Spelling;
  /** Names of lists that were never read. */
  readonly unread?: readonly string[];
}

/** Of workstations whose names are unique whatever their case. Finds only whole names. */
export function listInventory(workstations: readonly Named[], beside: Beside = {}): Inventory {
  const work = listing(workstations, beside);
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** The same with a breath after each slice: for hundreds of thousands of workstations. */
export async function prepareInventory(
  workstations: readonly Named[],
  beside: Beside,
  breathe: () => Promise<unknown>,
): Promise<Inventory> {
  const work = listing(workstations, beside);
  let step = work.next();
  while (step.done !== true) {
    await breathe();
    step = work.next();
  }
  return step.value;
}

interface Group {
  readonly group: string;
  readonly names: string[];
}

function* listing(workstations: readonly Named[], beside: Beside): Generator<undefined, Inventory> {
  const names: string[] = [];
  const byName = new Map<string, string>();
  const groupsBy = new Map<string, readonly string[]>();
  const byGroup = new Map<string, Group>();
  for (const { name, groups = none } of workstations) {
    names.push(name);
    byName.set(name.toLowerCase(), name);
    if (groups.length > 0) groupsBy.set(name, groups);
    for (const group of groups) putInto(byGroup, group, name);
    if (names.length % 5_000 === 0) yield;
  }
  const groupNames = Array.from(byGroup.values(), ({ group }) => group);
  const { spelling = spellingOf(names), unread = none } = beside;
  return {
    // Without the test the sign of Kelvin would be a K.
    find: (name) => (/^[\w.-]+$/.test(name) ? byName.get(name.toLowerCase()) : undefined),
    names: () => names,
    groupsOf: (name) => groupsBy.get(name) ?? none,
    groups: () => groupNames,
    inGroup: (name) => byGroup.get(name.toLowerCase())?.names ?? none,
    matching: (pattern) => names.filter(globOf(pattern)),
    unread: () => unread,
    spelling: () => spelling,
  };
}

function putInto(byGroup: Map<string, Group>, group: string, name: string): void {
  const known = byGroup.get(group.toLowerCase());
  if (known === undefined) byGroup.set(group.toLowerCase(), { group, names: [name] });
  else if (known.names.at(-1) !== name) known.names.push(name);
}

const none: readonly string[] = [];

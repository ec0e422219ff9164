import { setImmediate as breathe } from "node:timers/promises";
import type { Inventory } from "#bot/ports.ts";
import { prepareSpelling } from "#bot/spelling/spelling.ts";
import { prepareInventory } from "./list-inventory.ts";
import type { Listed } from "./source.ts";

/** All lists as one, as they were read at one time. */
export interface Merged {
  readonly inventory: Inventory;
  readonly size: number;
  /** Where a workstation answers; by the name as the inventory spells it. */
  hostOf(name: string): Listed | undefined;
}

interface Beside {
  /** How the configuration spells groups that something rests on. */
  readonly groupNames: readonly string[];
  readonly unread: readonly string[];
}

/**
 * The first list that names a workstation says where it is; the groups of all are united. Upper and
 * lower case are the same name, of workstations and of groups. Lets other things be done meanwhile.
 */
export async function mergeLists(
  lists: readonly (readonly Listed[])[],
  { groupNames, unread }: Beside,
): Promise<Merged> {
  const spellings = new Map<string, string>();
  unite(groupNames, spellings);
  const merged = new Map<string, Listed>();
  let seen = 0;
  for (const list of lists) {
    for (const one of list) {
      const key = one.name.toLowerCase();
      const first = merged.get(key);
      const groups = unite([...(first?.groups ?? []), ...one.groups], spellings);
      merged.set(key, { ...(first ?? one), groups });
      seen += 1;
      if (seen % 5_000 === 0) await breathe();
    }
  }
  const workstations = [...merged.values()];
  const names = workstations.map(({ name }) => name);
  const spelling = await prepareSpelling(names, breathe);
  const inventory = await prepareInventory(workstations, { spelling, unread }, breathe);
  return {
    inventory,
    size: workstations.length,
    hostOf: (name) => {
      const host = merged.get(name.toLowerCase());
      return host?.name === name ? host : undefined;
    },
  };
}

function unite(groups: readonly string[], spellings: Map<string, string>): readonly string[] {
  if (groups.length === 0) return groups;
  const spelt = groups.map((group) => {
    const key = group.toLowerCase();
    const known = spellings.get(key);
    if (known !== undefined) return known;
    spellings.set(key, group);
    return group;
  });
  return [...new Set(spelt)];
}

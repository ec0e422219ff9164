import type { Inventory } from "#bot/ports.ts";

interface Listed {
  readonly name: string;
  readonly groups?: readonly string[];
}

/** Finds names whatever their case, and only whole names. */
export function listInventory(hosts: readonly Listed[]): Inventory {
  const names = hosts.map(({ name }) => name);
  const byName = new Map(names.map((name) => [name.toLowerCase(), name]));
  const groups = new Map(hosts.map(({ name, groups: of = [] }) => [name, of]));
  const inGroup = new Map<string, { readonly group: string; readonly names: string[] }>();
  for (const { name, groups: of = [] } of hosts) {
    for (const group of of) {
      const found = inGroup.get(group.toLowerCase()) ?? { group, names: [] };
      inGroup.set(group.toLowerCase(), found);
      if (!found.names.includes(name)) found.names.push(name);
    }
  }
  return {
    // Without the test the sign of Kelvin would be a K.
    find: (name) => (/^[\w.-]+$/.test(name) ? byName.get(name.toLowerCase()) : undefined),
    names: () => names,
    groupsOf: (name) => groups.get(name) ?? [],
    groups: () => [...inGroup.values()].map(({ group }) => group),
    inGroup: (name) => inGroup.get(name.toLowerCase())?.names ?? [],
    matching: (pattern) => names.filter(globMatcher(pattern)),
  };
}

/** No name is longer than 64, so `*` between others costs little however often it stands there. */
function globMatcher(pattern: string): (name: string) => boolean {
  const parts = pattern
    .replaceAll(/\*+/gu, "*")
    .replaceAll(/[.+^${}()|[\]\\]/gu, "\\$&")
    .replaceAll("?", ".")
    .replaceAll("*", ".*");
  const fits = new RegExp(`^${parts}$`, "iu");
  return (name) => fits.test(name);
}

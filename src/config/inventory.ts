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
  return {
    // Without the test the sign of Kelvin would be a K.
    find: (name) => (/^[\w.-]+$/.test(name) ? byName.get(name.toLowerCase()) : undefined),
    names: () => names,
    groupsOf: (name) => groups.get(name) ?? [],
  };
}

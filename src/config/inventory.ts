import type { Inventory } from "#bot/ports.ts";

/** Finds names whatever their case, and only whole names. */
export function listInventory(hosts: readonly { readonly name: string }[]): Inventory {
  const names = hosts.map(({ name }) => name);
  const byName = new Map(names.map((name) => [name.toLowerCase(), name]));
  return {
    // Without the test the sign of Kelvin would be a K.
    find: (name) => (/^[\w.-]+$/.test(name) ? byName.get(name.toLowerCase()) : undefined),
    names: () => names,
  };
}

import type { Machine, RegistryKey, RegistryListing, RegistryValue } from "./machine.ts";
import type { Sighting } from "./sighting.ts";
import { absent } from "./sighting.ts";

/**
 * Goes down from a key to one of those below it, asking only for what the key above lists: one
 * listing then proves a dozen signals absent, and an absent key costs no process there.
 */
export async function walkDown(
  machine: Pick<Machine, "registry">,
  from: RegistryKey,
  names: readonly string[],
): Promise<Sighting<RegistryListing>> {
  const here = await machine.registry(from);
  const [next, ...rest] = names;
  if (next === undefined || here.state !== "present") return here;
  return hasSubkey(here.seen, next) ? await walkDown(machine, `${from}\\${next}`, rest) : absent;
}

/** Names of the registry are compared without regard to case. */
export function hasSubkey(listing: RegistryListing, name: string): boolean {
  return listing.subkeys.some((subkey) => sameName(subkey, name));
}

export function findValue(listing: RegistryListing, name: string): RegistryValue | undefined {
  return listing.values.find((value) => sameName(value.name, name));
}

/** The number that `reg.exe` prints for a REG_DWORD or REG_QWORD (`0x1f`); undefined for anything else. */
export function numberOf(value: RegistryValue | undefined): number | undefined {
  if (value === undefined || !/^REG_[DQ]WORD/u.test(value.type)) return undefined;
  return /^0x[0-9a-f]{1,13}$/iu.test(value.data) ? Number(value.data) : undefined;
}

function sameName(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase();
}

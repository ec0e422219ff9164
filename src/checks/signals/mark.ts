import type { RegistryListing, RegistryValue } from "../machine.ts";
import { findValue, numberOf } from "../registry-walk.ts";

/**
 * A subkey whose presence alone asks, as evidence; an empty one asks as well. Scripts that read its
 * values, or its own subkeys, take an empty one for none.
 */
export function subkeyMark(
  key: string,
  listing: RegistryListing,
  name: string,
): string | undefined {
  const found = listing.subkeys.find((subkey) => subkey.toUpperCase() === name.toUpperCase());
  return found === undefined ? undefined : `${key}\\${found}`;
}

/**
 * The same where some tools look for a subkey and others for a value: both forms count. A value
 * that is the number 0 says that nothing is asked for.
 */
export function subkeyOrValueMark(
  key: string,
  listing: RegistryListing,
  name: string,
): string | undefined {
  const subkey = subkeyMark(key, listing, name);
  if (subkey !== undefined) return subkey;
  const value = findValue(listing, name);
  return value === undefined || numberOf(value) === 0 ? undefined : valueMark(key, value);
}

/**
 * A number that is not 0 asks, and 0 does not (undefined). A value that is no number is there, but
 * says something that nobody here can read.
 */
export function numberVerdict(value: RegistryValue): "real" | "unseen" | undefined {
  const number = numberOf(value);
  if (number === undefined) return "unseen";
  return number === 0 ? undefined : "real";
}

/** A number is far shorter; text in its place may be of any length. */
const dataKept = 200;

/** A value with its data in one piece: with other data it is another request. */
export function valueMark(key: string, { name, type, data }: RegistryValue): string {
  return `${key}\\${name} ${type} ${data.slice(0, dataKept)}`;
}

import type { RegistryValue } from "../machine.ts";

/**
 * The name that a value holds; undefined when it is not there, not a string, empty, or not wholly
 * read (U+FFFD: a byte in an unknown code page), since two names may differ in just that letter.
 */
export function nameIn(values: readonly RegistryValue[], value: string): string | undefined {
  const found = values.find(({ name }) => name.toUpperCase() === value.toUpperCase());
  return found?.type === "REG_SZ" && /^[^\ufffd]+$/su.test(found.data) ? found.data : undefined;
}

/**
 * Names of computers do not differ by case. Lower case, because upper case is not one letter for
 * one: `ß` becomes `SS`, and a new name that differs so would look like the old one.
 */
export function sameComputerName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

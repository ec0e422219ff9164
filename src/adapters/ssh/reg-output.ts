import type {
  RegistryBranch,
  RegistryKey,
  RegistryListing,
  RegistryValue,
} from "#checks/machine.ts";

/**
 * What `reg query KEY` printed, read by its structure alone: its words ("(Default)", "(value not
 * set)") are in the language of the workstation. A value is four blanks, its name, four blanks,
 * its type, four blanks, its data; a key is its full name at the start of the line. Undefined when
 * a line is neither, so that a strange answer never looks like a short one.
 */
export function parseRegQuery(
  key: RegistryKey,
  lines: readonly string[],
): RegistryListing | undefined {
  const fullName = fullNameOf(key);
  const values: RegistryValue[] = [];
  const subkeys: string[] = [];
  for (const line of lines) {
    const value = readValue(line);
    if (value !== undefined) values.push(value);
    else if (line.trim() !== "" && !sameName(line, fullName)) {
      const subkey = readSubkey(line, fullName);
      if (subkey === undefined) return undefined;
      subkeys.push(subkey);
    }
  }
  return { values, subkeys };
}

/**
 * What `reg query KEY /s` printed, by the same structure: each key's full name begins a section of
 * its values. Keys without values may or may not have a section of their own. Undefined when a line
 * is neither, or stands under no key.
 */
export function parseRegTree(
  key: RegistryKey,
  lines: readonly string[],
): readonly RegistryBranch[] | undefined {
  const fullName = fullNameOf(key);
  const branches: { below: readonly string[]; values: RegistryValue[] }[] = [];
  for (const line of lines) {
    const value = readValue(line);
    const branch = branches.at(-1);
    if (value !== undefined) {
      if (branch === undefined) return undefined;
      branch.values.push(value);
    } else if (line.trim() !== "") {
      const below = readBelow(line, fullName);
      if (below === undefined) return undefined;
      branches.push({ below, values: [] });
    }
  }
  return branches;
}

export function sameName(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase();
}

/** The first type that fits ends the name: names may hold blanks, even several in a row. */
function readValue(line: string): RegistryValue | undefined {
  const fields = /^ {4}(.*?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/s.exec(line);
  const [, name, type, data = ""] = fields ?? [];
  return name === undefined || type === undefined ? undefined : { name, type, data };
}

function readBelow(line: string, top: string): readonly string[] | undefined {
  if (sameName(line, top)) return [];
  const start = `${top}\\`;
  if (!sameName(line.slice(0, start.length), start)) return undefined;
  const names = line.slice(start.length).split("\\");
  return names.includes("") ? undefined : names;
}

function fullNameOf(key: RegistryKey): string {
  return key.replace(/^HKLM\\/, "HKEY_LOCAL_MACHINE\\");
}

function readSubkey(line: string, parent: string): string | undefined {
  const start = `${parent}\\`;
  if (!sameName(line.slice(0, start.length), start)) return undefined;
  const name = line.slice(start.length);
  return name === "" || name.includes("\\") ? undefined : name;
}

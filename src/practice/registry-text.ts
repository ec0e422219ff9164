import type { RegistryValue } from "./registry.ts";

/** A key of a registry text, with the values that stand below its line. */
export interface WrittenKey {
  /** Without the root: `SOFTWARE\Microsoft`. */
  readonly key: string;
  readonly values: readonly RegistryValue[];
}

/** A line that is neither a key, a value nor blank; lines are counted from 1. */
export interface TextFault {
  readonly line: number;
  readonly says: string;
}

const types =
  /^REG_(?:SZ|EXPAND_SZ|MULTI_SZ|DWORD|QWORD|BINARY|NONE|LINK|DWORD_BIG_ENDIAN|RESOURCE_LIST)$/u;

/**
 * What `reg query` prints: a key is its full name at the start of a line, a value is four blanks,
 * its name, four blanks, its type, four blanks, its data. `(Default)` is the value without a name.
 */
export function readRegistryText(text: string): {
  readonly keys: readonly WrittenKey[];
  readonly faults: readonly TextFault[];
} {
  const keys: { key: string; values: RegistryValue[] }[] = [];
  const faults: TextFault[] = [];
  for (const [at, line] of text.split(/\r?\n/u).entries()) {
    const fault = (says: string): void => void faults.push({ line: at + 1, says });
    const key = /^HKEY_LOCAL_MACHINE\\(\S(?:.*\S)?)$/u.exec(line)?.[1];
    const here = keys.at(-1);
    if (line.trim() === "") continue;
    if (key !== undefined) {
      if (key.split("\\").includes("")) fault("a name is missing between two backslashes");
      keys.push({ key, values: [] });
      continue;
    }
    const value = readValue(line);
    if (typeof value === "string") fault(value);
    else if (here === undefined) fault("a value stands before any key");
    else here.values.push(value);
  }
  return { keys, faults };
}

function readValue(line: string): RegistryValue | string {
  const [, name, type, data = ""] = /^ {4}(\S.*?) {4}(REG_\w+)(?: {4}(.*))?$/u.exec(line) ?? [];
  if (name === undefined || type === undefined) {
    return "neither a key (HKEY_LOCAL_MACHINE\\…) nor a value (    name    REG_TYPE    data)";
  }
  if (!types.test(type)) return `no type of the registry: ${type}`;
  if (/^REG_[DQ]WORD$/u.test(type) && !/^0x[0-9a-f]{1,16}$/u.test(data)) {
    return `reg.exe prints numbers as 0x1f, not as ${data}`;
  }
  return { name: name === "(Default)" ? "" : name, type, data };
}

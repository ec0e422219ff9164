/** HKEY_LOCAL_MACHINE of a practice workstation. Keys are found without regard to case. */
export interface PracticeRegistry {
  /** Makes the key, and those above it; the values are added to what it has. */
  plant(key: string, values?: readonly RegistryValue[]): void;
  /** Takes the key and all below it away. */
  remove(key: string): void;
  removeValue(key: string, name: string): void;
  /** From now on this key, and all below it, answers "access is denied". */
  deny(key: string): void;
  /** What `reg.exe` may see. `key` without the root: `SOFTWARE\Microsoft`. */
  open(key: string): RegistryKey | "missing" | "denied";
}

export interface RegistryValue {
  /** Empty for the one that `reg.exe` calls "(Default)". */
  readonly name: string;
  /** `REG_SZ`, `REG_DWORD`, … */
  readonly type: string;
  /** As `reg.exe` prints it: `0x1`, `a\0b`, `C:\Windows`. */
  readonly data: string;
}

interface RegistryKey {
  readonly values: readonly RegistryValue[];
  readonly subkeys: readonly string[];
}

interface Node {
  readonly name: string;
  readonly values: Map<string, RegistryValue>;
  readonly subkeys: Map<string, Node>;
  denied: boolean;
}

export function practiceRegistry(): PracticeRegistry {
  const root = node("HKEY_LOCAL_MACHINE");

  /** The keys from the root down to the last one that is there. */
  const way = (key: string): Node[] => {
    const nodes = [root];
    for (const name of namesOf(key)) {
      const next = nodes.at(-1)?.subkeys.get(name.toUpperCase());
      if (next === undefined) break;
      nodes.push(next);
    }
    return nodes;
  };

  const find = (key: string): Node | undefined => {
    const nodes = way(key);
    return nodes.length > namesOf(key).length ? nodes.at(-1) : undefined;
  };

  const make = (key: string): Node => {
    let here = root;
    for (const name of namesOf(key)) {
      const next = here.subkeys.get(name.toUpperCase()) ?? node(name);
      here.subkeys.set(name.toUpperCase(), next);
      here = next;
    }
    return here;
  };

  return {
    plant(key, values = []) {
      const made = make(key);
      for (const value of values) made.values.set(value.name.toUpperCase(), value);
    },
    remove(key) {
      const names = namesOf(key);
      find(names.slice(0, -1).join("\\"))?.subkeys.delete(names.at(-1)?.toUpperCase() ?? "");
    },
    removeValue(key, name) {
      find(key)?.values.delete(name.toUpperCase());
    },
    deny(key) {
      make(key).denied = true;
    },
    open(key) {
      if (way(key).some(({ denied }) => denied)) return "denied";
      const found = find(key);
      if (found === undefined) return "missing";
      return {
        values: [...found.values.values()],
        subkeys: [...found.subkeys.values()].map(({ name }) => name),
      };
    },
  };
}

function node(name: string): Node {
  return { name, values: new Map(), subkeys: new Map(), denied: false };
}

function namesOf(key: string): string[] {
  return key
    .replace(/^(?:HKLM|HKEY_LOCAL_MACHINE)(?:\\|$)/iu, "")
    .split("\\")
    .filter((name) => name !== "");
}

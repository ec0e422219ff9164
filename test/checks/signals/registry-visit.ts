import type {
  Entry,
  EventQuery,
  Machine,
  RegistryBranch,
  RegistryKey,
  RegistryListing,
  RegistryValue,
  WindowsEvent,
} from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import { absent, present } from "#checks/sighting.ts";
import type { SignalCheck, Visit } from "#checks/signal.ts";

/** What a pretend machine answers; everything that is not planted is absent. */
interface Planted {
  readonly registry?: Readonly<Record<string, Sighting<RegistryListing>>>;
  readonly trees?: Readonly<Record<string, Sighting<readonly RegistryBranch[]>>>;
  readonly events?: Sighting<readonly WindowsEvent[]>;
  readonly files?: Readonly<Record<string, Sighting<Entry>>>;
  readonly contents?: Readonly<Record<string, Sighting<Uint8Array>>>;
  readonly windowsDirectory?: Sighting<string>;
}

/** A visit that keeps what was asked for, as a check must have declared it. */
interface PretendVisit extends Visit {
  readonly asked: { registry: RegistryKey[]; trees: RegistryKey[]; events: EventQuery[] };
}

export const entry: Entry = {
  kind: "file",
  bytes: 1,
  modified: "2026-11-20T08:00:00Z",
  readOnly: false,
};

export function visitTo(planted: Planted): PretendVisit {
  const asked: PretendVisit["asked"] = { registry: [], trees: [], events: [] };
  const machine: Machine = {
    look: async (path) => planted.files?.[path] ?? absent,
    read: async (path, limit) => {
      const content = planted.contents?.[path] ?? absent;
      if (content.state !== "present") return content;
      return content.seen.length > limit
        ? { state: "unseen", why: "too-large" }
        : present({ entry, content: content.seen });
    },
    environment: async () => absent,
    registry: async (key) => {
      asked.registry.push(key);
      return planted.registry?.[key] ?? absent;
    },
    registryTree: async (key) => {
      asked.trees.push(key);
      return planted.trees?.[key] ?? absent;
    },
    events: async (query) => {
      asked.events.push(query);
      return planted.events ?? present([]);
    },
  };
  const windowsDirectory = Promise.resolve(planted.windowsDirectory ?? present("C:\\Windows"));
  return { machine, windowsDirectory, asked };
}

/** What was asked for without being declared: the real machine would throw. */
export function undeclared(check: SignalCheck, { asked }: PretendVisit): unknown[] {
  const declared = check.asks.registry ?? [];
  return [
    ...asked.registry.filter(
      (key) => !declared.some((known) => known === key || known.startsWith(`${key}\\`)),
    ),
    ...asked.trees.filter((key) => !(check.asks.trees ?? []).includes(key)),
    ...asked.events.filter((query) => !(check.asks.events ?? []).includes(query)),
  ];
}

/** A listing with subkeys by name, and values as `[name, type, data]`. */
export function keyWith(
  subkeys: readonly string[],
  values: readonly (readonly [string, string, string])[] = [],
): Sighting<RegistryListing> {
  return present({ subkeys, values: valuesOf(values) });
}

export function branch(
  below: readonly string[],
  values: readonly (readonly [string, string, string])[],
): RegistryBranch {
  return { below, values: valuesOf(values) };
}

function valuesOf(values: readonly (readonly [string, string, string])[]): RegistryValue[] {
  return values.map(([name, type, data]) => ({ name, type, data }));
}

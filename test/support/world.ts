import type { Hands, Opened, Step, UnreachableReason, Workstations } from "#bot/ports.ts";
import type {
  Entry,
  EventQuery,
  Machine,
  RegistryBranch,
  RegistryListing,
  WindowsEvent,
} from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import type { Planted, Stage } from "./stage.ts";

/**
 * One pretend workstation in memory, as strict as a real one: names fold case, a folder must exist
 * before something is put in it, nothing is overwritten, a closed connection answers nothing.
 */
export interface World extends Stage {
  readonly workstations: Workstations;
  /** Values of the environment; a name that is not in it is not defined. */
  readonly environment: Map<string, string>;
  /** Makes the key, and those above it. A value that is only text is a REG_SZ. */
  plantKey(key: string, values?: Readonly<Record<string, PlantedValue>>): void;
  /** Adds events to a log, whichever come first. */
  plantEvents(log: EventQuery["log"], events: readonly WindowsEvent[]): void;
  /** From now on this sighting is given for a path, a key or the name of a log instead of looking. */
  blind(path: string, why: Parameters<typeof unseen>[0]): void;
  /** Runs once, just before the next step of that kind; a setup or another person acting. */
  before(step: keyof Hands | "open", act: () => Promise<void> | void): void;
  /** From now on nobody gets through, or everybody again. */
  unreachable(why: UnreachableReason | undefined): void;
  hostKey: string;
  /** How many connections were opened; a workstation outside the inventory must stay at 0. */
  opened(): number;
}

type PlantedValue = string | { readonly type: string; readonly data: string };

interface Key {
  readonly path: string;
  readonly values: Record<string, PlantedValue>;
  readonly subkeys: Set<string>;
}

type Node =
  | { readonly name: string; readonly kind: "directory" }
  | {
      readonly name: string;
      readonly kind: "file";
      content: Uint8Array;
      modified: Date;
      readOnly: boolean;
    };

const someTime = new Date("1997-03-04T10:20:30Z");
const local = /^[a-z]:\\/iu;

export function world(): World {
  const nodes = new Map<string, Node>([["C:", { name: "C:", kind: "directory" }]]);
  const denied = new Set<string>();
  const blinded = new Map<string, Sighting<never>>();
  const keys = new Map<string, Key>();
  const logs = new Map<string, WindowsEvent[]>();
  const environment = new Map([
    ["SystemRoot", "C:\\Windows"],
    ["PROCESSOR_ARCHITECTURE", "AMD64"],
  ]);
  const hooks = new Map<string, () => Promise<void> | void>();
  let closedDoor: UnreachableReason | undefined;
  let opened = 0;

  const key = (path: string): string => path.replace(/\\$/u, "").toUpperCase();
  const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("\\"));
  const trouble = (path: string): Sighting<never> | undefined => {
    if (!local.test(path) || path.includes("\\..\\")) return unseen("out-of-reach");
    const forced = blinded.get(key(path));
    if (forced !== undefined) return forced;
    const hidden = [...denied].some(
      (place) => key(path) === place || key(path).startsWith(`${place}\\`),
    );
    return hidden ? unseen("denied") : undefined;
  };
  const hook = async (step: string): Promise<void> => {
    const act = hooks.get(step);
    hooks.delete(step);
    await act?.();
  };
  const makeFolders = (path: string): void => {
    if (nodes.has(key(path))) return;
    makeFolders(parentOf(path));
    nodes.set(key(path), { name: path, kind: "directory" });
  };
  const entry = (node: Node): Entry =>
    node.kind === "directory"
      ? { kind: "directory", bytes: 0, modified: iso(someTime), readOnly: false }
      : {
          kind: "file",
          bytes: node.content.length,
          modified: iso(node.modified),
          readOnly: node.readOnly,
        };

  const look = (path: string): Sighting<Entry> => {
    const node = nodes.get(key(path));
    return trouble(path) ?? (node === undefined ? absent : present(entry(node)));
  };
  const machine: Machine = {
    look: async (path) => look(path),
    read: async (path, limit) => {
      const seen = look(path);
      if (seen.state !== "present") return seen;
      const node = nodes.get(key(path));
      if (node?.kind !== "file") return unseen("not-a-file");
      if (node.content.length > limit) return unseen("too-large");
      return present({ entry: seen.seen, content: node.content.slice() });
    },
    environment: async (name) => {
      const value = environment.get(name);
      return value === undefined ? absent : present(value);
    },
    registry: async (path) => {
      const found = keys.get(key(path));
      return blinded.get(key(path)) ?? (found === undefined ? absent : present(listing(found)));
    },
    registryTree: async (path) => {
      const top = key(path);
      if (!keys.has(top)) return blinded.get(top) ?? absent;
      const below = [...keys].filter(([name]) => name === top || name.startsWith(`${top}\\`));
      // What is denied is left out, without a word.
      const shown = below.filter(([name]) => !blinded.has(name));
      return blinded.get(top) ?? present(shown.map(([, found]) => branch(found, path)));
    },
    events: async ({ log, sources, newest }) => {
      const found = (logs.get(log) ?? []).filter(({ provider, id }) =>
        sources.some((source) => source.provider === provider && source.ids.includes(id)),
      );
      const sorted = found.toSorted((one, other) => other.at.localeCompare(one.at));
      return blinded.get(log.toUpperCase()) ?? present(sorted.slice(0, newest));
    },
  };

  const move = (from: string, to: string): Step => {
    const refused = trouble(from) ?? trouble(to);
    if (refused?.state === "unseen") return { ok: false, why: refused.why };
    const node = nodes.get(key(from));
    if (node === undefined) return { ok: false, why: "missing" };
    if (nodes.has(key(to))) return { ok: false, why: "exists" };
    if (!nodes.has(key(parentOf(to)))) return { ok: false, why: "failed" };
    for (const [path, moved] of Array.from(nodes)) {
      if (path !== key(from) && !path.startsWith(`${key(from)}\\`)) continue;
      nodes.delete(path);
      nodes.set(key(to) + path.slice(key(from).length), {
        ...moved,
        name: to + moved.name.slice(from.length),
      });
    }
    return { ok: true };
  };
  const steps: Hands = {
    makeDirectory: async (path) => {
      const refused = trouble(path);
      if (refused?.state === "unseen") return { ok: false, why: refused.why };
      if (nodes.has(key(path))) return { ok: false, why: "exists" };
      if (!nodes.has(key(parentOf(path)))) return { ok: false, why: "missing" };
      nodes.set(key(path), { name: path, kind: "directory" });
      return { ok: true };
    },
    moveAside: async (from, to) =>
      nodes.get(key(from))?.kind === "directory"
        ? { ok: false, why: "not-a-file" }
        : move(from, to),
    putBack: async (from, to) => move(from, to),
    removeFile: async (path) => {
      const refused = trouble(path);
      if (refused?.state === "unseen") return { ok: false, why: refused.why };
      const node = nodes.get(key(path));
      if (node === undefined) return { ok: false, why: "missing" };
      if (node.kind !== "file") return { ok: false, why: "not-a-file" };
      nodes.delete(key(path));
      return { ok: true };
    },
    removeDirectory: async (path) => {
      if ([...nodes.keys()].some((other) => other.startsWith(`${key(path)}\\`))) {
        return { ok: false, why: "failed" };
      }
      return nodes.delete(key(path)) ? { ok: true } : { ok: false, why: "missing" };
    },
  };
  const hands: Hands = {
    makeDirectory: async (path) => (await hook("makeDirectory"), await steps.makeDirectory(path)),
    moveAside: async (from, to) => (await hook("moveAside"), await steps.moveAside(from, to)),
    putBack: async (from, to) => (await hook("putBack"), await steps.putBack(from, to)),
    removeFile: async (path) => (await hook("removeFile"), await steps.removeFile(path)),
    removeDirectory: async (path) => await steps.removeDirectory(path),
  };

  const self: World = {
    hostKey: "SHA256:pretend",
    environment,
    workstations: {
      open: async (): Promise<Opened> => {
        await hook("open");
        if (closedDoor !== undefined) return { ok: false, why: closedDoor, detail: "made up" };
        opened += 1;
        return { ok: true, workstation: connection(machine, hands, self.hostKey) };
      },
    },
    open: async () => connection(machine, hands, self.hostKey),
    plant: async (path, content, extra: Planted = {}) => {
      makeFolders(parentOf(path));
      nodes.set(key(path), {
        name: path,
        kind: "file",
        content: typeof content === "string" ? new TextEncoder().encode(content) : content,
        modified: extra.modified ?? someTime,
        readOnly: extra.readOnly ?? false,
      });
    },
    plantDirectory: async (path) => makeFolders(path),
    remove: async (path) => void nodes.delete(key(path)),
    content: async (path) => {
      const node = nodes.get(key(path));
      return node?.kind === "file" ? node.content : undefined;
    },
    deny: async (path) => void denied.add(key(path)),
    plantKey: (path, values = {}) => {
      for (const [parent, child] of parentsOf(path)) {
        const listed = keys.get(key(parent)) ?? { path: parent, values: {}, subkeys: new Set() };
        listed.subkeys.add(child);
        keys.set(key(parent), listed);
      }
      keys.set(key(path), {
        path,
        values: { ...values },
        subkeys: keys.get(key(path))?.subkeys ?? new Set(),
      });
    },
    plantEvents: (log, events) => void logs.set(log, [...(logs.get(log) ?? []), ...events]),
    blind: (path, why) => void blinded.set(key(path), unseen(why)),
    before: (step, act) => void hooks.set(step, act),
    unreachable: (why) => void (closedDoor = why),
    opened: () => opened,
  };
  makeFolders("C:\\Windows\\System32");
  for (const [path, values] of ordinaryKeys) self.plantKey(path, values);
  return self;
}

const control = "HKLM\\SYSTEM\\CurrentControlSet\\Control";
const services = "HKLM\\SYSTEM\\CurrentControlSet\\Services";
const currentVersion = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion";

/** What every Windows has; nothing in it asks for a restart. */
const ordinaryKeys: readonly (readonly [string, Readonly<Record<string, PlantedValue>>])[] = [
  [
    "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion",
    { SystemRoot: "C:\\Windows", ProductName: "Windows" },
  ],
  [`${currentVersion}\\Component Based Servicing`, {}],
  [`${currentVersion}\\WindowsUpdate\\Auto Update`, {}],
  [`${currentVersion}\\WindowsUpdate\\Services\\Pending`, {}],
  [`${currentVersion}\\RunOnce`, {}],
  [`${currentVersion}\\Installer`, {}],
  [`${control}\\Nls\\CodePage`, { OEMCP: "437" }],
  [`${control}\\Session Manager`, {}],
  [`${control}\\ComputerName\\ActiveComputerName`, { ComputerName: "PC" }],
  [`${control}\\ComputerName\\ComputerName`, { ComputerName: "PC" }],
  [`${services}\\Netlogon`, {}],
  [`${services}\\Tcpip\\Parameters`, { Hostname: "PC", "NV Hostname": "PC" }],
  ["HKLM\\SYSTEM\\Setup", { SystemSetupInProgress: { type: "REG_DWORD", data: "0x0" } }],
];

/** A door that answers until it is closed. */
function connection(
  machine: Machine,
  hands: Hands,
  hostKey: string,
): Extract<Opened, { ok: true }>["workstation"] {
  let closed = false;
  const gone = unseen("connection-lost");
  const notDone: Step = { ok: false, why: "connection-lost" };
  return {
    hostKey,
    trust: "known",
    machine: {
      look: async (path) => (closed ? gone : await machine.look(path)),
      read: async (path, limit) => (closed ? gone : await machine.read(path, limit)),
      environment: async (name) => (closed ? gone : await machine.environment(name)),
      registry: async (key) => (closed ? gone : await machine.registry(key)),
      registryTree: async (key) => (closed ? gone : await machine.registryTree(key)),
      events: async (query) => (closed ? gone : await machine.events(query)),
    },
    hands: {
      makeDirectory: async (path) => (closed ? notDone : await hands.makeDirectory(path)),
      moveAside: async (from, to) => (closed ? notDone : await hands.moveAside(from, to)),
      putBack: async (from, to) => (closed ? notDone : await hands.putBack(from, to)),
      removeFile: async (path) => (closed ? notDone : await hands.removeFile(path)),
      removeDirectory: async (path) => (closed ? notDone : await hands.removeDirectory(path)),
    },
    [Symbol.asyncDispose]: async () => void (closed = true),
  };
}

function listing(key: Key): RegistryListing {
  return { values: valuesOf(key), subkeys: [...key.subkeys] };
}

function branch(key: Key, top: string): RegistryBranch {
  const below = key.path.slice(top.length + 1);
  return { below: below === "" ? [] : below.split("\\"), values: valuesOf(key) };
}

function valuesOf({ values }: Key): RegistryListing["values"] {
  return Object.entries(values).map(([name, value]) =>
    typeof value === "string" ? { name, type: "REG_SZ", data: value } : { name, ...value },
  );
}

/** Every parent of a key with the name of the child that it lists. */
function parentsOf(path: string): [string, string][] {
  const names = path.split("\\");
  return names.slice(1).map((child, index) => [names.slice(0, index + 1).join("\\"), child]);
}

function iso(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

import { sftpPath } from "#adapters/ssh/windows-path.ts";
import type {
  Asks,
  Entry,
  Machine,
  RegistryBranch,
  RegistryKey,
  RegistryListing,
} from "#checks/machine.ts";
import type { Sighting, Unseen } from "#checks/sighting.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import type { TreeNode } from "#practice/file-tree.ts";
import { localPath } from "#practice/local-path.ts";
import { win32 } from "#practice/win32.ts";
import type { PracticeWindows } from "#practice/windows.ts";
import { requireDeclared } from "./machine-asks.ts";
import { eventOf } from "./machine-event.ts";
import { onTheWireOnly } from "./machine-files.ts";

/**
 * A practice workstation as the checks see it, straight from memory: no SSH, no process, no text to
 * parse. What it says is what the real adapter makes of the same machine; `test/machines.test.ts`
 * holds the two together. With `asks`, asking for anything else throws.
 */
export function machineOf(windows: PracticeWindows, asks?: Asks): Machine {
  if (onTheWireOnly(windows.quirks)) {
    throw new Error("this machine's quirks exist only on the way through SSH");
  }
  const { quirks, registry, environment } = windows;
  const declared = requireDeclared(asks);
  const find = (path: string): Sighting<TreeNode> => findNode(windows, path);

  const open = (key: RegistryKey): Sighting<RegistryListing> => {
    const found = registry.open(key);
    if (found === "missing") return absent;
    return found === "denied" ? refusal(windows, key) : present(found);
  };
  const branches = (key: RegistryKey, below: readonly string[]): RegistryBranch[] => {
    const found = registry.open(key);
    if (typeof found === "string") return [];
    const inside = found.subkeys.flatMap((name) => branches(`${key}\\${name}`, [...below, name]));
    return [{ below, values: found.values }, ...inside];
  };

  return {
    async look(path) {
      const node = find(path);
      return node.state === "present" ? present(entryOf(node.seen)) : node;
    },
    async read(path, limit) {
      const node = find(path);
      if (node.state !== "present") return node;
      if (node.seen.kind !== "file") return unseen("not-a-file");
      const { content } = node.seen;
      if (content.length > limit) return unseen("too-large");
      return present({ entry: entryOf(node.seen), content: Buffer.from(content) });
    },
    async environment(name) {
      declared.environment(name);
      const value = environment.get(name.toUpperCase());
      return value === undefined ? absent : present(value);
    },
    async registry(key) {
      declared.registry(key);
      return open(key);
    },
    async registryTree(key) {
      declared.tree(key);
      const top = open(key);
      return top.state === "present" ? present(branches(key, [])) : top;
    },
    async events(query) {
      declared.events(query);
      if (quirks.noWevtutil === true) return unseen("failed");
      const logged = windows.events.read(query.log);
      if (logged === "denied") return unseen("denied");
      const wanted = logged.filter(({ provider, id }) =>
        query.sources.some((source) => source.provider === provider && source.ids.includes(id)),
      );
      return present(wanted.slice(0, query.newest).map(eventOf));
    },
  };
}

function findNode(windows: PracticeWindows, path: string): Sighting<TreeNode> {
  if (sftpPath(path) === undefined) return unseen("out-of-reach");
  if (windows.quirks.noSftp === true) return unseen("failed");
  const node = win32(windows).find(localPath(path) ?? "invalid-name");
  if (typeof node !== "string") return present(node);
  if (node === "access-denied") return unseen("denied");
  return node === "file-not-found" || node === "path-not-found" ? absent : unseen("failed");
}

/** Listed above but closed is "denied"; below a closed key nothing tells denied from missing. */
function refusal({ registry }: PracticeWindows, key: RegistryKey): Unseen {
  const above = registry.open(key.slice(0, key.lastIndexOf("\\")));
  return typeof above === "string" ? unseen("failed") : unseen("denied");
}

function entryOf(node: TreeNode): Entry {
  return {
    kind: kindOf(node),
    bytes: node.kind === "file" ? node.content.length : 0,
    modified: new Date(node.modified * 1000).toISOString().replace(".000Z", "Z"),
    readOnly: node.kind === "file" && node.readOnly,
  };
}

function kindOf(node: TreeNode): Entry["kind"] {
  if (node.kind !== "link") return node.kind;
  return node.junction ? "directory" : "other";
}

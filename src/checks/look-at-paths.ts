import type { Entry, Machine, WindowsPath } from "./machine.ts";
import { samePath } from "./restart-files/operand.ts";
import type { Sighting } from "./sighting.ts";
import { unseen } from "./sighting.ts";

/** More different files than this are not looked at; what they decide stays unknown. */
const filesLookedAt = 500;

/** Looks at what is not in `entries` yet, all at once; the first ones when there are too many. */
export async function lookAtPaths(
  machine: Pick<Machine, "look">,
  entries: Map<string, Sighting<Entry>>,
  paths: readonly WindowsPath[],
): Promise<void> {
  const fresh = new Map(paths.map((path) => [samePath(path), path]));
  const wanted = [...fresh].filter(([key]) => !entries.has(key));
  const looks = wanted.slice(0, Math.max(0, filesLookedAt - entries.size));
  await Promise.all(looks.map(async ([key, path]) => entries.set(key, await machine.look(path))));
}

/**
 * A drive that is named may be a network, RAM or compressed drive that an SSH session does not
 * have: "no such file" is then no answer about the file.
 */
export async function distrustMissingDrives(
  machine: Pick<Machine, "look">,
  entries: Map<string, Sighting<Entry>>,
): Promise<void> {
  const absentKeys = [...entries].filter(([, entry]) => entry.state === "absent");
  const drives = new Set(absentKeys.map(([key]) => key.slice(0, 3)));
  const roots = new Map<string, Sighting<Entry>>();
  await Promise.all([...drives].map(async (root) => roots.set(root, await machine.look(root))));
  for (const [key] of absentKeys) {
    const root = roots.get(key.slice(0, 3));
    if (root?.state === "present") continue;
    entries.set(key, root?.state === "unseen" ? root : unseen("out-of-reach"));
  }
}

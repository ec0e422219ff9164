import type { Machine, RegistryKey, RegistryListing, WindowsPath } from "./machine.ts";
import type { Sighting } from "./sighting.ts";
import { present, unseen } from "./sighting.ts";

export const currentVersionKey: RegistryKey =
  "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

/** What the environment says; early, so that looking can begin while the registry still answers. */
export async function environmentWindowsDirectory(
  machine: Pick<Machine, "environment">,
): Promise<Sighting<WindowsPath>> {
  const root = await machine.environment("SystemRoot");
  if (root.state !== "present") return root.state === "absent" ? unseen("odd-answer") : root;
  return localDirectory(root.seen);
}

/**
 * The Windows directory, never assumed: WINNT, WIN31 and others exist. The registry's copy must
 * not contradict the environment's: a machine that names two directories is not judged.
 */
export function agreeOnWindowsDirectory(
  environment: Sighting<WindowsPath>,
  currentVersion: Sighting<RegistryListing>,
): Sighting<WindowsPath> {
  if (environment.state !== "present" || currentVersion.state !== "present") return environment;
  const value = currentVersion.seen.values.find(
    ({ name }) => name.toUpperCase() === "SYSTEMROOT",
  )?.data;
  if (value === undefined) return environment;
  return value.toUpperCase() === environment.seen.toUpperCase()
    ? environment
    : unseen("odd-answer", `%SystemRoot% says ${environment.seen}, the registry says ${value}`);
}

/** Both at once, for whoever need not begin before the registry has answered. */
export async function windowsDirectory(
  machine: Pick<Machine, "environment" | "registry">,
): Promise<Sighting<WindowsPath>> {
  const [environment, currentVersion] = await Promise.all([
    environmentWindowsDirectory(machine),
    machine.registry(currentVersionKey),
  ]);
  return agreeOnWindowsDirectory(environment, currentVersion);
}

/** A directory on a share may belong to another machine or user (KB Q65125): never gone to. */
function localDirectory(path: string): Sighting<WindowsPath> {
  if (/^[a-z]:(?:\\[^\\/:*?"<>|%\s][^\\/:*?"<>|%]*)+$/iu.test(path)) return present(path);
  return path.startsWith("\\\\") ? unseen("out-of-reach", path) : unseen("odd-answer", path);
}

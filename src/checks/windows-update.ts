import type { Machine, RegistryKey, RegistryListing } from "./machine.ts";
import type { Sighting } from "./sighting.ts";
import type { SignalFinding } from "./signal.ts";
import { signalCheck } from "./signal.ts";

const id = "windows-update-reboot-required";
const currentVersion = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion";
const autoUpdate = `${currentVersion}\\WindowsUpdate\\Auto Update` as const;
const rebootRequired: RegistryKey = `${autoUpdate}\\RebootRequired`;

/**
 * Windows Update has installed something that waits for a restart. The key is volatile: Windows
 * makes it when an installation ends with "restart required", and it does not outlive a restart.
 */
export const windowsUpdate = signalCheck<Sighting<RegistryListing>>({
  id,
  registry: [currentVersion, `${currentVersion}\\WindowsUpdate`, autoUpdate, rebootRequired],
  gather: async (machine: Machine) => await machine.registry(rebootRequired),
  judge: judgeWindowsUpdate,
});

/** The key's presence decides; its values are named by the updates' ids. */
export function judgeWindowsUpdate(key: Sighting<RegistryListing>): SignalFinding {
  if (key.state === "absent") return { id, state: "absent" };
  if (key.state === "unseen") return { id, state: "unseen", why: key.why };
  const updates = key.seen.values.map(({ name }) => name);
  return { id, state: "present", verdict: "real", evidence: [rebootRequired, ...updates] };
}

import type { RegistryKey, RegistryListing } from "../machine.ts";
import { findValue } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { notThere } from "./not-there.ts";

const id = "run-once-dvd-reboot";
const runOnce: RegistryKey = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce";
const signal = "DVDRebootSignal";

export const runOnceDvdReboot = signalCheck<Sighting<RegistryListing>>({
  id,
  asks: { registry: [runOnce] },
  gather: async ({ machine }) => await machine.registry(runOnce),
  judge: judgeRunOnceDvdReboot,
});

/**
 * Four common tools count this value; no source of Microsoft says what sets it. Harmless by what the
 * place does: Windows runs a value of RunOnce at the next logon and removes it, so nothing in it
 * waits for a restart. Its data is a command line that is not needed to tell, and is not repeated.
 */
export function judgeRunOnceDvdReboot(key: Sighting<RegistryListing>): SignalFinding {
  if (key.state !== "present") return notThere(id, key);
  if (findValue(key.seen, signal) === undefined) return { id, state: "absent" };
  return { id, state: "present", verdict: "harmless", evidence: [`${runOnce}\\${signal}`] };
}

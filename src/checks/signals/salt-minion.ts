import type { RegistryKey, RegistryListing } from "../machine.ts";
import { findValue, numberOf, walkDown } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { notThere } from "./not-there.ts";
import { servicesKey } from "./services-key.ts";

const id = "salt-minion-reboot";
const volatileData: RegistryKey = `${servicesKey}\\salt-minion\\Volatile-Data`;
const witnessed = "Reboot required";

export const saltMinion = signalCheck<Sighting<RegistryListing>>({
  id,
  asks: { registry: [volatileData] },
  gather: async ({ machine }) =>
    await walkDown(machine, servicesKey, ["salt-minion", "Volatile-Data"]),
  judge: judgeSaltMinion,
});

/**
 * Salt notes here that an installer ended with 3010 ("restart required") since Windows started. The
 * key is volatile: it cannot outlive a restart. Salt writes and reads the number 1; 0 says no, and
 * anything else says something that only Salt could explain.
 */
export function judgeSaltMinion(key: Sighting<RegistryListing>): SignalFinding {
  if (key.state !== "present") return notThere(id, key);
  const value = findValue(key.seen, witnessed);
  const number = numberOf(value);
  if (value === undefined || number === 0) return { id, state: "absent" };
  const verdict = number === 1 ? "real" : "unseen";
  return { id, state: "present", verdict, evidence: [`${volatileData}\\${witnessed}`] };
}

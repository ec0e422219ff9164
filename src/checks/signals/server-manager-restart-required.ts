import type { RegistryListing } from "../machine.ts";
import { findValue, walkDown } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding, Visit } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { microsoftKey } from "./keys.ts";
import { numberVerdict, valueMark } from "./mark.ts";
import { notThere } from "./not-there.ts";

const id = "server-manager-restart-required";
const steps = ["ServerManager", "ServicingStorage", "ServerComponentCache"];
const cacheKey = `${microsoftKey}\\ServerManager\\ServicingStorage\\ServerComponentCache` as const;

/**
 * What Server Manager remembers of a change to roles or features. Ansible alone reads it; that it
 * goes with the restart was not verified on a real Windows.
 */
export const serverManagerRestartRequired = signalCheck<Sighting<RegistryListing>>({
  id,
  asks: { registry: [microsoftKey, cacheKey] },
  gather: async ({ machine }: Visit) => await walkDown(machine, microsoftKey, steps),
  judge: judgeRestartRequired,
});

export function judgeRestartRequired(cache: Sighting<RegistryListing>): SignalFinding {
  if (cache.state !== "present") return notThere(id, cache);
  const value = findValue(cache.seen, "RestartRequired");
  const verdict = value === undefined ? undefined : numberVerdict(value);
  if (value === undefined || verdict === undefined) return { id, state: "absent" };
  return { id, state: "present", verdict, evidence: [valueMark(cacheKey, value)] };
}

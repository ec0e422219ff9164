import type { RegistryKey, RegistryListing } from "../machine.ts";
import { findValue } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { notThere } from "./not-there.ts";
import { nameIn, sameComputerName } from "./stored-name.ts";

const id = "host-name-change";
const parameters: RegistryKey = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters";
const stored = "NV Hostname";

export const hostNameChange = signalCheck<Sighting<RegistryListing>>({
  id,
  asks: { registry: [parameters] },
  gather: async ({ machine }) => await machine.registry(parameters),
  judge: judgeHostNameChange,
});

/**
 * `NV Hostname` is the host name that is stored for the next start, `Hostname` the one in use; both
 * are there on every Windows (not verified on a real one). A name longer than 15 letters shows its
 * change only here. Where the key was listed and no name is stored (Wine keeps none), none waits;
 * where one is stored but the one in use is missing, they cannot be compared.
 */
export function judgeHostNameChange(key: Sighting<RegistryListing>): SignalFinding {
  if (key.state !== "present") return notThere(id, key);
  const { values } = key.seen;
  const value = findValue(key.seen, stored);
  if (value === undefined || value.data === "") return { id, state: "absent" };
  const to = nameIn(values, stored);
  const from = nameIn(values, "Hostname");
  if (to === undefined || from === undefined) return { id, state: "unseen", why: "odd-answer" };
  if (sameComputerName(from, to)) return { id, state: "absent" };
  return {
    id,
    state: "present",
    verdict: "real",
    evidence: [`${parameters}\\${stored}`, to],
    detail: { kind: "new-name", from, to },
  };
}

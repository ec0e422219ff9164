import type { RegistryKey, RegistryListing, RegistryValue } from "../machine.ts";
import { findValue, numberOf, walkDown } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { notThere } from "./not-there.ts";
import { servicesKey } from "./services-key.ts";

const id = "sophos-pending-renames";
const service = "Sophos Endpoint Defense";
const endpointDefense: RegistryKey = `${servicesKey}\\${service}`;
const queues = ["sophosPFRs", "cleanPFRs"];
const longestShown = 2000;

export const sophos = signalCheck<Sighting<RegistryListing>>({
  id,
  asks: { registry: [endpointDefense] },
  gather: async ({ machine }) => await walkDown(machine, servicesKey, [service]),
  judge: judgeSophos,
});

/**
 * The antivirus' own list of files to rename or remove at the next start. Sophos documents neither
 * value; one public osquery query counts both. Real, because the work may be the end of a clean-up
 * after malware: taking that for harmless is the worse mistake. Not verified on a real Windows.
 */
export function judgeSophos(key: Sighting<RegistryListing>): SignalFinding {
  if (key.state !== "present") return notThere(id, key);
  const filled = queues
    .map((name) => findValue(key.seen, name))
    .filter((value) => value !== undefined)
    .filter((value) => !isBlank(value));
  if (filled.length === 0) return { id, state: "absent" };
  return { id, state: "present", verdict: "real", evidence: [endpointDefense, ...shown(filled)] };
}

/** A list of empty strings only asks for nothing (`reg.exe` prints their ends as `\0`). */
function isBlank(value: RegistryValue): boolean {
  return numberOf(value) === 0 || value.data.replaceAll("\\0", "").trim() === "";
}

/**
 * Whole lists or none: a list that is cut would be the same before and after more was added to it,
 * and evidence that is the same counts as the same request.
 */
function shown(values: readonly RegistryValue[]): string[] {
  if (values.some(({ data }) => data.length > longestShown)) return [];
  return values.map(({ name, data }) => `${name} ${data}`);
}

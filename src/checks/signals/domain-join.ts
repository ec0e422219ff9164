import type { RegistryKey, RegistryListing } from "../machine.ts";
import { walkDown } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { subkeyOrValueMark } from "./mark.ts";
import { notThere } from "./not-there.ts";
import { servicesKey } from "./services-key.ts";

const id = "domain-join";
const netlogon: RegistryKey = `${servicesKey}\\Netlogon`;
const marks = ["JoinDomain", "AvoidSpnSet"];

export const domainJoin = signalCheck<Sighting<RegistryListing>>({
  id,
  asks: { registry: [netlogon] },
  gather: async ({ machine }) => await walkDown(machine, servicesKey, ["Netlogon"]),
  judge: judgeDomainJoin,
});

/**
 * Either mark counts, as a subkey or as a value. After a real join Salt saw subkeys (salt#49675: its
 * reading of values found nothing); others look for values only. Only a value of 0 does not count.
 */
export function judgeDomainJoin(key: Sighting<RegistryListing>): SignalFinding {
  if (key.state !== "present") return notThere(id, key);
  const found = marks.flatMap((mark) => subkeyOrValueMark(netlogon, key.seen, mark) ?? []);
  if (found.length === 0) return { id, state: "absent" };
  return { id, state: "present", verdict: "real", evidence: [netlogon, ...found] };
}

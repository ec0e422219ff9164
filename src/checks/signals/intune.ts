import type { RegistryKey, RegistryListing } from "../machine.ts";
import { walkDown } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { microsoftKey } from "./keys.ts";
import { subkeyOrValueMark } from "./mark.ts";
import { notThere } from "./not-there.ts";

const id = "intune-reboot";
const settings: RegistryKey = `${microsoftKey}\\IntuneManagementExtension\\RebootSettings`;

export const intune = signalCheck<Sighting<RegistryListing>>({
  id,
  asks: { registry: [settings] },
  gather: async ({ machine }) =>
    await walkDown(machine, microsoftKey, ["IntuneManagementExtension", "RebootSettings"]),
  judge: judgeIntune,
});

/**
 * The flag is a subkey for those who look for it; that it is listed is enough. A value of the same
 * name is taken too, unless it says 0. Not verified on a real Windows.
 */
export function judgeIntune(key: Sighting<RegistryListing>): SignalFinding {
  if (key.state !== "present") return notThere(id, key);
  const flag = subkeyOrValueMark(settings, key.seen, "RebootFlag");
  if (flag === undefined) return { id, state: "absent" };
  return { id, state: "present", verdict: "real", evidence: [flag] };
}

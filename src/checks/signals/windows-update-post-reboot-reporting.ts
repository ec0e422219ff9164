import type { RegistryListing } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { autoUpdateKey } from "./keys.ts";
import { subkeyOrValueMark } from "./mark.ts";
import { notThere } from "./not-there.ts";

const id = "windows-update-post-reboot-reporting";

/**
 * Windows Update still has to report what a restart finished. Several tools count it as a request
 * for another one, though it can outlive a good restart (from general knowledge, not verified on a
 * real Windows) and no source of Microsoft says what it is.
 */
export const windowsUpdatePostRebootReporting = signalCheck<Sighting<RegistryListing>>({
  id,
  asks: { registry: [autoUpdateKey] },
  gather: async ({ machine }) => await machine.registry(autoUpdateKey),
  judge: judgePostRebootReporting,
});

/** A report that waits is nothing of weight, whichever form it has. */
export function judgePostRebootReporting(autoUpdate: Sighting<RegistryListing>): SignalFinding {
  if (autoUpdate.state !== "present") return notThere(id, autoUpdate);
  const found = subkeyOrValueMark(autoUpdateKey, autoUpdate.seen, "PostRebootReporting");
  return found === undefined
    ? { id, state: "absent" }
    : { id, state: "present", verdict: "harmless", evidence: [found] };
}

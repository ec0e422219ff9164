import type { RegistryListing } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { updateServicesPendingKey } from "./keys.ts";
import { notThere } from "./not-there.ts";

const id = "windows-update-services-pending";
/** The update service of the Store; check-restart leaves it out since it is there on good machines. */
const store = "117cab2d-82b1-4b5a-a08c-4d62dbee7782";
const servicesKept = 200;

/**
 * A source of updates (Microsoft Update, for one) that Windows Update has yet to register. Tools
 * count it as a request for a restart, without a source; it is made by opting in to such a source
 * and it can be there after a restart.
 */
export const windowsUpdateServicesPending = signalCheck<Sighting<RegistryListing>>({
  id,
  asks: { registry: [updateServicesPendingKey] },
  gather: async ({ machine }) => await machine.registry(updateServicesPendingKey),
  judge: judgeServicesPending,
});

/**
 * Harmless: what waits is the registration of a source, never an update. Were an update waiting as
 * well, `RebootRequired` would say so.
 */
export function judgeServicesPending(pending: Sighting<RegistryListing>): SignalFinding {
  if (pending.state !== "present") return notThere(id, pending);
  const services = pending.seen.subkeys.filter((service) => !isStore(service));
  return services.length === 0
    ? { id, state: "absent" }
    : {
        id,
        state: "present",
        verdict: "harmless",
        evidence: [updateServicesPendingKey, ...services.slice(0, servicesKept)],
      };
}

function isStore(service: string): boolean {
  return service.replace(/[{}]/gu, "").toLowerCase() === store;
}

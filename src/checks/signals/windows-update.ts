import type { RegistryListing, WindowsEvent } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding, Visit } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { autoUpdateKey } from "./keys.ts";
import { subkeyMark } from "./mark.ts";
import { notThere } from "./not-there.ts";
import { updateEvents, waitingUpdates } from "./update-events.ts";
import { updatesDetail } from "./update-names.ts";

const id = "windows-update-reboot-required";
const rebootRequired = `${autoUpdateKey}\\RebootRequired` as const;
/** Evidence is stored and compared; the machine decides how many ids there are. */
const idsKept = 200;

/**
 * Windows Update has installed something that waits for a restart. Windows makes the key when an
 * installation ends with “restart required”; it is said to be volatile, so that it does not outlive
 * a restart (not verified on a real Windows).
 */
export const windowsUpdate = signalCheck<UpdateSeen>({
  id,
  asks: { registry: [autoUpdateKey, rebootRequired], events: [updateEvents] },
  gather,
  judge: judgeWindowsUpdate,
});

export interface UpdateSeen {
  readonly autoUpdate: Sighting<RegistryListing>;
  /** Both only when the key is listed; they name what waits and never decide. */
  readonly rebootRequired?: Sighting<RegistryListing>;
  readonly events?: Sighting<readonly WindowsEvent[]>;
}

async function gather({ machine }: Visit): Promise<UpdateSeen> {
  const autoUpdate = await machine.registry(autoUpdateKey);
  if (autoUpdate.state !== "present" || mark(autoUpdate.seen) === undefined) return { autoUpdate };
  const [ids, events] = await Promise.all([
    machine.registry(rebootRequired),
    machine.events(updateEvents),
  ]);
  return { autoUpdate, rebootRequired: ids, events };
}

/** The key's presence decides, even an empty one; its values are named by the updates' ids. */
export function judgeWindowsUpdate(seen: UpdateSeen): SignalFinding {
  const { autoUpdate } = seen;
  if (autoUpdate.state !== "present") return notThere(id, autoUpdate);
  const key = mark(autoUpdate.seen);
  if (key === undefined) return { id, state: "absent" };
  const ids = seen.rebootRequired?.state === "present" ? updateIds(seen.rebootRequired.seen) : [];
  const events = seen.events?.state === "present" ? seen.events.seen : [];
  return {
    id,
    state: "present",
    verdict: "real",
    evidence: [key, ...ids.slice(0, idsKept)],
    ...updatesDetail(waitingUpdates(ids, events)),
  };
}

function mark(listing: RegistryListing): string | undefined {
  return subkeyMark(autoUpdateKey, listing, "RebootRequired");
}

/** A value without a name, or with the word for “default”, is no update. */
function updateIds({ values }: RegistryListing): string[] {
  return values.map(({ name }) => name).filter((name) => !/^(?:\(.*\))?$/u.test(name));
}

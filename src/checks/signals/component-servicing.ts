import type { RegistryKey, RegistryListing, WindowsEvent } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalCheck, SignalFinding, Visit } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import type { SignalId } from "../signal-ids.ts";
import { componentServicingKey } from "./keys.ts";
import { subkeyMark, subkeyOrValueMark } from "./mark.ts";
import { notThere } from "./not-there.ts";
import { servicingEvents, waitingPackages } from "./servicing-events.ts";
import { updateNames, updatesDetail } from "./update-names.ts";

/** Evidence is stored and compared; the machine decides how many packages there are. */
const packagesKept = 200;

/** A mark of component servicing: which one, and how it may be made. */
export interface ServicingMark {
  readonly id: SignalId;
  readonly name: string;
  /** Some tools look for a value of that name; then both forms count. */
  readonly mayBeValue: boolean;
  /** Its subkeys are packages. */
  readonly listsPackages: boolean;
}

/**
 * An update or a feature is staged, and the next start finishes it. Everybody reads it as a key; the
 * one tool that looks for a value (MeshCentral) finds nothing, so a value does not count here.
 */
export const rebootPendingMark: ServicingMark = {
  id: "component-servicing-reboot-pending",
  name: "RebootPending",
  mayBeValue: false,
  listsPackages: false,
};

/** Servicing is between two restarts of one piece of work. */
export const rebootInProgressMark: ServicingMark = {
  id: "component-servicing-reboot-in-progress",
  name: "RebootInProgress",
  mayBeValue: true,
  listsPackages: false,
};

/**
 * Packages are queued for the next start. That its subkeys are the packages is general knowledge, not
 * verified on a real Windows: so they only name, and an empty key asks as well.
 */
export const packagesPendingMark: ServicingMark = {
  id: "component-servicing-packages-pending",
  name: "PackagesPending",
  mayBeValue: true,
  listsPackages: true,
};

export const componentServicingRebootPending = servicingCheck(rebootPendingMark);
export const componentServicingRebootInProgress = servicingCheck(rebootInProgressMark);
export const componentServicingPackagesPending = servicingCheck(packagesPendingMark);

export interface ServicingSeen {
  readonly servicing: Sighting<RegistryListing>;
  /** Both only when the mark is there; they name what waits and never decide. */
  readonly packages?: Sighting<RegistryListing>;
  readonly events?: Sighting<readonly WindowsEvent[]>;
}

function servicingCheck(mark: ServicingMark): SignalCheck {
  const packagesKey: RegistryKey = `${componentServicingKey}\\${mark.name}`;
  const registry = mark.listsPackages
    ? [componentServicingKey, packagesKey]
    : [componentServicingKey];
  const gather = async ({ machine }: Visit): Promise<ServicingSeen> => {
    const servicing = await machine.registry(componentServicingKey);
    if (servicing.state !== "present") return { servicing };
    if (evidenceOf(mark, servicing.seen) === undefined) return { servicing };
    const isKey = subkeyMark(componentServicingKey, servicing.seen, mark.name) !== undefined;
    const [events, packages] = await Promise.all([
      machine.events(servicingEvents),
      mark.listsPackages && isKey ? machine.registry(packagesKey) : undefined,
    ]);
    return packages === undefined ? { servicing, events } : { servicing, events, packages };
  };
  return signalCheck<ServicingSeen>({
    id: mark.id,
    asks: { registry, events: [servicingEvents] },
    gather,
    judge: (seen) => judgeServicing(mark, seen),
  });
}

/** The mark's presence in the listing decides, even of an empty key and of one that is denied. */
export function judgeServicing(mark: ServicingMark, seen: ServicingSeen): SignalFinding {
  const { id } = mark;
  const { servicing } = seen;
  if (servicing.state !== "present") return notThere(id, servicing);
  const found = evidenceOf(mark, servicing.seen);
  if (found === undefined) return { id, state: "absent" };
  const packages = seen.packages?.state === "present" ? seen.packages.seen.subkeys : [];
  const told = seen.events?.state === "present" ? waitingPackages(seen.events.seen) : [];
  return {
    id,
    state: "present",
    verdict: "real",
    evidence: [found, ...packages.slice(0, packagesKept)],
    ...updatesDetail(told.length > 0 ? told : updateNames(packages)),
  };
}

function evidenceOf(
  { name, mayBeValue }: ServicingMark,
  seen: RegistryListing,
): string | undefined {
  const mark = mayBeValue ? subkeyOrValueMark : subkeyMark;
  return mark(componentServicingKey, seen, name);
}

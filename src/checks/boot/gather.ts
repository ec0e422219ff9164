import type {
  Asks,
  EventQuery,
  Machine,
  RegistryKey,
  RegistryListing,
  WindowsEvent,
} from "../machine.ts";
import { findValue, numberOf } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import { absent, present, unseen } from "../sighting.ts";

export const kernelGeneral = "Microsoft-Windows-Kernel-General";
export const kernelBoot = "Microsoft-Windows-Kernel-Boot";
/** "The operating system started at system time …", with its StartTime in UTC. */
export const started = 12;
/** "The boot type was …", of every start since Windows 8, also of those that start no new kernel. */
export const bootType = 27;

/**
 * Who asked for the last restart (User32 1074) is left out: its texts are localized, they decide
 * nothing, and they would push older starts out of the newest events.
 */
export const bootEvents: EventQuery = {
  log: "System",
  sources: [
    { provider: kernelGeneral, ids: [started] },
    { provider: kernelBoot, ids: [bootType] },
  ],
  newest: 40,
};

const sessionManager = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager";
const prefetchParameters: RegistryKey = `${sessionManager}\\Memory Management\\PrefetchParameters`;
const power: RegistryKey = `${sessionManager}\\Power`;

export const bootAsks: Partial<Asks> = {
  registry: [prefetchParameters, power],
  events: [bootEvents],
};

export async function gatherBoot(
  machine: Pick<Machine, "events">,
): Promise<Sighting<readonly WindowsEvent[]>> {
  return await machine.events(bootEvents);
}

/** What costs two more processes and is of use only when something asks for a restart. */
export interface BootSettings {
  readonly bootId: Sighting<number>;
  readonly fastStartup: Sighting<boolean>;
}

/** The second step: when something asks for a restart, or when the events were not seen. */
export async function gatherBootSettings(
  machine: Pick<Machine, "registry">,
): Promise<BootSettings> {
  const [prefetch, hibernation] = await Promise.all([
    machine.registry(prefetchParameters),
    machine.registry(power),
  ]);
  return {
    bootId: numberIn(prefetch, "BootId"),
    fastStartup: yesOrNo(numberIn(hibernation, "HiberbootEnabled")),
  };
}

function numberIn(key: Sighting<RegistryListing>, name: string): Sighting<number> {
  if (key.state !== "present") return key;
  const value = findValue(key.seen, name);
  if (value === undefined) return absent;
  const number = numberOf(value);
  return number === undefined ? unseen("odd-answer") : present(number);
}

/**
 * `true` is only a permission: without hibernation (`powercfg /h off`) there is no hybrid shutdown.
 * That a group policy may overrule `false` is not verified on a real Windows.
 */
function yesOrNo(number: Sighting<number>): Sighting<boolean> {
  return number.state === "present" ? present(number.seen !== 0) : number;
}

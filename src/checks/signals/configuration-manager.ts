import type { RegistryKey, RegistryListing, RegistryValue } from "../machine.ts";
import { findValue, numberOf, walkDown } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import type { PresentSignal, SignalFinding } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { microsoftKey } from "./keys.ts";
import { notThere } from "./not-there.ts";

const id = "configuration-manager-reboot";
const belowMicrosoft = ["SMS", "Mobile Client", "Reboot Management", "RebootData"];
const rebootData: RegistryKey = `${microsoftKey}\\SMS\\Mobile Client\\Reboot Management\\RebootData`;

const earliest = Date.parse("2000-01-01T00:00:00Z") / 1000;
const latest = Date.parse("2100-01-01T00:00:00Z") / 1000;

/** What the client's own WMI method answers (`DetermineIfRebootPending`), readable without PowerShell. */
export const configurationManager = signalCheck<Sighting<RegistryListing>>({
  id,
  asks: { registry: [rebootData] },
  gather: async ({ machine }) => await walkDown(machine, microsoftKey, belowMicrosoft),
  judge: judgeConfigurationManager,
});

/**
 * `RebootBy` is the request: seconds since 1970, or 0 for a restart without a deadline. (Public
 * scripts write 0 to turn a mandatory restart into one that waits for the user, and rely on the key
 * being there before they ask: the key alone is no request.) Whether the deadline has passed is not
 * judged here, where no clock is: a request that survived a restart shows itself by its evidence.
 * Not verified on a real Windows.
 */
export function judgeConfigurationManager(key: Sighting<RegistryListing>): SignalFinding {
  if (key.state !== "present") return notThere(id, key);
  const { values } = key.seen;
  if (values.length === 0) return { id, state: "absent" };
  const seconds = secondsOf(findValue(key.seen, "RebootBy"));
  const evidence = [rebootData, ...identifying(key.seen)];
  const present: PresentSignal = { id, state: "present", verdict: "real", evidence };
  if (seconds === 0) return present;
  if (seconds === undefined || seconds < earliest || seconds >= latest) {
    return { ...present, verdict: "unseen" };
  }
  // Without this mark the number counts local time, and the offset of the machine is not known.
  if ((numberOf(findValue(key.seen, "RebootValueInUTC")) ?? 0) === 0) return present;
  return { ...present, detail: { kind: "deadline", at: iso(seconds) } };
}

/**
 * What tells one request from another. A zero is the same in every request that has it, and would
 * make a new one look like an old one that no restart settled.
 */
function identifying(listing: RegistryListing): string[] {
  return ["RebootBy", "SetTime"]
    .map((name) => findValue(listing, name))
    .filter((value) => value !== undefined)
    .filter((value) => secondsOf(value) !== 0)
    .map(({ name, data }) => `${name} ${data.slice(0, longestShown)}`);
}

const longestShown = 100;

/** Scripts write a REG_QWORD (printed `0x…`); a string of decimal digits is taken too. */
function secondsOf(value: RegistryValue | undefined): number | undefined {
  const number = numberOf(value);
  if (number !== undefined) return number;
  return value?.type === "REG_SZ" && /^\d{1,13}$/u.test(value.data)
    ? Number(value.data)
    : undefined;
}

function iso(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

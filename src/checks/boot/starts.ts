import type { WindowsEvent } from "../machine.ts";
import { milliseconds, toleranceMilliseconds } from "./clock.ts";
import { bootType, kernelBoot, kernelGeneral, started } from "./gather.ts";

/** One start of Windows as the log tells it. */
export interface Start {
  /** Milliseconds since 1970; undefined when the log gives no readable time. */
  readonly at: number | undefined;
  readonly how: HowStarted;
}

/**
 * - `restart`: a new kernel; the session manager and servicing did what waited for it.
 * - `unknown`: its type is not in the log or not one of the three.
 */
type HowStarted = "restart" | "fast-startup" | "hibernation" | "unknown";

// Kernel-Boot 27, as winaero.com and elevenforum.com explain it; not verified on a real Windows.
const types: readonly HowStarted[] = ["restart", "fast-startup", "hibernation"];

/**
 * The starts, in the order of the events. Windows 8 and later log a type (Kernel-Boot 27) for each
 * start and, for those with a new kernel at least, the time of it (Kernel-General 12); which of
 * the two comes first does not matter here. A log without any type is of an older Windows, which
 * has no Fast Startup; its 12 is a new kernel each time. Where there are types, a 12 without one
 * may be anything.
 */
export function startsIn(events: readonly WindowsEvent[]): Start[] {
  const typed = events.some(isType);
  return events.flatMap((event) => {
    if (isType(event)) return [{ at: startTime(event, events), how: readType(event) }];
    if (!isStarted(event)) return [];
    if (!typed) return [{ at: readTime(event), how: "restart" as const }];
    const hasType = events.some((other) => isType(other) && near(other, event));
    return hasType ? [] : [{ at: readTime(event), how: "unknown" as const }];
  });
}

function isType({ provider, id }: WindowsEvent): boolean {
  return provider === kernelBoot && id === bootType;
}

function isStarted({ provider, id }: WindowsEvent): boolean {
  return provider === kernelGeneral && id === started;
}

function readType(event: WindowsEvent): HowStarted {
  const text = datum(event, "BootType");
  const number = /^(?:0x)?[0-9]{1,8}$/iu.test(text) ? Number(text) : Number.NaN;
  return types[number] ?? "unknown";
}

/** When the kernel started where the log has it; else when the record of its type was written. */
function startTime(type: WindowsEvent, events: readonly WindowsEvent[]): number | undefined {
  if (readType(type) !== "restart") return milliseconds(type.at);
  const [nearest] = events
    .filter((event) => isStarted(event) && near(event, type))
    .sort((one, other) => distance(one, type) - distance(other, type));
  return nearest === undefined ? milliseconds(type.at) : readTime(nearest);
}

/** Its StartTime, unless that contradicts the time of the record: then a clock was set between. */
function readTime(event: WindowsEvent): number | undefined {
  const recorded = milliseconds(event.at);
  const said = milliseconds(datum(event, "StartTime"));
  if (recorded === undefined || said === undefined) return recorded;
  return Math.abs(said - recorded) <= toleranceMilliseconds ? said : recorded;
}

function near(one: WindowsEvent, other: WindowsEvent): boolean {
  return distance(one, other) <= toleranceMilliseconds;
}

/** NaN, which is near nothing, when one of them has no readable time. */
function distance(one: WindowsEvent, other: WindowsEvent): number {
  return Math.abs((milliseconds(one.at) ?? Number.NaN) - (milliseconds(other.at) ?? Number.NaN));
}

/** Empty when the event has no such datum. */
function datum({ data }: WindowsEvent, name: string): string {
  const found = data.find((one) => one.name.toUpperCase() === name.toUpperCase());
  return (found?.text ?? "").trim();
}

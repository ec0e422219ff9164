import type { Sighting } from "../sighting.ts";
import type { MachineSeen } from "./sightings.ts";

/** What the environment of a fresh process says about it. */
export type Architectures = Pick<MachineSeen, "architecture" | "architectureBehindWow64">;

/** Proved by either variable: a 32-bit process on a 64-bit Windows calls itself x86 in the first. */
export function is64Bit({ architecture, architectureBehindWow64 }: Architectures): boolean {
  return bits64(architecture) || bits64(architectureBehindWow64);
}

export function is32Bit({ architecture, architectureBehindWow64 }: Architectures): boolean {
  return (
    architecture.state === "present" &&
    architecture.seen.toLowerCase() === "x86" &&
    architectureBehindWow64.state === "absent"
  );
}

function bits64(sighting: Sighting<string>): boolean {
  return sighting.state === "present" && /^(?:amd64|arm64|ia64)$/iu.test(sighting.seen);
}

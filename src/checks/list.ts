import type { EnvironmentName, RegistryKey } from "./machine.ts";
import { codePageKey } from "./restart-files/gather.ts";
import type { SignalCheck } from "./signal.ts";
import { currentVersionKey } from "./windows-directory.ts";
import { windowsUpdate } from "./windows-update.ts";

/** The signals that are looked at, in the order in which a reply names them. */
export const signalChecks: readonly SignalCheck[] = [windowsUpdate];

/** Everything that all checks may ask beside files: it goes to a workstation as one fixed script. */
export const asked: {
  readonly environment: readonly EnvironmentName[];
  readonly registry: readonly RegistryKey[];
} = {
  environment: ["SystemRoot", "PROCESSOR_ARCHITECTURE", "PROCESSOR_ARCHITEW6432"],
  registry: [currentVersionKey, codePageKey, ...signalChecks.flatMap(({ registry }) => registry)],
};

/** Restart signals that this version does not look at; every answer says so. */
export const notLookedAt = [
  "pending-file-rename-operations",
  "component-servicing",
  "computer-rename",
  "domain-join",
  "configuration-manager",
  "windows-installer",
  "server-roles",
] as const;

export type NotLookedAt = (typeof notLookedAt)[number];

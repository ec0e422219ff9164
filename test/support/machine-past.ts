import type { Known } from "#checks/diagnose.ts";
import type { PastLook } from "#checks/past/look.ts";
import type { CorpusMachine } from "./machine-files.ts";

/** The day that `test/machines/README.md` calls today. */
export const today = new Date("2026-11-24T10:15:00Z");

/** What is known of a machine beside what it says now. */
export function knownOf(machine: CorpusMachine, hostKey: string): Known {
  const past = Promise.resolve(pastLooks(machine, hostKey));
  return { at: today.toISOString(), hostKey, past };
}

/** The earlier looks of a machine file, newest first, all at the machine with this key. */
export function pastLooks({ described }: CorpusMachine, hostKey: string): readonly PastLook[] {
  return described.earlier
    .map(({ at, boot, signals }) => ({
      at,
      hostKey,
      boot,
      signals: Object.entries(signals).map(([id, seen]) =>
        typeof seen === "string"
          ? { id, state: seen, evidence: [] }
          : { id, state: "present" as const, evidence: seen },
      ),
    }))
    .sort((one, other) => other.at.localeCompare(one.at));
}

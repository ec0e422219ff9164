import type { Boot } from "#checks/boot/boot.ts";
import type { PastLook, ThisLook } from "#checks/past/look.ts";
import { present, unseen } from "#checks/sighting.ts";
import type { PresentSignal } from "#checks/signal.ts";

/** The story of these tests: looks at noon, restarts at six in the morning, all in one November. */
export const noon = (day: number): string => time(day, 12);
export const six = (day: number): string => time(day, 6);

export const hostKey = "SHA256:one";
const value = "HKLM\\…\\Session Manager\\PendingFileRenameOperations";

/** The pending file renames, which name what they ask for. */
export function renames(...entries: readonly string[]): PresentSignal {
  return {
    id: "pending-file-rename-operations",
    state: "present",
    verdict: "real",
    evidence: [value, ...entries],
  };
}

export function lookAt(day: number, ...signals: PastLook["signals"]): PastLook {
  return { at: noon(day), hostKey, boot: {}, signals };
}

/** The same renames, as an earlier look saw them. */
export function sawRenames(day: number, ...entries: readonly string[]): PastLook {
  const { id, evidence } = renames(...entries);
  return lookAt(day, { id, state: "present", evidence });
}

/** A look that saw them gone, or did not see. */
export function sawNone(day: number, state: "absent" | "unseen" = "absent"): PastLook {
  return lookAt(day, { id: renames().id, state, evidence: [] });
}

/** The question of a day, after a restart of a day, or where none is known. */
export function here(day: number, restart?: string, boot: Partial<Boot> = {}): ThisLook {
  const lastRestart = restart === undefined ? unseen("denied") : present({ at: restart });
  return { at: noon(day), hostKey, boot: { lastRestart, ...boot } };
}

function time(day: number, hour: number): string {
  return new Date(Date.UTC(2026, 10, day, hour)).toISOString();
}

import type { Machine, RegistryKey } from "./machine.ts";
import type { UnseenReason } from "./sighting.ts";

/** What a signal check found. Data only; the words are the bot's. */
export type SignalFinding =
  | { readonly id: SignalId; readonly state: "absent" }
  | {
      readonly id: SignalId;
      readonly state: "present";
      /**
       * - `real`: a restart is needed and will settle it.
       * - `harmless`: asks, but nothing of weight waits.
       * - `stale`: survived a restart, or its work is already gone: a restart will not help.
       */
      readonly verdict: "real" | "harmless" | "stale";
      /** Things seen, as the machine spells them; hostile text. */
      readonly evidence: readonly string[];
    }
  | { readonly id: SignalId; readonly state: "unseen"; readonly why: UnseenReason };

/** Signals that are looked at. */
export type SignalId = "windows-update-reboot-required";

/** One signal: what it may ask of the machine, and its judgement over what was seen. */
export interface SignalCheck {
  readonly id: SignalId;
  /** Every registry key that `look` reads. Parents are listed, so that "absent" is proved. */
  readonly registry: readonly RegistryKey[];
  look(machine: Machine): Promise<SignalFinding>;
}

/** A check is a gathering and a pure judge over what was gathered; this joins the two. */
export function signalCheck<Seen>(check: {
  readonly id: SignalId;
  readonly registry: readonly RegistryKey[];
  readonly gather: (machine: Machine) => Promise<Seen>;
  readonly judge: (seen: Seen) => SignalFinding;
}): SignalCheck {
  return {
    id: check.id,
    registry: check.registry,
    look: async (machine) => check.judge(await check.gather(machine)),
  };
}

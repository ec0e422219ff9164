import type { Asks, Machine, WindowsPath } from "./machine.ts";
import type { SignalHistory } from "./past/history.ts";
import type { Sighting, UnseenReason } from "./sighting.ts";
import type { SignalId } from "./signal-ids.ts";

/** What a signal check found. Data only; the words are the bot's. */
export type SignalFinding =
  | { readonly id: SignalId; readonly state: "absent" }
  | PresentSignal
  | {
      readonly id: SignalId;
      readonly state: "unseen";
      readonly why: UnseenReason;
      /** Words of the machine or the library, for the engineer; hostile text. */
      readonly detail?: string;
    };

export interface PresentSignal {
  readonly id: SignalId;
  readonly state: "present";
  readonly verdict: SignalVerdict;
  /**
   * Things seen, as the machine spells them; hostile text. First what makes the signal (a key, a
   * value, a file), then what it names. The same things in a later look are the same request.
   */
  readonly evidence: readonly string[];
  /** What the evidence means, where the check can tell. */
  readonly detail?: SignalDetail;
  /** What earlier looks tell about it; no check sets it (`src/checks/past`). */
  readonly history?: SignalHistory;
}

/**
 * - `real`: a restart is needed and will settle it.
 * - `harmless`: asks, but nothing of weight waits.
 * - `stale`: survived a restart, or its work is already gone: a restart will not help.
 * - `unseen`: it is there, but what decides between the others was not seen.
 */
export type SignalVerdict = "real" | "harmless" | "stale" | "unseen";

export type SignalDetail =
  /** Files that wait to be deleted, moved or replaced by the next restart, by product. */
  | { readonly kind: "renames"; readonly groups: readonly RenameGroup[] }
  /** Updates by their KB number or their title; hostile text. */
  | { readonly kind: "updates"; readonly names: readonly string[] }
  /** The workstation restarts by itself then. ISO 8601, UTC. */
  | { readonly kind: "deadline"; readonly at: string }
  /** A name that takes effect with the restart. Hostile text. */
  | { readonly kind: "new-name"; readonly from: string; readonly to: string }
  /** Programs that an installer works on; hostile text. */
  | { readonly kind: "products"; readonly names: readonly string[] };

/** Operations of one product in the pending file renames. */
export interface RenameGroup {
  /** From the table of products, never from the machine; undefined when no rule knows the paths. */
  readonly product: string | undefined;
  readonly operations: readonly RenameOperation[];
}

export interface RenameOperation {
  readonly does: "delete" | "move" | "replace" | "delete-or-move";
  /** Hostile text, as the machine spells it. */
  readonly source: string;
  /** Empty for a deletion. */
  readonly target: string;
  /**
   * - `waits`: its source is there; the next restart does it.
   * - `gone`: its source is not there any more: nothing is left of it to do.
   * - `unseen`: whether its source is there was not seen.
   */
  readonly state: "waits" | "gone" | "unseen";
  /** A file that Windows itself needs is replaced, moved or deleted. */
  readonly touchesWindows: boolean;
  /**
   * `unsure`: what decides is not seen, such as whether a file that is to be deleted was installed
   * again since (dotnet/sdk#36159).
   */
  readonly weight: "real" | "harmless" | "unsure";
}

/** What every signal check may look at. */
export interface Visit {
  readonly machine: Machine;
  /** What the environment and the registry agree on. */
  readonly windowsDirectory: Promise<Sighting<WindowsPath>>;
}

/** One signal: what it may ask of the machine, and its judgement over what was seen. */
export interface SignalCheck {
  readonly id: SignalId;
  /** Everything that `look` asks for. */
  readonly asks: Partial<Asks>;
  look(visit: Visit): Promise<SignalFinding>;
}

/** A check is a gathering and a pure judge over what was gathered; this joins the two. */
export function signalCheck<Seen>(check: {
  readonly id: SignalId;
  readonly asks: Partial<Asks>;
  readonly gather: (visit: Visit) => Promise<Seen>;
  readonly judge: (seen: Seen) => SignalFinding;
}): SignalCheck {
  return {
    id: check.id,
    asks: check.asks,
    look: async (visit) => check.judge(await check.gather(visit)),
  };
}

import type { DiagnosisHeadline } from "#checks/diagnose.ts";
import type { Return, Survival } from "#checks/past/history.ts";
import type { OperationState, RestartFilesVerdict } from "#checks/restart-files/finding.ts";
import type { UnreachableReason } from "./ports.ts";

/**
 * The machine-readable answer (`whyreboot ask --json`), schema `whyreboot/report@1`. Tests and
 * scripts outside this repository read it: fields may be added, none renamed or removed.
 */
export interface Report {
  readonly schema: "whyreboot/report@1";
  /** Short id, as shown in the footer. */
  readonly case: string;
  /** As the inventory spells it; as the asker wrote it when it is not there. */
  readonly workstation: string;
  /** ISO 8601, UTC. */
  readonly askedAt: string;
  readonly headline: Headline;
  /** Why there is no verdict: for `unreachable` and `unknown-workstation`. */
  readonly why?: UnreachableReason | "not-in-inventory";
  /** Detail to `why`: for `unreachable` the library's words, for unknown names the suggestion. */
  readonly detail?: string;
  /** `SHA256:…`, only when the workstation was looked at. */
  readonly hostKey?: string;
  readonly boot?: BootReport;
  readonly restartFiles?: RestartFilesReport;
  readonly signals: readonly SignalReport[];
  readonly offers: readonly OfferReport[];
  readonly notLookedAt: readonly { readonly id: string; readonly why: string }[];
  readonly milliseconds: {
    readonly connect: number;
    readonly look: number;
    readonly total: number;
  };
}

type Headline = DiagnosisHeadline | "unreachable" | "unknown-workstation";

export interface RestartFilesReport {
  readonly verdict: RestartFilesVerdict;
  /** Absent when it could not be found. */
  readonly windowsDirectory?: string;
  readonly files: readonly RestartFileReport[];
  /**
   * Every line of the batch that is not blank, in order and without its passwords: once what was
   * kept is removed for good, the only record of its text.
   */
  readonly operations: readonly OperationReport[];
}

export type RestartFileReport =
  | {
      readonly name: string;
      readonly state: "present";
      readonly path: string;
      readonly bytes: number;
      readonly modified: string;
      readonly sha256?: string;
    }
  | { readonly name: string; readonly state: "absent" }
  | { readonly name: string; readonly state: "unseen"; readonly why: string };

interface OperationReport {
  /** From 1, as an editor counts. */
  readonly line: number;
  readonly text: string;
  readonly state: OperationState;
}

/** When Windows started, by its own clock; what was not seen is left out. ISO 8601, UTC. */
export interface BootReport {
  readonly lastRestart?: string;
  /** Only without `lastRestart`: nothing from then on was a restart. */
  readonly noRestartSince?: string;
  /** A later start that was no restart. */
  readonly poweredOn?: { readonly at: string; readonly how: "fast-startup" | "hibernation" };
  readonly bootId?: number;
  readonly fastStartup?: boolean;
}

export interface SignalReport {
  readonly id: string;
  readonly state: "present" | "absent" | "unseen";
  /** Only for `present` and `unseen`: an absent signal has nothing to judge. */
  readonly verdict?: "real" | "harmless" | "stale" | "unseen";
  readonly evidence: readonly string[];
  /** The earliest look that saw it, with none after it that saw it gone. ISO 8601, UTC. */
  readonly since?: string;
  readonly survived?: Survival;
  readonly returned?: Return;
}

interface OfferReport {
  readonly id: string;
  readonly act: "clear-restart-files";
  /** `twice`: a second confirmation names what is lost. */
  readonly confirm: "once" | "twice";
}

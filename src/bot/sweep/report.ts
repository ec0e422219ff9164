import type { Result, SettledLine, Sweep, SweepLine } from "./sweep.ts";

/**
 * The machine-readable answer (`whyreboot sweep --json`), schema `whyreboot/sweep@1`: fields may be
 * added, none renamed or removed.
 */
export interface SweepReport {
  readonly schema: "whyreboot/sweep@1";
  readonly sweep: string;
  readonly askedAt: string;
  readonly state: Sweep["state"]["kind"];
  /** Why workstations of the scope may be missing. */
  readonly gaps: Sweep["gaps"];
  readonly workstations: readonly WorkstationReport[];
}

type WorkstationReport = {
  readonly workstation: string;
  /** How often it was asked. */
  readonly tries: number;
  readonly case?: string;
  readonly at?: string;
} & (Result | { readonly state: "not-looked-at" });

export function sweepReport(sweep: Sweep, lines: readonly SweepLine[]): SweepReport {
  return {
    schema: "whyreboot/sweep@1",
    sweep: sweep.id,
    askedAt: sweep.askedAt,
    state: sweep.state.kind,
    gaps: sweep.gaps,
    workstations: lines.map(({ workstation, tries, ...line }) =>
      isSettled(line)
        ? { workstation, tries: tries + 1, ...caseOf(line), at: line.at, ...line.result }
        : { workstation, tries, state: "not-looked-at" },
    ),
  };
}

function isSettled(
  line: Partial<SettledLine>,
): line is Pick<SettledLine, "result" | "at" | "case"> {
  return line.result !== undefined && line.at !== undefined;
}

function caseOf(line: Pick<SettledLine, "case">): Pick<SettledLine, "case"> {
  return line.case === undefined ? {} : { case: line.case };
}

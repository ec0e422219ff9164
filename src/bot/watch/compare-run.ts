import type { SweepLine } from "../sweep/sweep.ts";
import type { Change } from "./compare.ts";
import { compareLook } from "./compare.ts";
import type { Known } from "./watch.ts";

/** How a workstation stands to a watch now; `cannot-tell` while not every list can be read. */
export type Standing = "watched" | "left-out" | "not-in-lists" | "not-in-scope" | "cannot-tell";

export interface RunToCompare {
  /** From earlier runs. */
  readonly known: readonly Known[];
  readonly lines: readonly SweepLine[];
  /** When the run began. ISO 8601, UTC. */
  readonly from: string;
  /** The workstations of the scope now, whoever may watch them. */
  readonly meant: readonly string[];
  readonly standing: (workstation: string) => Standing;
}

export interface RunCompared {
  /** What is known of these from now on. */
  readonly known: readonly Known[];
  readonly forgotten: readonly string[];
  readonly changes: readonly Change[];
}

/** Compares a run with what was known before it. The first run tells nothing: it is what later ones rest on. */
export function compareRun({ known, lines, from, meant, standing }: RunToCompare): RunCompared {
  const before = new Map(known.map((one) => [one.workstation, one]));
  const after = new Map<string, Known>();
  const forgotten: string[] = [];
  const changes: Change[] = [];
  for (const workstation of new Set([...meant, ...before.keys()])) {
    const one = before.get(workstation);
    const stands = standing(workstation);
    if (stands === "left-out" && one?.leftOut === undefined) {
      after.set(workstation, { ...one, workstation, leftOut: true });
      if (before.size > 0) changes.push({ kind: "left-out", workstation });
    }
    if (stands === "watched" && one?.leftOut !== undefined) {
      const { leftOut: _leftOut, ...rest } = one;
      after.set(workstation, rest);
    }
    if (one !== undefined && (stands === "not-in-lists" || stands === "not-in-scope")) {
      forgotten.push(workstation);
      const where = stands === "not-in-lists" ? "lists" : "scope";
      if (one.leftOut === undefined) changes.push({ kind: "not-listed", workstation, where });
    }
  }
  for (const line of lines) {
    if (standing(line.workstation) !== "watched") continue;
    const compared = compareLook(before.get(line.workstation), line, from);
    if (compared === undefined) continue;
    after.set(line.workstation, compared.known);
    changes.push(...compared.changes);
  }
  return { known: [...after.values()], forgotten, changes };
}

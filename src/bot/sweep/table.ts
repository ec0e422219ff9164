import { csvLine } from "../csv.ts";
import type { ReplyFile } from "../reply.ts";
import type { Sweep, SweepLine } from "./sweep.ts";

const columns = ["workstation", "state", "restart_files", "signals", "why", "tries", "case", "at"];

/** Every workstation of the sweep, a line each, for a spreadsheet. */
export function sweepTable({ id }: Pick<Sweep, "id">, lines: readonly SweepLine[]): ReplyFile {
  // With a byte order mark, without which a spreadsheet takes UTF-8 for an old code page.
  const text = `\u{FEFF}${[columns, ...lines.map(cells)].map(csvLine).join("")}`;
  return {
    name: `sweep-${id}.csv`,
    type: "text/csv",
    bytes: new TextEncoder().encode(text),
    alternative: "The table of all workstations",
  };
}

function cells({ workstation, tries, result, case: caseId = "", at = "" }: SweepLine): string[] {
  const tail = [caseId, at];
  if (result === undefined) return [workstation, "not-looked-at", "", "", "", `${tries}`, ...tail];
  const asked = `${tries + 1}`;
  if (result.state !== "looked") {
    const why = result.state === "unreachable" ? result.why : "";
    return [workstation, result.state, "", "", why, asked, ...tail];
  }
  const files = result.causes.find(({ id }) => id === "restart-files")?.verdict ?? "none";
  const signals = result.causes
    .filter(({ id }) => id !== "restart-files")
    .map(({ id, verdict }) => `${id} ${verdict}`);
  return [workstation, result.headline, files, signals.join("; "), "", asked, ...tail];
}

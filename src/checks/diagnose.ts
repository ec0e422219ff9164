import { signalChecks } from "./list.ts";
import type { Machine } from "./machine.ts";
import type { RestartFilesFinding } from "./restart-files/finding.ts";
import { gatherRestartFiles } from "./restart-files/gather.ts";
import { judgeRestartFiles } from "./restart-files/judge.ts";
import type { SignalFinding } from "./signal.ts";

/** All findings of one question, with the one headline that ranks them. */
export interface Diagnosis {
  readonly headline: DiagnosisHeadline;
  readonly restartFiles: RestartFilesFinding;
  readonly signals: readonly SignalFinding[];
}

export type DiagnosisHeadline = "restart-files" | "signals" | "nothing-found" | "cannot-tell";

/** Runs every check at once on one open machine. */
export async function diagnose(machine: Machine): Promise<Diagnosis> {
  const [restartFiles, signals] = await Promise.all([
    gatherRestartFiles(machine).then(judgeRestartFiles),
    Promise.all(signalChecks.map(async (check) => await check.look(machine))),
  ]);
  return { headline: rank(restartFiles, signals), restartFiles, signals };
}

/**
 * What is seen to ask comes first; then what could not be seen; "nothing found" only when
 * everything that is looked at was seen. One file alone does not ask, so a signal outranks it.
 */
export function rank(
  restartFiles: Pick<RestartFilesFinding, "verdict">,
  signals: readonly SignalFinding[],
): DiagnosisHeadline {
  const { verdict } = restartFiles;
  if (verdict === "leftover" || verdict === "stranded" || verdict === "pending") {
    return "restart-files";
  }
  if (signals.some(({ state }) => state === "present")) return "signals";
  if (verdict === "one-file") return "restart-files";
  const blind = verdict === "cannot-tell" || signals.some(({ state }) => state === "unseen");
  return blind ? "cannot-tell" : "nothing-found";
}

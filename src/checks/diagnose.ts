import type { Boot } from "./boot/boot.ts";
import { gatherBoot, gatherBootSettings } from "./boot/gather.ts";
import { judgeBoot } from "./boot/judge.ts";
import { signalChecks } from "./list.ts";
import type { Machine } from "./machine.ts";
import type { PastLook } from "./past/look.ts";
import { withPast } from "./past/with-past.ts";
import type { RestartFilesFinding } from "./restart-files/finding.ts";
import { gatherRestartFiles } from "./restart-files/gather.ts";
import { judgeRestartFiles } from "./restart-files/judge.ts";
import { maskPast, maskRestartFiles, maskSignals } from "./secrets/mask-finding.ts";
import type { SignalFinding } from "./signal.ts";
import { windowsDirectory } from "./windows-directory.ts";

/** All findings of one question, with the one headline that ranks them. */
export interface Diagnosis {
  readonly headline: DiagnosisHeadline;
  readonly restartFiles: RestartFilesFinding;
  readonly signals: readonly SignalFinding[];
  readonly boot: Boot;
}

export type DiagnosisHeadline = "restart-files" | "signals" | "nothing-found" | "cannot-tell";

/** What is known of the workstation beside what it says now. */
export interface Known {
  /** ISO 8601, UTC: when this was asked. */
  readonly at: string;
  /** `SHA256:…` */
  readonly hostKey: string;
  /** Earlier looks; empty when there are none, or when they cannot be told. */
  readonly past: Promise<readonly PastLook[]>;
}

/** Runs every check at once on one open machine. No password leaves it (`src/checks/secrets`). */
export async function diagnose(machine: Machine, known: Known): Promise<Diagnosis> {
  const visit = { machine, windowsDirectory: windowsDirectory(machine) };
  const [restartFiles, seen, starts] = await Promise.all([
    gatherRestartFiles(machine).then(judgeRestartFiles).then(maskRestartFiles),
    Promise.all(signalChecks.map(async (check) => await check.look(visit))).then(maskSignals),
    gatherBoot(machine),
  ]);
  // Two more processes there, which matter only when there is something to date.
  const dated = starts.state !== "present" || seen.some(({ state }) => state === "present");
  const boot = judgeBoot(starts, dated ? await gatherBootSettings(machine) : undefined);
  const { at, hostKey } = known;
  const signals = withPast(seen, { at, hostKey, boot }, maskPast(await known.past));
  return { headline: rank(restartFiles, signals), restartFiles, signals, boot };
}

/** The restart files alone: all that an act rests on. */
export async function diagnosePair(machine: Machine): Promise<RestartFilesFinding> {
  return maskRestartFiles(judgeRestartFiles(await gatherRestartFiles(machine, "the-pair")));
}

/**
 * Files that ask come first, then what asks with weight, or may have weight. Below that, something
 * unseen outranks every harmless answer: a request without weight does not explain a message while
 * what may explain it was not looked at. "Nothing found" only when everything was seen. One file
 * alone does not ask, so even a harmless request outranks it.
 */
export function rank(
  restartFiles: Pick<RestartFilesFinding, "verdict">,
  signals: readonly SignalFinding[],
): DiagnosisHeadline {
  const { verdict } = restartFiles;
  if (verdict === "leftover" || verdict === "stranded" || verdict === "pending") {
    return "restart-files";
  }
  const asking = signals.filter((signal) => signal.state === "present");
  if (asking.some((signal) => signal.verdict !== "harmless")) return "signals";
  const blind = verdict === "cannot-tell" || signals.some(({ state }) => state === "unseen");
  if (blind) return "cannot-tell";
  if (asking.length > 0) return "signals";
  return verdict === "one-file" ? "restart-files" : "nothing-found";
}

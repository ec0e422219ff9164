import { is32Bit, is64Bit } from "./architecture.ts";
import type {
  MachineRuns,
  Obstacle,
  Operation,
  RestartFilesFinding,
  RestartFilesVerdict,
} from "./finding.ts";
import { judgeOperations } from "./judge-operations.ts";
import { judgeOrigin } from "./origin-judge.ts";
import type { MachineSeen, RestartFilesSightings } from "./sightings.ts";

/**
 * Judges the pair by content and file states; times never decide. PCM asks only when both files
 * are in the Windows directory (BackOffice SDK, "SMS Requirements for Unattended Installation and
 * Deinstallation"); what a removal would lose depends on the batch alone.
 */
export function judgeRestartFiles(seen: RestartFilesSightings): RestartFilesFinding {
  const operations = judgeOperations(seen.lines, seen.files);
  const machineRuns = judgeMachine(seen.machine);
  const { verdict, obstacles } = judgePair(seen, operations, machineRuns);
  const origin = judgeOrigin(seen);
  return {
    verdict,
    windowsDirectory: seen.windowsDirectory,
    batch: seen.batch,
    runner: seen.runner,
    operations,
    litter: verdict === "leftover" || (verdict === "one-file" && !workWaits(operations)),
    machineRuns,
    toolkitRunner: seen.batch.state === "present" && seen.toolkitRunner.state === "present",
    obstacles,
    ...(origin === undefined ? {} : { origin }),
  };
}

interface Judged {
  readonly verdict: RestartFilesVerdict;
  readonly obstacles: readonly Obstacle[];
}

function judgePair(
  seen: RestartFilesSightings,
  operations: readonly Operation[],
  machineRuns: MachineRuns,
): Judged {
  const blind = unseenThings(seen);
  if (blind.length > 0) return { verdict: "cannot-tell", obstacles: blind };
  if (seen.batch.state === "absent") {
    return sure(seen.runner.state === "absent" ? "none" : "one-file");
  }
  const notUnderstood = operations.filter(({ state }) => state === "unknown");
  if (!workWaits(operations) && notUnderstood.length > 0) {
    return {
      verdict: "cannot-tell",
      obstacles: notUnderstood.map(({ line }) => ({ what: "line", line })),
    };
  }
  if (seen.runner.state === "absent") return sure("one-file");
  return workWaits(operations) ? judgeStaged(operations, machineRuns) : sure("leftover");
}

function judgeStaged(operations: readonly Operation[], machineRuns: MachineRuns): Judged {
  const reached = operations.some((operation) => waits(operation) && !operation.afterEnd);
  if (machineRuns.answer === "no" || !reached) return sure("stranded");
  if (machineRuns.answer === "yes") return sure("pending");
  return { verdict: "cannot-tell", obstacles: [{ what: "machine" }] };
}

function sure(verdict: RestartFilesVerdict): Judged {
  return { verdict, obstacles: [] };
}

/** One of these unseen, and nothing is said at all: a file not seen is never a file not there. */
function unseenThings(seen: RestartFilesSightings): Obstacle[] {
  if (seen.windowsDirectory.state === "unseen") {
    return [{ what: "windows-directory", why: seen.windowsDirectory.why }];
  }
  const files = [
    { what: "batch", file: seen.batch },
    { what: "runner", file: seen.runner },
  ] as const;
  return files.flatMap(({ what, file }) =>
    file.state === "unseen" ? [{ what, why: file.why }] : [],
  );
}

function workWaits(operations: readonly Operation[]): boolean {
  return operations.some(waits);
}

function waits({ state }: Operation): boolean {
  return state === "pending" || state === "half-done";
}

/**
 * The runner is an MS-DOS program that PCM starts by leaving Windows (`ExitWindowsExec`, KB
 * Q75629). No 64-bit Windows runs DOS programs, no Windows does without NTVDM, and nothing but PCM
 * reads the pair.
 */
function judgeMachine(machine: MachineSeen): MachineRuns {
  if (is64Bit(machine)) return { answer: "no", because: "64-bit" };
  if (machine.ntvdm.state === "absent") return { answer: "no", because: "no-ntvdm" };
  if (machine.pcm.length > 0 && machine.pcm.every(({ state }) => state === "absent")) {
    return { answer: "no", because: "no-pcm" };
  }
  const pcmSeen = machine.pcm.some(({ state }) => state === "present");
  return is32Bit(machine) && machine.ntvdm.state === "present" && pcmSeen
    ? { answer: "yes" }
    : { answer: "unknown" };
}

import type { Reply } from "#bot/reply.ts";
import { sayDiagnosis } from "#bot/words/diagnosis.ts";
import type { Boot } from "#checks/boot/boot.ts";
import type { Diagnosis } from "#checks/diagnose.ts";
import { rank } from "#checks/diagnose.ts";
import type { RestartFilesFinding, RestartFilesVerdict } from "#checks/restart-files/finding.ts";
import { absent, present } from "#checks/sighting.ts";
import type { PresentSignal, SignalDetail, SignalFinding, SignalVerdict } from "#checks/signal.ts";
import type { SignalId } from "#checks/signal-ids.ts";

/** When every question of these tests is asked. */
export const askedAt = "2026-11-24T08:55:00.000Z";

/** What is found, ranked as `diagnose` ranks it. */
export function diagnosisOf(
  signals: readonly SignalFinding[],
  rest: { readonly boot?: Boot; readonly restartFiles?: RestartFilesFinding } = {},
): Diagnosis {
  const restartFiles = rest.restartFiles ?? pair("none");
  const headline = rank(restartFiles, signals);
  const boot = rest.boot ?? { lastRestart: present({ at: "2026-11-20T06:00:00Z" }) };
  return { headline, restartFiles, signals, boot };
}

/** What is said of it about PC-7. */
export function reply(diagnosis: Diagnosis): Reply {
  return sayDiagnosis({
    workstation: "PC-7",
    diagnosis,
    askedAt,
    offers: [],
    footer: ["Case K7Q2-MD4X"],
    trust: "known",
  });
}

export function pair(verdict: RestartFilesVerdict): RestartFilesFinding {
  return {
    verdict,
    windowsDirectory: present("C:\\Windows"),
    batch: absent,
    runner: absent,
    operations: [],
    litter: false,
    machineRuns: { answer: "no", because: "64-bit" },
    toolkitRunner: false,
    obstacles: [],
  };
}

export function asking(
  id: SignalId,
  verdict: SignalVerdict,
  more: Partial<Pick<PresentSignal, "evidence" | "detail" | "history">> = {},
): PresentSignal {
  return { id, state: "present", verdict, evidence: ["HKLM\\KEY"], ...more };
}

export function renames(...products: (string | undefined)[]): SignalDetail {
  return {
    kind: "renames",
    groups: products.map((product) => ({
      product,
      operations: [
        {
          does: "delete",
          source: `\\??\\C:\\${product ?? "other"}\\old.exe`,
          target: "",
          state: "waits",
          touchesWindows: false,
          weight: "harmless",
        },
      ],
    })),
  };
}

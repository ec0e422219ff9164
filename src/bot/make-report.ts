import type { Diagnosis } from "#checks/diagnose.ts";
import { notLookedAt } from "#checks/list.ts";
import type { RestartFile, RestartFilesFinding } from "#checks/restart-files/finding.ts";
import { batchName, runnerName } from "#checks/restart-files/names.ts";
import type { Sighting } from "#checks/sighting.ts";
import type { SignalFinding } from "#checks/signal.ts";
import type { OfferRecord } from "./cases.ts";
import type { Report, RestartFileReport, RestartFilesReport, SignalReport } from "./report.ts";

/** What every report begins with. */
export interface ReportHead {
  readonly case: string;
  readonly workstation: string;
  readonly askedAt: string;
}

export function diagnosisReport(
  head: ReportHead,
  diagnosis: Diagnosis,
  rest: {
    readonly offers: readonly OfferRecord[];
    readonly milliseconds: Report["milliseconds"];
  },
): Report {
  return {
    schema: "whyreboot/report@1",
    ...head,
    headline: diagnosis.headline,
    restartFiles: restartFilesReport(diagnosis.restartFiles),
    signals: diagnosis.signals.map(signalReport),
    offers: rest.offers.map(({ id, confirm }) => ({ id, act: "clear-restart-files", confirm })),
    notLookedAt: notLookedAt.map((id) => ({ id, why: "not-in-this-version" })),
    milliseconds: rest.milliseconds,
  };
}

/** For a question that ended before anything was looked at. */
export function failedReport(
  head: ReportHead,
  failure: Pick<Report, "headline" | "why" | "detail" | "milliseconds">,
): Report {
  return {
    schema: "whyreboot/report@1",
    ...head,
    ...failure,
    signals: [],
    offers: [],
    notLookedAt: [],
  };
}

function restartFilesReport(finding: RestartFilesFinding): RestartFilesReport {
  const { windowsDirectory } = finding;
  return {
    verdict: finding.verdict,
    ...(windowsDirectory.state === "present" ? { windowsDirectory: windowsDirectory.seen } : {}),
    files: [fileReport(batchName, finding.batch), fileReport(runnerName, finding.runner)],
    operations: finding.operations.map(({ line, text, state }) => ({ line, text, state })),
  };
}

function fileReport(name: string, file: Sighting<RestartFile>): RestartFileReport {
  switch (file.state) {
    case "present":
      return { state: "present", ...file.seen };
    case "absent":
      return { name, state: "absent" };
    case "unseen":
      return { name, state: "unseen", why: file.why };
  }
}

function signalReport(signal: SignalFinding): SignalReport {
  switch (signal.state) {
    case "present":
      return { ...signal };
    case "absent":
      return { ...signal, evidence: [] };
    case "unseen":
      return { id: signal.id, state: "unseen", verdict: "unseen", evidence: [signal.why] };
  }
}

import type { Boot } from "#checks/boot/boot.ts";
import type { Diagnosis } from "#checks/diagnose.ts";
import { notLookedAt } from "#checks/list.ts";
import type { SignalHistory } from "#checks/past/history.ts";
import type { RestartFile, RestartFilesFinding } from "#checks/restart-files/finding.ts";
import { batchName, runnerName } from "#checks/restart-files/names.ts";
import type { Sighting } from "#checks/sighting.ts";
import type { SignalFinding } from "#checks/signal.ts";
import type { OfferRecord } from "./cases.ts";
import type {
  BootReport,
  Report,
  RestartFileReport,
  RestartFilesReport,
  SignalReport,
} from "./report.ts";

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
    /** `SHA256:…` */
    readonly hostKey: string;
    readonly offers: readonly OfferRecord[];
    readonly milliseconds: Report["milliseconds"];
  },
): Report {
  return {
    schema: "whyreboot/report@1",
    ...head,
    headline: diagnosis.headline,
    hostKey: rest.hostKey,
    boot: bootReport(diagnosis.boot),
    restartFiles: restartFilesReport(diagnosis.restartFiles),
    signals: diagnosis.signals.map(signalReport),
    offers: rest.offers.map(({ id, confirm }) => ({ id, act: "clear-restart-files", confirm })),
    notLookedAt: notLookedAt.map((id) => ({ id, why: "needs-powershell" })),
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

/** What was not seen is left out. */
function bootReport(boot: Boot): BootReport {
  const { lastRestart, noRestartSince, poweredOn, bootId, fastStartup } = boot;
  return {
    ...(lastRestart.state === "present" ? { lastRestart: lastRestart.seen.at } : {}),
    ...(noRestartSince === undefined ? {} : { noRestartSince }),
    ...(poweredOn === undefined ? {} : { poweredOn }),
    ...(bootId?.state === "present" ? { bootId: bootId.seen } : {}),
    ...(fastStartup?.state === "present" ? { fastStartup: fastStartup.seen } : {}),
  };
}

/**
 * The machine decides how much evidence there is, and a case is kept. Cut items would look like
 * others in a later look, so only their number and junk are bounded.
 */
const itemsKept = 256;
const itemLength = 1024;

function signalReport(signal: SignalFinding): SignalReport {
  switch (signal.state) {
    case "present": {
      const { id, state, verdict, history = {} } = signal;
      return { id, state, verdict, evidence: bounded(signal.evidence), ...historyReport(history) };
    }
    case "absent":
      return { ...signal, evidence: [] };
    case "unseen": {
      const { id, state, why, detail } = signal;
      const evidence = bounded(detail === undefined ? [why] : [why, detail]);
      return { id, state, verdict: "unseen", evidence };
    }
  }
}

function historyReport({
  since,
  survived,
  returned,
}: SignalHistory): Pick<SignalReport, "since" | "survived" | "returned"> {
  return {
    ...(since === undefined ? {} : { since }),
    ...(survived && { survived: { ...survived, items: bounded(survived.items) } }),
    ...(returned && { returned: { ...returned, items: bounded(returned.items) } }),
  };
}

function bounded(evidence: readonly string[]): string[] {
  return evidence.slice(0, itemsKept).map((item) => item.slice(0, itemLength));
}

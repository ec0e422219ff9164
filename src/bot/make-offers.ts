import type { RestartFilesFinding } from "#checks/restart-files/finding.ts";
import type { Evidence, FileEvidence, OfferRecord } from "./cases.ts";
import { newOfferId } from "./ids.ts";

/**
 * What may be proposed on a finding: at once only for litter, with a second confirmation for staged
 * work that nothing will do, and nothing at all for `pending`, `cannot-tell` and `none`.
 */
export function makeOffers(
  finding: RestartFilesFinding,
  place: { readonly caseId: string; readonly workstation: string; readonly hostKey: string },
): OfferRecord[] {
  const evidence = clearEvidence(finding, place.hostKey);
  if (evidence === undefined) return [];
  return [
    {
      id: newOfferId(),
      caseId: place.caseId,
      workstation: place.workstation,
      act: "clear-restart-files",
      confirm: finding.litter ? "once" : "twice",
      evidence,
    },
  ];
}

/** What a removal would rest on, or undefined when the finding allows none. */
export function clearEvidence(finding: RestartFilesFinding, hostKey: string): Evidence | undefined {
  const { verdict, windowsDirectory } = finding;
  const removable = verdict === "leftover" || verdict === "stranded" || verdict === "one-file";
  if (!removable || windowsDirectory.state !== "present") return undefined;
  return {
    hostKey,
    windowsDirectory: windowsDirectory.seen,
    files: [...fileEvidence(finding.runner), ...fileEvidence(finding.batch)],
    loses: finding.litter ? [] : losses(finding),
  };
}

function fileEvidence(file: RestartFilesFinding["batch"]): FileEvidence[] {
  if (file.state !== "present") return [];
  const { name, path, bytes, modified, sha256 } = file.seen;
  return [{ name, path, bytes, modified, sha256 }];
}

/** Every line that is not done; what is not understood is lost as well. */
function losses({ operations }: RestartFilesFinding): string[] {
  return operations
    .filter(({ state }) => state !== "done" && state !== "broken")
    .map(({ line, text, state }) =>
      state === "unknown" ? `line ${line}, not understood: ${text}` : `line ${line}: ${text}`,
    );
}

/** Whether an act may still rest on this evidence. Times, sizes, hashes, losses: all of it. */
export function sameEvidence(one: Evidence, other: Evidence): boolean {
  return (
    one.hostKey === other.hostKey &&
    one.windowsDirectory.toUpperCase() === other.windowsDirectory.toUpperCase() &&
    one.files.length === other.files.length &&
    one.files.every((file) => other.files.some((match) => sameFile(file, match))) &&
    one.loses.length === other.loses.length &&
    one.loses.every((loss, index) => loss === other.loses[index])
  );
}

function sameFile(one: FileEvidence, other: FileEvidence): boolean {
  return (
    one.name === other.name &&
    one.bytes === other.bytes &&
    one.modified === other.modified &&
    one.sha256 === other.sha256
  );
}

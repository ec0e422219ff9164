import type { RestartFilesVerdict } from "#checks/restart-files/finding.ts";
import type { CaseRecord, OfferRecord } from "../cases.ts";
import type { Inventory } from "../ports.ts";

/** Which removals need a second person's yes. Putting back never does: it undoes. */
export interface Approval {
  /** Every removal on the workstations of these groups. */
  readonly groups: readonly string[];
  /** Every removal on such a finding, wherever it is. */
  readonly verdicts: readonly RestartFilesVerdict[];
  /** How long a request waits for its second person. */
  readonly minutes: number;
}

/** Accounts of one person each: nobody approves for themselves by way of another platform. */
export type People = readonly (readonly string[])[];

export function needsApproval(
  { approval, inventory }: { readonly approval?: Approval; readonly inventory: Inventory },
  offer: OfferRecord,
  { report }: Pick<CaseRecord, "report">,
): boolean {
  if (approval === undefined || offer.act !== "clear-restart-files") return false;
  const verdict = report.restartFiles?.verdict;
  return (
    inventory.groupsOf(offer.workstation).some((group) => approval.groups.includes(group)) ||
    (verdict !== undefined && approval.verdicts.includes(verdict))
  );
}

/** By their own id, or by another one that the configuration says is theirs. */
export function isSamePerson(people: People, one: string, other: string): boolean {
  return one === other || people.some((ids) => ids.includes(one) && ids.includes(other));
}

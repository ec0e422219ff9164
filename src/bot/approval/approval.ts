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

/** A group that could not be looked up may be one of those that need it. */
export function needsApproval(
  { approval, inventory }: { readonly approval?: Approval; readonly inventory: Inventory },
  offer: OfferRecord,
  { report }: Pick<CaseRecord, "report">,
): boolean {
  if (approval === undefined || offer.act !== "clear-restart-files") return false;
  if (approval.groups.length > 0 && inventory.unread().length > 0) return true;
  const named = new Set(approval.groups.map((group) => group.toLowerCase()));
  const verdict = report.restartFiles?.verdict;
  return (
    inventory.groupsOf(offer.workstation).some((group) => named.has(group.toLowerCase())) ||
    (verdict !== undefined && approval.verdicts.includes(verdict))
  );
}

/** By their own id, or by another one that the configuration says is theirs. */
export function isSamePerson(people: People, one: string, other: string): boolean {
  return one === other || people.some((ids) => ids.includes(one) && ids.includes(other));
}

import type { ApprovalRequest, OfferRecord } from "../cases.ts";
import type { Person } from "../ports.ts";
import type { Reply } from "../reply.ts";
import { may } from "../rights.ts";
import type { BotDeps } from "../settle-case.ts";
import { sayApprovals, sayApprovalsUnread } from "../words/approval.ts";
import { isSamePerson } from "./approval.ts";

export interface WaitingRequest {
  readonly offer: OfferRecord;
  readonly request: ApprovalRequest;
}

/** What waits for this person's yes, oldest first: nothing that they asked for, or may not approve. */
export async function waitingFor(
  deps: BotDeps,
  person: Person,
): Promise<readonly WaitingRequest[]> {
  const waiting = await deps.cases.requests(deps.now().toISOString());
  const mine = await Promise.all(
    waiting.map(async ({ offer: { workstation }, request }) => {
      if (isSamePerson(deps.people ?? [], request.by.id, person.id)) return false;
      return (await may(person, deps, { right: "approve", workstation })) === "yes";
    }),
  );
  return waiting.filter((_, index) => mine[index]);
}

export async function tellApprovals(deps: BotDeps, person: Person): Promise<Reply> {
  try {
    return sayApprovals(await waitingFor(deps, person));
  } catch (error) {
    deps.log.error({ err: error, person: person.id }, "what waits for approval could not be read");
    return sayApprovalsUnread();
  }
}

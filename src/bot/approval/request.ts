import { auditPressed, auditRequest } from "../act/audit-act.ts";
import type { Pressed } from "../bot.ts";
import type { ApprovalRequest } from "../cases.ts";
import type { OnOffer } from "../on-offer.ts";
import type { Stage } from "../press.ts";
import { sayAlreadyWaits, sayWaiting, sayWithdrawn } from "../words/approval.ts";
import { sayNotAudited } from "../words/refusals.ts";
import type { Approval } from "./approval.ts";

/** The first person has said every yes; the second is asked, and nothing is done until then. */
export async function requestApproval(
  { deps, pressed, offer, record }: OnOffer,
  { minutes }: Approval,
  stage: Stage,
): Promise<Pressed> {
  const { id, name } = pressed.person;
  const now = deps.now();
  const until = new Date(now.getTime() + minutes * 60_000);
  const wanted: ApprovalRequest = {
    by: { id, name },
    at: now.toISOString(),
    until: until.toISOString(),
  };
  const { won, request } = await deps.cases.request(offer.id, wanted);
  if (!won) {
    await auditPressed(deps, pressed.person, { offer, stage });
    return { kind: "refused", reply: sayAlreadyWaits(request) };
  }
  if (!(await auditRequest(deps, pressed.person, { offer, request, stage }))) {
    await deps.cases.withdraw(offer.id);
    return { kind: "refused", reply: sayNotAudited(offer.workstation) };
  }
  return { kind: "replaced", ok: false, reply: sayWaiting(offer, request, record.reply) };
}

/** The offer is open again for the first person's yes; undefined when somebody was first. */
export async function withdrawRequest(
  { deps, pressed, offer, record }: OnOffer,
  request: ApprovalRequest,
): Promise<Pressed | undefined> {
  if (!(await deps.cases.withdraw(offer.id))) return undefined;
  await auditRequest(deps, pressed.person, { offer, request, stage: "withdrawn" });
  const { id, name } = pressed.person;
  return {
    kind: "replaced",
    ok: false,
    reply: sayWithdrawn(offer, { id, name }, record.reply),
  };
}

import { auditPressed } from "../act/audit-act.ts";
import type { Refusal } from "../audit.ts";
import type { Pressed } from "../bot.ts";
import type { OnOffer } from "../on-offer.ts";
import type { SecondStage } from "../press.ts";
import type { Reply } from "../reply.ts";
import {
  approveConfirmation,
  sayExpired,
  sayNoRequest,
  sayOwnRequest,
  withdrawConfirmation,
} from "../words/approval.ts";
import { auditRefusal } from "../write-audit.ts";
import { isSamePerson } from "./approval.ts";
import { withdrawRequest } from "./request.ts";

/**
 * The second person's buttons. Their rights were read at this click; those of the first were read
 * at theirs, since nobody can ask a platform about somebody who is not there.
 */
export async function pressApproval(on: OnOffer, stage: SecondStage): Promise<Pressed> {
  const { deps, pressed, offer, record } = on;
  const { id, name } = pressed.person;
  const refuse = async (why: Refusal, reply: Reply): Promise<Pressed> => {
    await auditRefusal(deps, pressed.person, { what: "press", why, offer });
    return { kind: "refused", reply };
  };
  const request = await deps.cases.requestOf(offer.id);
  if (request === undefined) return await refuse("no-request", sayNoRequest());
  if (request.until <= deps.now().toISOString()) {
    await auditRefusal(deps, pressed.person, { what: "press", why: "no-request", offer });
    return { kind: "replaced", ok: false, reply: sayExpired(offer, request, record.reply) };
  }
  if (stage === "withdraw") {
    await auditPressed(deps, pressed.person, { offer, stage });
    return { kind: "confirm", confirmation: withdrawConfirmation(offer) };
  }
  if (stage === "withdrawn") {
    return (await withdrawRequest(on, request)) ?? (await refuse("no-request", sayNoRequest()));
  }
  if (isSamePerson(deps.people ?? [], request.by.id, id)) {
    return await refuse("own-request", sayOwnRequest());
  }
  if (stage === "approve") {
    await auditPressed(deps, pressed.person, { offer, stage });
    return { kind: "confirm", confirmation: approveConfirmation(offer, request) };
  }
  return await deps.work.act(on, {
    stage,
    by: request.by,
    approval: { request, by: { id, name } },
  });
}

import { auditPressed } from "./act/audit-act.ts";
import { needsApproval } from "./approval/approval.ts";
import { pressApproval } from "./approval/press-approval.ts";
import { requestApproval } from "./approval/request.ts";
import type { Refusal } from "./audit.ts";
import type { Press, Pressed } from "./bot.ts";
import type { OfferRecord } from "./cases.ts";
import type { Desk } from "./desk.ts";
import { isTooOld } from "./offer-age.ts";
import type { OnOffer } from "./on-offer.ts";
import type { FirstStage, Stage } from "./press.ts";
import { isFirstStage, readPress, readSweepPress, readWatchPress } from "./press.ts";
import type { Confirmation, Reply } from "./reply.ts";
import type { Allowed, Right } from "./rights.ts";
import { may } from "./rights.ts";
import type { BotDeps } from "./settle-case.ts";
import { pressSweep } from "./sweep/press-sweep.ts";
import { pressWatch } from "./watch/stop-watch.ts";
import { firstConfirmation, secondConfirmation } from "./words/offer.ts";
import {
  sayAlreadyPressed,
  sayNotListedAnyMore,
  sayTooOld,
  sayUnknownButton,
} from "./words/refusals.ts";
import { sayMayNotAct } from "./words/trouble.ts";
import { auditRefusal } from "./write-audit.ts";

/** The story of a click, from the button to the outcome. */
export async function pressButton(deps: Desk, pressed: Press): Promise<Pressed> {
  const onSweep = readSweepPress(pressed.press);
  if (onSweep !== undefined) return await pressSweep(deps, pressed, onSweep);
  const onWatch = readWatchPress(pressed.press);
  if (onWatch !== undefined) return await pressWatch(deps, pressed, onWatch);
  const token = readPress(pressed.press);
  const offer = token === undefined ? undefined : await deps.cases.findOffer(token.offer);
  const right = rightFor(offer, token?.stage);
  const mayAct = await mayPress(deps, pressed, { right, offer, stage: token?.stage });
  const refuse = async (why: Refusal, reply: Reply): Promise<Pressed> => {
    await auditRefusal(deps, pressed.person, { what: "press", why, ...(offer ? { offer } : {}) });
    return { kind: "refused", reply };
  };
  if (mayAct !== "yes") {
    const reply = sayMayNotAct(mayAct, right, offer?.workstation);
    return await refuse(mayAct === "no" ? "may-not" : mayAct, reply);
  }
  const record = offer === undefined ? undefined : await deps.cases.findCase(offer.caseId);
  if (token === undefined || offer === undefined || record === undefined) {
    return await refuse("unknown-button", sayUnknownButton());
  }
  if (offer.state !== "open") return await refuse("already-pressed", sayAlreadyPressed(offer));
  if (deps.inventory.find(offer.workstation) === undefined) {
    const unread = deps.inventory.unread().length > 0;
    return await refuse("not-listed", sayNotListedAnyMore(offer.workstation, unread));
  }
  if (isTooOld(offer, record, deps.now())) return await refuse("expired", sayTooOld(record));
  const on = { deps, pressed, offer, record };
  return isFirstStage(token.stage)
    ? await pressFirst(on, token.stage)
    : await pressApproval(on, token.stage);
}

/** The one who asks for the act: what is still to be confirmed, then the act or its approval. */
async function pressFirst(on: OnOffer, stage: FirstStage): Promise<Pressed> {
  const { deps, pressed, offer, record } = on;
  const confirmation = stillToConfirm(offer, stage);
  if (confirmation !== undefined) {
    await auditPressed(deps, pressed.person, { offer, stage });
    return { kind: "confirm", confirmation };
  }
  if (deps.approval !== undefined && needsApproval(deps, offer, record)) {
    return await requestApproval(on, deps.approval, stage);
  }
  const { id, name } = pressed.person;
  return await deps.work.act(on, { stage, by: { id, name } });
}

/** A button that nobody made is answered only to those who may press some. */
function rightFor(offer: OfferRecord | undefined, stage: Stage | undefined): Right {
  if (stage === "approve" || stage === "approved") return "approve";
  return offer?.act === "undo-clear" ? "undo" : "clear";
}

async function mayPress(
  deps: BotDeps,
  { person }: Press,
  wanted: {
    readonly right: Right;
    readonly offer: OfferRecord | undefined;
    readonly stage: Stage | undefined;
  },
): Promise<Allowed> {
  const { right, offer, stage } = wanted;
  const on = offer ? { workstation: offer.workstation } : {};
  const answer = await may(person, deps, { right, ...on });
  const withdraws = stage === "withdraw" || stage === "withdrawn";
  if (answer === "yes" || !withdraws) return answer;
  // Whoever may approve may say no as well.
  return await may(person, deps, { right: "approve", ...on });
}

/** The question that must be answered with yes before the act, if one is left. */
function stillToConfirm(offer: OfferRecord, stage: FirstStage): Confirmation | undefined {
  if (stage === "ask") return firstConfirmation(offer);
  return offer.confirm === "twice" && stage === "confirm" ? secondConfirmation(offer) : undefined;
}

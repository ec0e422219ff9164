import type { Acting } from "./act/acting.ts";
import { note } from "./act/acting.ts";
import { auditBegun, auditEnded, auditPressed } from "./act/audit-act.ts";
import { clearRestartFiles } from "./act/clear.ts";
import { hasSteps, marked, notesOf } from "./act/journal.ts";
import { thisProcess } from "./act/process-mark.ts";
import { undoClear } from "./act/undo.ts";
import type { Refusal } from "./audit.ts";
import type { Press, Pressed } from "./bot.ts";
import type { OfferRecord } from "./cases.ts";
import type { Stage } from "./press.ts";
import { readPress } from "./press.ts";
import type { Confirmation, Reply } from "./reply.ts";
import type { Wanted } from "./rights.ts";
import { may } from "./rights.ts";
import type { BotDeps } from "./settle-case.ts";
import { firstConfirmation, secondConfirmation } from "./words/offer.ts";
import { sayActing } from "./words/outcome.ts";
import {
  sayAlreadyPressed,
  sayNotAudited,
  sayNotListedAnyMore,
  sayUnknownButton,
} from "./words/refusals.ts";
import { sayMayNotAct } from "./words/trouble.ts";
import { auditRefusal } from "./write-audit.ts";

/** The story of a click, from the button to the outcome. */
export async function pressButton(deps: BotDeps, pressed: Press): Promise<Pressed> {
  const token = readPress(pressed.press);
  const offer = token === undefined ? undefined : await deps.cases.findOffer(token.offer);
  const mayAct = await may(pressed.person, deps, wantedBy(offer));
  const refuse = async (why: Refusal, reply: Reply): Promise<Pressed> => {
    await auditRefusal(deps, pressed.person, { what: "press", why, ...(offer ? { offer } : {}) });
    return { kind: "refused", reply };
  };
  if (mayAct !== "yes") {
    return await refuse(mayAct === "no" ? "may-not" : mayAct, sayMayNotAct(mayAct, offer));
  }
  const record = offer === undefined ? undefined : await deps.cases.findCase(offer.caseId);
  if (token === undefined || offer === undefined || record === undefined) {
    return await refuse("unknown-button", sayUnknownButton());
  }
  if (offer.state !== "open") return await refuse("already-pressed", sayAlreadyPressed(offer));
  if (deps.inventory.find(offer.workstation) === undefined) {
    return await refuse("not-listed", sayNotListedAnyMore(offer.workstation));
  }
  const confirmation = stillToConfirm(offer, token.stage);
  if (confirmation !== undefined) {
    await auditPressed(deps, pressed.person, { offer, stage: token.stage });
    return { kind: "confirm", confirmation };
  }

  // Counted before the offer is taken: whoever notes after that, other than this act, is seen.
  const notes = (await deps.cases.journal(offer.id)).length;
  const by = { id: pressed.person.id, name: pressed.person.name };
  const at = deps.now().toISOString();
  const taken = await deps.cases.take(offer.id, by, at);
  if (!taken.won) {
    return await refuse(
      "already-pressed",
      taken.offer.state === "open" ? sayUnknownButton() : sayAlreadyPressed(taken.offer),
    );
  }
  const journal = { notes };
  const acting = { deps, offer, record, person: pressed.person, by, at, journal };
  try {
    await note(acting, "begin", marked(thisProcess, at));
    if (!(await auditBegun(acting, token.stage))) {
      await giveBack(acting);
      return { kind: "refused", reply: sayNotAudited(offer.workstation) };
    }
    pressed.onActing?.(sayActing(offer, record.reply));
    return offer.act === "clear-restart-files"
      ? await clearRestartFiles(acting)
      : await undoClear(acting);
  } catch (error) {
    await auditEnded(acting, "fault");
    await giveBack(acting);
    throw error;
  }
}

/** A button that nobody made is answered only to those who may press some. */
function wantedBy(offer: OfferRecord | undefined): Wanted {
  if (offer === undefined) return { right: "clear" };
  const right = offer.act === "clear-restart-files" ? "clear" : "undo";
  return { right, workstation: offer.workstation };
}

/** After a fault of the bot: where no remote step was noted none has begun, so the button may stay. */
async function giveBack({ deps: { cases }, offer, at }: Acting): Promise<void> {
  const begun = hasSteps(notesOf(await cases.journal(offer.id), at));
  const now = await cases.findOffer(offer.id);
  if (!begun && now?.state === "taken" && now.at === at) await cases.release(offer.id);
}

/** The question that must be answered with yes before the act, if one is left. */
function stillToConfirm(offer: OfferRecord, stage: Stage): Confirmation | undefined {
  if (stage === "ask") return firstConfirmation(offer);
  return offer.confirm === "twice" && stage === "confirm" ? secondConfirmation(offer) : undefined;
}

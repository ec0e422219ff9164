import { clearRestartFiles } from "./act/clear.ts";
import { undoClear } from "./act/undo.ts";
import type { Press, Pressed } from "./bot.ts";
import type { OfferRecord } from "./cases.ts";
import type { Stage } from "./press.ts";
import { readPress } from "./press.ts";
import type { Confirmation, Reply } from "./reply.ts";
import { may } from "./rights.ts";
import type { BotDeps } from "./settle-case.ts";
import { firstConfirmation, secondConfirmation } from "./words/offer.ts";
import { sayActing } from "./words/outcome.ts";
import { sayAlreadyPressed, sayNotListedAnyMore, sayUnknownButton } from "./words/refusals.ts";
import { sayMayNotClear } from "./words/trouble.ts";

/** The story of a click, from the button to the outcome. */
export async function pressButton(deps: BotDeps, pressed: Press): Promise<Pressed> {
  const mayClear = await may(pressed.person, deps.rights.clear);
  if (mayClear !== "yes") return refused(sayMayNotClear(mayClear));
  const token = readPress(pressed.press);
  const offer = token === undefined ? undefined : await deps.cases.findOffer(token.offer);
  const record = offer === undefined ? undefined : await deps.cases.findCase(offer.caseId);
  if (token === undefined || offer === undefined || record === undefined) {
    return refused(sayUnknownButton());
  }
  if (offer.state !== "open") return refused(sayAlreadyPressed(offer));
  if (deps.inventory.find(offer.workstation) === undefined) {
    return refused(sayNotListedAnyMore(offer.workstation));
  }
  const confirmation = stillToConfirm(offer, token.stage);
  if (confirmation !== undefined) return { kind: "confirm", confirmation };

  const by = { id: pressed.person.id, name: pressed.person.name };
  const at = deps.now().toISOString();
  const taken = await deps.cases.take(offer.id, by, at);
  if (!taken.won) {
    return refused(
      taken.offer.state === "open" ? sayUnknownButton() : sayAlreadyPressed(taken.offer),
    );
  }
  pressed.onActing?.(sayActing(offer, record.reply));
  const acting = { deps, offer, record, person: pressed.person, by, at };
  try {
    return offer.act === "clear-restart-files"
      ? await clearRestartFiles(acting)
      : await undoClear(acting);
  } catch (error) {
    await giveBack(deps, offer.id);
    throw error;
  }
}

/** After a fault of the bot: without a journal no remote step has begun, so the button may stay. */
async function giveBack({ cases }: BotDeps, offerId: string): Promise<void> {
  const begun = (await cases.journal(offerId)).length > 0;
  const { state } = (await cases.findOffer(offerId)) ?? { state: "closed" };
  if (!begun && state === "taken") await cases.release(offerId);
}

/** The question that must be answered with yes before the act, if one is left. */
function stillToConfirm(offer: OfferRecord, stage: Stage): Confirmation | undefined {
  if (stage === "ask") return firstConfirmation(offer);
  return offer.confirm === "twice" && stage === "confirm" ? secondConfirmation(offer) : undefined;
}

function refused(reply: Reply): Pressed {
  return { kind: "refused", reply };
}

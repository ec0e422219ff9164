import type { Pressed } from "../bot.ts";
import type { ApprovalRequest, Who } from "../cases.ts";
import type { OnOffer } from "../on-offer.ts";
import type { Stage } from "../press.ts";
import { sayNoRequest } from "../words/approval.ts";
import { sayActing } from "../words/outcome.ts";
import { sayAlreadyPressed, sayNotAudited, sayUnknownButton } from "../words/refusals.ts";
import { auditRefusal } from "../write-audit.ts";
import type { Acting } from "./acting.ts";
import { note } from "./acting.ts";
import { auditBegun, auditEnded } from "./audit-act.ts";
import { clearRestartFiles } from "./clear.ts";
import { hasSteps, marked, notesOf } from "./journal.ts";
import { thisProcess } from "./process-mark.ts";
import { undoClear } from "./undo.ts";

/** Whose yes an act rests on. */
export interface Consent {
  /** The last click. */
  readonly stage: Stage;
  /** Who asked for it. */
  readonly by: Who;
  /** Where a second person had to approve: they are the one who pressed. */
  readonly approval?: { readonly request: ApprovalRequest; readonly by: Who };
  /** Notes of the offer's journal when the act was handed to this process: one more withdraws it. */
  readonly notes?: number;
}

/** The act itself: one winner takes the offer, its beginning is durable, then the steps. */
export async function perform(on: OnOffer, consent: Consent): Promise<Pressed> {
  const { deps, pressed, offer, record } = on;
  const { by, approval, stage } = consent;
  // Counted before the offer is taken: whoever notes after that, other than this act, is seen.
  const notes = consent.notes ?? (await deps.cases.journal(offer.id)).length;
  const at = deps.now().toISOString();
  const taken = approval
    ? await deps.cases.takeApproved(offer.id, approval.request, at)
    : await deps.cases.take(offer.id, by, at);
  if (!taken.won) {
    const { offer: now } = taken;
    const withdrawn = approval !== undefined && now.state === "open";
    const why = withdrawn ? "no-request" : "already-pressed";
    await auditRefusal(deps, pressed.person, { what: "press", why, offer });
    if (now.state !== "open") return { kind: "refused", reply: sayAlreadyPressed(now) };
    return { kind: "refused", reply: withdrawn ? sayNoRequest() : sayUnknownButton() };
  }
  const second = approval ? { approved: approval.by } : {};
  const { person } = pressed;
  const acting: Acting = { deps, offer, record, person, by, ...second, at, journal: { notes } };
  try {
    await note(acting, "begin", marked(thisProcess, at, approval?.by));
    if (!(await auditBegun(acting, stage))) {
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

/** After a fault of the bot: where no remote step was noted none has begun, so the button may stay. */
async function giveBack({ deps: { cases }, offer, at }: Acting): Promise<void> {
  const begun = hasSteps(notesOf(await cases.journal(offer.id), at));
  const now = await cases.findOffer(offer.id);
  if (!begun && now?.state === "taken" && now.at === at) await cases.release(offer.id);
}

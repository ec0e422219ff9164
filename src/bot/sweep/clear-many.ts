import { needsApproval } from "../approval/approval.ts";
import type { Press, Pressed } from "../bot.ts";
import type { OfferRecord } from "../cases.ts";
import type { Desk } from "../desk.ts";
import { isTooOld } from "../offer-age.ts";
import type { OnOffer } from "../on-offer.ts";
import type { Person } from "../ports.ts";
import { writePress } from "../press.ts";
import { heldOn } from "../rights.ts";
import type { Removal } from "../words/sweep/clear.ts";
import { sayCleared, sayClearing } from "../words/sweep/clear.ts";
import { hasLitter } from "./summary.ts";
import type { Sweep } from "./sweep.ts";

/** When a removal on many workstations needs more than a click, and when it stops by itself. */
export interface ClearMany {
  /** More workstations than these need their number typed. */
  readonly typeAbove: number;
  /** So many workstations on which it did not succeed end it. */
  readonly stopAfterFailures: number;
}

export const defaultClearMany: ClearMany = { typeAbove: 10, stopAfterFailures: 3 };

/** What could be removed by one yes, from the looks of a sweep. */
export interface Removable {
  /** Litter whose button is still open, on workstations on which the person may press it. */
  readonly offers: readonly Omit<OnOffer, "deps" | "pressed">[];
  /** Left out: a second person must approve each of these. */
  readonly needApproval: number;
  /** Left out: settled meanwhile, too old, not listed any more, or not this person's to remove. */
  readonly others: number;
}

/**
 * Only `leftover` pairs: nothing is lost by removing them. Work that is staged, or was never
 * understood, is decided one workstation at a time.
 */
export async function removableOf(desk: Desk, person: Person, sweep: Sweep): Promise<Removable> {
  const lines = (await desk.sweeps.linesOf(sweep.id)).filter(({ result }) => hasLitter(result));
  const listed = lines.filter(
    ({ workstation }) => desk.inventory.find(workstation) === workstation,
  );
  const names = listed.map(({ workstation }) => workstation);
  const mine = new Set(await heldOn(person, desk, { right: "clear", names }));
  const offers: Omit<OnOffer, "deps" | "pressed">[] = [];
  let needApproval = 0;
  for (const { workstation, case: caseId } of listed) {
    const record = caseId === undefined ? undefined : await desk.cases.findCase(caseId);
    if (record === undefined || !mine.has(workstation)) continue;
    const offer = (await desk.cases.offersOf(record.id)).find(isOpenLitter);
    if (offer === undefined || isTooOld(offer, record, desk.now())) continue;
    if (needsApproval(desk, offer, record)) needApproval += 1;
    else offers.push({ offer, record });
  }
  return { offers, needApproval, others: lines.length - offers.length - needApproval };
}

function isOpenLitter({ act, confirm, state }: OfferRecord & { readonly state: string }): boolean {
  return act === "clear-restart-files" && confirm === "once" && state === "open";
}

/** So many acts go on at once: each holds a connection before all questions. */
const atOnce = 3;

/**
 * Each workstation is an act of its own, with its own look, journal, audit entries and way back. No
 * further one begins after so many that did not succeed: what is wrong with all of them is not tried
 * on the rest.
 */
export async function clearMany(
  desk: Desk,
  pressed: Press,
  about: { readonly sweep: Sweep; readonly removable: Removable },
): Promise<Pressed> {
  const { sweep, removable } = about;
  const { stopAfterFailures } = desk.clearMany ?? defaultClearMany;
  pressed.onActing?.(sayClearing(sweep, removable.offers.length));
  const waiting = [...removable.offers];
  const removals: Removal[] = [];
  const failures = (): number => removals.filter(({ ok }) => !ok).length;
  const work = async (): Promise<void> => {
    for (;;) {
      const next = failures() < stopAfterFailures ? waiting.shift() : undefined;
      if (next === undefined) return;
      removals.push(await clearOne(desk, pressed.person, next));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const by = { id: pressed.person.id, name: pressed.person.name };
  const left = waiting.map(({ offer }) => offer.workstation);
  const reply = sayCleared({ sweep, removals, left, removable, by, at: desk.now().toISOString() });
  return { kind: "replaced", reply, ok: failures() === 0 && left.length === 0 };
}

/** The click of one workstation's own button, with its yes. */
async function clearOne(
  desk: Desk,
  person: Person,
  { offer, record }: Removable["offers"][number],
): Promise<Removal> {
  const { workstation, caseId } = offer;
  const pressed = { press: writePress(offer.id, "confirm"), person };
  const by = { id: person.id, name: person.name };
  try {
    const on = { deps: desk, pressed, offer, record };
    const done = await desk.work.act(on, { stage: "confirm", by });
    if (done.kind === "confirm") throw new Error("an act asked for a second yes");
    const ok = done.kind === "replaced" && done.ok;
    return { workstation, case: caseId, ok, says: done.reply.headline };
  } catch (error) {
    desk.log.error({ err: error, case: caseId }, "a removal of a sweep ended in a fault");
    return { workstation, case: caseId, ok: false, says: ["A fault of the bot stopped it."] };
  }
}

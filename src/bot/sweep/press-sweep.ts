import type { Answer, Press, Pressed } from "../bot.ts";
import type { Desk } from "../desk.ts";
import type { Person } from "../ports.ts";
import type { SweepStage, SweepToken } from "../press.ts";
import type { Reply } from "../reply.ts";
import type { Right } from "../rights.ts";
import { may } from "../rights.ts";
import { sayUnknownButton } from "../words/refusals.ts";
import {
  clearManyConfirmation,
  sayCounted,
  sayNothingToClear,
  sayTypeTheNumber,
  sayWrongNumber,
} from "../words/sweep/clear.ts";
import { sayNoSuchSweep, saySweepIsOver, saySweepRuns } from "../words/sweep/refusals.ts";
import { stopConfirmation } from "../words/sweep/say-sweep.ts";
import { sayMayNotAct } from "../words/trouble.ts";
import { auditRefusal } from "../write-audit.ts";
import { clearMany, defaultClearMany, removableOf } from "./clear-many.ts";
import { maySee } from "./may-see.ts";
import { showResult } from "./show.ts";
import type { Sweep } from "./sweep.ts";

/** The buttons of a sweep: to stop it, and to remove what it found. */
export async function pressSweep(
  desk: Desk,
  pressed: Press,
  { sweep: id, stage }: SweepToken,
): Promise<Pressed> {
  const { person } = pressed;
  const right: Right = stage === "stop" || stage === "stop-yes" ? "sweep" : "clear";
  const allowed = await may(person, desk, { right });
  if (allowed !== "yes") {
    const why = allowed === "no" ? "may-not" : allowed;
    await auditRefusal(desk, person, { what: "press", why });
    return refused(sayMayNotAct(allowed, right, undefined));
  }
  const sweep = await desk.sweeps.findSweep(id);
  if (sweep === undefined || !(await maySee(desk, person, sweep))) {
    return refused(sayUnknownButton());
  }
  if (right === "sweep") return await pressStop(desk, person, { sweep, stage });
  return await pressClear(desk, pressed, { sweep, stage });
}

interface OnSweep {
  readonly sweep: Sweep;
  readonly stage: SweepStage;
}

async function pressStop(desk: Desk, person: Person, { sweep, stage }: OnSweep): Promise<Pressed> {
  if (sweep.state.kind !== "running") return refused(saySweepIsOver(sweep));
  if (stage === "stop") return { kind: "confirm", confirmation: stopConfirmation(sweep.id) };
  const by = { id: person.id, name: person.name };
  const state = { kind: "stopped", at: desk.now().toISOString(), by } as const;
  if (!(await desk.sweeps.endSweep(sweep.id, state))) {
    return refused(saySweepIsOver((await desk.sweeps.findSweep(sweep.id)) ?? sweep));
  }
  const { reply } = await showResult(desk, { ...sweep, state });
  return { kind: "replaced", reply, ok: true };
}

async function pressClear(desk: Desk, pressed: Press, { sweep, stage }: OnSweep): Promise<Pressed> {
  if (sweep.state.kind === "running") return refused(saySweepRuns());
  const removable = await removableOf(desk, pressed.person, sweep);
  const number = removable.offers.length;
  if (number === 0) return refused(sayNothingToClear(removable));
  const counted = stage === "counted" || stage === "counted-yes";
  const { typeAbove } = desk.clearMany ?? defaultClearMany;
  if (number > typeAbove && !counted) {
    return refused(sayTypeTheNumber(sweep.id, removable, typeAbove));
  }
  if (stage === "clear" || stage === "counted") {
    const yes = counted ? "counted-yes" : "clear-yes";
    return { kind: "confirm", confirmation: clearManyConfirmation(sweep.id, removable, yes) };
  }
  return await clearMany(desk, pressed, { sweep, removable });
}

/** "clear sweep K7Q2-MD4X 40": whoever types the number knows how many there are. */
export async function countSweep(
  desk: Desk,
  person: Person,
  { id, count }: { readonly id: string; readonly count: number },
): Promise<Answer> {
  const sweep = await desk.sweeps.findSweep(id);
  if (sweep === undefined || !(await maySee(desk, person, sweep))) {
    return privately(sayNoSuchSweep(id));
  }
  if (sweep.state.kind === "running") return privately(saySweepRuns());
  const removable = await removableOf(desk, person, sweep);
  const number = removable.offers.length;
  if (number === 0) return privately(sayNothingToClear(removable));
  if (number !== count) return privately(sayWrongNumber(id, count, removable));
  return { reply: sayCounted(sweep, removable), audience: "everyone" };
}

function refused(reply: Reply): Pressed {
  return { kind: "refused", reply };
}

function privately(reply: Reply): Answer {
  return { reply, audience: "asker" };
}

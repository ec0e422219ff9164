import type { Press, Pressed } from "../bot.ts";
import type { Desk } from "../desk.ts";
import type { SweepToken } from "../press.ts";
import { may } from "../rights.ts";
import { sayUnknownButton } from "../words/refusals.ts";
import { saySweepIsOver } from "../words/sweep/refusals.ts";
import { sayProgress } from "../words/sweep/say-sweep.ts";
import { sayMayNotAct } from "../words/trouble.ts";
import { auditRefusal } from "../write-audit.ts";
import { showResult } from "./show.ts";
import { summariseTallies } from "./summary.ts";

/** The button that stops a sweep: for whoever may sweep anything. */
export async function pressSweep(
  desk: Desk,
  { person }: Press,
  { sweep: id, stage }: SweepToken,
): Promise<Pressed> {
  const allowed = await may(person, desk, { right: "sweep" });
  if (allowed !== "yes") {
    const why = allowed === "no" ? "may-not" : allowed;
    await auditRefusal(desk, person, { what: "press", why });
    return { kind: "refused", reply: sayMayNotAct(allowed, "sweep", undefined) };
  }
  const sweep = await desk.sweeps.findSweep(id);
  if (sweep === undefined) return { kind: "refused", reply: sayUnknownButton() };
  if (sweep.state.kind !== "running") return { kind: "refused", reply: saySweepIsOver(sweep) };
  if (stage === "stop") {
    const [button] = sayProgress(sweep, summariseTallies([])).buttons;
    if (button === undefined) return { kind: "refused", reply: sayUnknownButton() };
    return { kind: "confirm", confirmation: button.confirm };
  }
  const by = { id: person.id, name: person.name };
  const state = { kind: "stopped", at: desk.now().toISOString(), by } as const;
  if (!(await desk.sweeps.endSweep(id, state))) {
    const now = (await desk.sweeps.findSweep(id)) ?? sweep;
    return { kind: "refused", reply: saySweepIsOver(now) };
  }
  const { reply } = await showResult(desk, { ...sweep, state });
  return { kind: "replaced", reply, ok: true };
}

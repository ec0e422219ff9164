import type { Answer, Ask, Press, Pressed } from "../bot.ts";
import type { Who } from "../cases.ts";
import type { Desk } from "../desk.ts";
import type { Person } from "../ports.ts";
import type { WatchToken } from "../press.ts";
import type { Allowed } from "../rights.ts";
import { may } from "../rights.ts";
import type { Scope } from "../sweep/sweep.ts";
import { sayUnknownButton } from "../words/refusals.ts";
import { sayMayNotAct } from "../words/trouble.ts";
import { sayNoSuchWatch, sayWatchIsOver } from "../words/watch/refusals.ts";
import { sayStopped } from "../words/watch/say-watch.ts";
import { stopButton } from "../words/watch/watched.ts";
import { auditRefusal } from "../write-audit.ts";
import { isSame } from "./begin-watch.ts";
import type { Watch } from "./watch.ts";

/** "stop watching lab": one's own watch of the same. */
export async function stopWatching(desk: Desk, { person }: Ask, scope: Scope): Promise<Answer> {
  const mine = await desk.watches.watchesOf(person.id);
  const watch = mine.find((one) => isSame(one.scope, scope));
  if (watch === undefined || !(await end(desk, watch, person))) {
    return { reply: sayNoSuchWatch(scope, mine.length), audience: "asker" };
  }
  return { reply: sayStopped(watch, person.name), audience: "everyone" };
}

/** The button that ends a watch: for whoever began it, and for whoever may sweep anything. */
export async function pressWatch(
  desk: Desk,
  { person }: Press,
  { watch: id, stage }: WatchToken,
): Promise<Pressed> {
  const watch = await desk.watches.findWatch(id);
  const allowed = await mayStop(desk, person, watch);
  if (allowed !== "yes") {
    const why = allowed === "no" ? "may-not" : allowed;
    await auditRefusal(desk, person, { what: "press", why });
    return { kind: "refused", reply: sayMayNotAct(allowed, "sweep", undefined) };
  }
  if (watch === undefined) return { kind: "refused", reply: sayUnknownButton() };
  if (watch.state.kind !== "active") return { kind: "refused", reply: sayWatchIsOver(watch.state) };
  if (stage === "stop") return { kind: "confirm", confirmation: stopButton(id).confirm };
  if (!(await end(desk, watch, person))) {
    return { kind: "refused", reply: sayWatchIsOver((await desk.watches.findWatch(id))?.state) };
  }
  return { kind: "replaced", reply: sayStopped(watch, person.name), ok: true };
}

async function mayStop(desk: Desk, person: Person, watch: Watch | undefined): Promise<Allowed> {
  return watch?.askedBy.id === person.id ? "yes" : await may(person, desk, { right: "sweep" });
}

/** With the run that is under way. One winner. */
async function end(desk: Desk, watch: Watch, person: Person): Promise<boolean> {
  const by: Who = { id: person.id, name: person.name };
  const state = { kind: "stopped", at: desk.now().toISOString(), by } as const;
  if (!(await desk.watches.endWatch(watch.id, state))) return false;
  desk.log.info({ watch: watch.id, by: person.id }, "a watch was stopped");
  if (watch.run !== undefined) await desk.sweeps.endSweep(watch.run.sweep, state);
  return true;
}

import { maskSecrets } from "#checks/secrets/mask.ts";
import type { Answer, Ask, Ongoing, Shown } from "../bot.ts";
import type { Desk } from "../desk.ts";
import { newCaseId } from "../ids.ts";
import { pauseFor } from "../pauses.ts";
import type { Inventory } from "../ports.ts";
import { heldOn } from "../rights.ts";
import { sayNoneToSweep, sayNotSwept } from "../words/sweep/refusals.ts";
import { auditSweep } from "../write-audit.ts";
import { owned } from "./drive.ts";
import type { SweepQuestion } from "./parse-sweep.ts";
import { showProgress, showResult } from "./show.ts";
import type { Scope, Sweep, SweepRecord } from "./sweep.ts";
import { goOn } from "./sweeping.ts";

/** Seconds until what did not answer is asked again: it may be starting, or on its way to work. */
export const retryAfter: readonly number[] = [30, 300];
/** In a shell somebody waits. */
const retryAfterInShell: readonly number[] = [3];

/** The story of a sweep, from the question to its first words; `goOn` tells the rest. */
export async function beginSweep(
  desk: Desk,
  asked: Ask,
  { scope, focus }: Extract<SweepQuestion, { readonly kind: "sweep" }>,
): Promise<Answer> {
  const { person } = asked;
  const meant = namesOf(scope, desk.inventory);
  const maySweep = await heldOn(person, desk, { right: "sweep", names: meant });
  const names = await heldOn(person, desk, { right: "ask", names: maySweep });
  if (names.length === 0) {
    return {
      reply: sayNoneToSweep(scope, meant.length, desk.inventory.unread()),
      audience: "asker",
    };
  }
  const now = desk.now();
  const record: SweepRecord = {
    id: newCaseId(),
    askedAt: now.toISOString(),
    askedBy: { id: person.id, name: person.name },
    question: maskSecrets(asked.text),
    scope,
    focus,
    gaps: gapsIn(desk, { meant, names }),
    retryAfter: asked.waits === true ? retryAfterInShell : retryAfter,
  };
  if (!(await auditSweep(desk, person, { sweep: record, workstations: names.length }))) {
    return { reply: sayNotSwept("audit"), audience: "asker" };
  }
  try {
    await desk.sweeps.beginSweep(record, shuffled(names), owned(now));
  } catch (error) {
    desk.log.error({ err: error, sweep: record.id }, "a sweep could not be written down");
    return { reply: sayNotSwept("store"), audience: "asker" };
  }
  desk.log.info({ sweep: record.id, workstations: names.length, by: person.id }, "begins a sweep");
  desk.sweepsUnderWay.add(goOn(desk, record.id, desk.sweepsUnderWay.signal));
  return await answerSweep(desk, { ...record, state: { kind: "running" }, ...ownedAs(now) });
}

/** A sweep as an answer: its message goes on changing while it runs. */
export async function answerSweep(desk: Desk, sweep: Sweep): Promise<Answer> {
  if (sweep.state.kind !== "running") {
    const { reply, files } = await showResult(desk, sweep);
    return { reply, files, audience: "everyone", ongoing: ongoing(desk, sweep.id) };
  }
  const { reply } = await showProgress(desk, sweep);
  return {
    reply,
    audience: "everyone",
    stay: async (at) => await desk.sweeps.tellSweepAt(sweep.id, at),
    ongoing: ongoing(desk, sweep.id),
  };
}

function ongoing(desk: Desk, id: string): Ongoing {
  return {
    sweep: id,
    follow: async (show, signal) => await follow(desk, id, { show, signal }),
  };
}

/** Milliseconds between two looks at how it stands. */
const followEvery = 500;

/** Counting 100,000 lines takes 50 ms: the pause after it is so many times as long. */
const pauseToCount = 50;

async function follow(
  desk: Desk,
  id: string,
  { show, signal }: { readonly show: (shown: Shown) => void; readonly signal: AbortSignal },
): Promise<Shown> {
  for (;;) {
    const sweep = await desk.sweeps.findSweep(id);
    if (sweep === undefined) throw new Error(`the sweep ${id} is gone from the store`);
    if (sweep.state.kind !== "running" || signal.aborted) return await showResult(desk, sweep);
    const begun = performance.now();
    show(await showProgress(desk, sweep));
    const took = performance.now() - begun;
    await pauseFor(Math.max(followEvery, pauseToCount * took), signal);
  }
}

function ownedAs(now: Date): Pick<Sweep, "owner" | "ownedUntil"> {
  const { owner, until } = owned(now);
  return { owner, ownedUntil: until };
}

/** Why not all that is meant may be in it. */
export function gapsIn(
  { inventory }: Desk,
  { meant, names }: { readonly meant: readonly string[]; readonly names: readonly string[] },
): SweepRecord["gaps"] {
  return [
    ...(names.length < meant.length ? (["rights"] as const) : []),
    ...(inventory.unread().length > 0 ? (["lists"] as const) : []),
  ];
}

/** In the order of the inventory. */
export function namesOf(scope: Scope, inventory: Inventory): readonly string[] {
  switch (scope.kind) {
    case "all":
      return inventory.names();
    case "groups": {
      const [first = "", ...others] = scope.groups;
      if (others.length === 0) return inventory.inGroup(first);
      const named = new Set(scope.groups.flatMap((group) => inventory.inGroup(group)));
      return inventory.names().filter((name) => named.has(name));
    }
    case "pattern":
      return inventory.matching(scope.pattern);
    case "names":
      return scope.names;
  }
}

/** So that a whole floor that is switched off does not stand first, and the progress tells of all. */
export function shuffled(names: readonly string[]): string[] {
  const order = names.map((name) => ({ name, at: Math.random() }));
  return order.toSorted((one, other) => one.at - other.at).map(({ name }) => name);
}

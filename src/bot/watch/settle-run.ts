import { mayStillRun, thisProcess } from "../act/process-mark.ts";
import type { Desk } from "../desk.ts";
import { newOfferId } from "../ids.ts";
import { namesOf } from "../sweep/begin.ts";
import type { Sweep } from "../sweep/sweep.ts";
import { sayChanges } from "../words/watch/say-changes.ts";
import type { Standing } from "./compare-run.ts";
import { compareRun } from "./compare-run.ts";
import { stillHeld } from "./held.ts";
import { lookForInstalls } from "./look-for-installs.ts";
import { countTones } from "./trend.ts";
import type { Watch } from "./watch.ts";

/** A process that took a run has begun its sweep within this, or never will. */
const beginsWithin = 60_000;

/** Somebody else's run is settled by them, unless they did not within this. */
const settlesWithin = 5 * 60 * 1000;

/**
 * Compares a run that has ended with what was known, and writes down what is to be told together
 * with it: both or nothing, and one winner. A run whose process was killed before its sweep began is
 * done again.
 */
export async function settleRun(desk: Desk, watch: Watch): Promise<void> {
  const { watches, sweeps } = desk;
  const { run } = watch;
  if (run === undefined) return;
  const now = desk.now();
  const sweep = await sweeps.findSweep(run.sweep);
  if (sweep === undefined) {
    const lost = now.getTime() - Date.parse(run.takenAt) > beginsWithin;
    if (lost) await watches.dropRun(watch.id, run.sweep, now.toISOString());
    return;
  }
  if (sweep.state.kind === "running" || isElsewhere(sweep, sweep.state.at, now)) return;
  const lines = await sweeps.linesOf(sweep.id);
  const { known, forgotten, changes } = compareRun({
    known: await watches.knownOf(watch.id),
    lines,
    from: sweep.askedAt,
    meant: namesOf(watch.scope, desk.inventory),
    standing: standingIn(desk, watch, sweep),
  });
  const at = now.toISOString();
  const installs = await lookForInstalls(desk, changes);
  // What was not seen since this bot is being stopped is looked at by the next one.
  if (desk.sweepsUnderWay.signal.aborted) return;
  const reply = changes.length === 0 ? undefined : sayChanges(watch, { sweep, changes, installs });
  const settled = await watches.settleRun(watch.id, sweep.id, {
    counts: { at: sweep.askedAt, counts: countTones(lines) },
    known,
    forgotten,
    ...(reply === undefined ? {} : { news: { id: newOfferId(), watch: watch.id, at, reply } }),
  });
  if (!settled) return;
  desk.log.info({ watch: watch.id, sweep: sweep.id, changes: changes.length }, "compared a run");
}

/** The process that ended the sweep is at it. */
function isElsewhere({ owner }: Sweep, endedAt: string, now: Date): boolean {
  if (owner.run === thisProcess.run || !mayStillRun(owner)) return false;
  return now.getTime() - Date.parse(endedAt) < settlesWithin;
}

function standingIn(desk: Desk, watch: Watch, { gaps }: Sweep): (workstation: string) => Standing {
  const inScope = new Set(namesOf(watch.scope, desk.inventory));
  return (workstation) => {
    const listed = desk.inventory.find(workstation) === workstation;
    if (listed && inScope.has(workstation)) {
      return stillHeld(desk, watch, workstation) ? "watched" : "left-out";
    }
    // A list that cannot be read now says of nobody that they left.
    if (gaps.includes("lists")) return "cannot-tell";
    return listed ? "not-in-scope" : "not-in-lists";
  };
}

import type { Desk } from "../desk.ts";
import { newCaseId } from "../ids.ts";
import { gapsIn, namesOf, retryAfter, shuffled } from "../sweep/begin.ts";
import { owned } from "../sweep/drive.ts";
import type { SweepRecord } from "../sweep/sweep.ts";
import { goOn } from "../sweep/sweeping.ts";
import { auditSweep } from "../write-audit.ts";
import { stillHeld } from "./held.ts";
import type { Watch } from "./watch.ts";

/** Milliseconds until a run that could not begin is tried again. */
const again = 5 * 60 * 1000;

/** Asks once more what a watch asks, as a sweep; `settleRun` tells what changed. One winner. */
export async function beginRun(desk: Desk, watch: Watch): Promise<void> {
  const now = desk.now();
  const sweep = newCaseId();
  const run = { sweep, takenAt: now.toISOString(), nextAt: nextAfter(watch, now) };
  if (!(await desk.watches.takeRun(watch.id, watch.nextAt, run))) return;
  const meant = namesOf(watch.scope, desk.inventory);
  const names = meant.filter((name) => stillHeld(desk, watch, name));
  const record: SweepRecord = {
    id: sweep,
    askedAt: now.toISOString(),
    askedBy: watch.askedBy,
    question: watch.question,
    scope: watch.scope,
    focus: "everything",
    gaps: gapsIn(desk, { meant, names }),
    retryAfter,
    watch: watch.id,
  };
  try {
    const about = { sweep: record, workstations: names.length };
    if (await auditSweep(desk, watch.askedBy, about)) {
      await desk.sweeps.beginSweep(record, shuffled(names), owned(now));
      desk.log.info({ watch: watch.id, sweep, workstations: names.length }, "a watch asks again");
      desk.sweepsUnderWay.add(goOn(desk, sweep, desk.sweepsUnderWay.signal));
      return;
    }
  } catch (error) {
    desk.log.error({ err: error, watch: watch.id }, "a run of a watch could not be written down");
  }
  await desk.watches.dropRun(watch.id, sweep, new Date(now.getTime() + again).toISOString());
}

/** What was missed while the bot was down is asked once and not many times. */
function nextAfter({ nextAt, everyMinutes }: Watch, now: Date): string {
  const every = everyMinutes * 60_000;
  const from = Date.parse(nextAt);
  const passed = Math.max(0, Math.floor((now.getTime() - from) / every));
  return new Date(from + (passed + 1) * every).toISOString();
}

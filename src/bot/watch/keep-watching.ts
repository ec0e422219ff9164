import type { Desk } from "../desk.ts";
import { newOfferId } from "../ids.ts";
import { pauseFor } from "../pauses.ts";
import { sayWatchOver } from "../words/watch/say-watch.ts";
import { beginRun } from "./begin-run.ts";
import { settleRun } from "./settle-run.ts";
import { tellNews } from "./tell-news.ts";
import type { Watch } from "./watch.ts";

/** Milliseconds between two looks for what is due; less while something is under way. */
const idle = 10_000;
const busy = 2_000;

/** So many runs begin, and so much is told, between two such looks. */
const mostAtOnce = 20;

/** Runs and news older than this are of no use to anybody; counts and cases stay. */
const keptMilliseconds = 90 * 24 * 60 * 60 * 1000;
const forgetEvery = 60 * 60 * 1000;

/**
 * Begins the runs that are due, settles those that have ended and tells what changed, until this bot
 * is stopped. Others may do so on the same store: each step has one winner. Never rejects.
 */
export async function keepWatching(desk: Desk): Promise<void> {
  const { signal } = desk.sweepsUnderWay;
  const once = oneAtATime(desk);
  let forgotten = -Infinity;
  let next = idle;
  while (!signal.aborted) {
    const now = desk.now();
    const at = now.toISOString();
    next = idle;
    await quietly(desk, async () => {
      for (const watch of await desk.watches.overWatches(at)) await endWatch(desk, watch);
      for (const watch of await desk.watches.runningWatches()) {
        next = busy;
        once(`run ${watch.id}`, async () => await settleRun(desk, watch));
      }
      for (const watch of await desk.watches.dueWatches(at, mostAtOnce)) {
        next = busy;
        once(`run ${watch.id}`, async () => await beginRun(desk, watch));
      }
      for (const news of await desk.watches.newsToTell(at, mostAtOnce)) {
        // The process that speaks there tells it.
        if (desk.turns?.elsewhere(news.place.platform)) continue;
        next = busy;
        once(`news of ${news.watch}`, async () => await tellNews(desk, news));
      }
      if (now.getTime() - forgotten < forgetEvery) return;
      forgotten = now.getTime();
      await desk.watches.forgetBefore(new Date(forgotten - keptMilliseconds).toISOString());
    });
    await pauseFor(next, signal);
  }
}

/** Its time is over; it is said with the end, or neither. */
async function endWatch(desk: Desk, watch: Watch): Promise<void> {
  const at = desk.now().toISOString();
  const news = { id: newOfferId(), watch: watch.id, at, reply: sayWatchOver(watch) };
  if (!(await desk.watches.endWatch(watch.id, { kind: "ended", at }, news))) return;
  desk.log.info({ watch: watch.id }, "a watch ended by itself");
}

/** Work that may take minutes holds up nothing else, and is not begun again beside itself. */
function oneAtATime(desk: Desk): (key: string, work: () => Promise<void>) => void {
  const underWay = new Set<string>();
  return (key, work) => {
    if (underWay.has(key)) return;
    underWay.add(key);
    const working = async (): Promise<void> => {
      await quietly(desk, work);
      underWay.delete(key);
    };
    desk.sweepsUnderWay.add(working());
  };
}

async function quietly(desk: Desk, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    desk.log.error({ err: error }, "a watch could not go on now");
  }
}

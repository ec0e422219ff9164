import type { Answer, Ask } from "../bot.ts";
import type { Desk } from "../desk.ts";
import type { Line, ReplyFile } from "../reply.ts";
import type { BotDeps } from "../settle-case.ts";
import type { Scope } from "../sweep/sweep.ts";
import { sayNoRunsYet, sayNoSuchWatch } from "../words/watch/refusals.ts";
import type { WatchShown } from "../words/watch/say-watch.ts";
import { sayWatches } from "../words/watch/say-watch.ts";
import { sayTrend, trendChart, trendLine } from "../words/watch/trend.ts";
import { isSame } from "./begin-watch.ts";
import type { RunCounts, Watch } from "./watch.ts";

/** What is shown of the past: a watch that is asked for again may be much older. */
const shownMilliseconds = 60 * 24 * 60 * 60 * 1000;

/** "watches": what this person watches. */
export async function showWatches(desk: Desk, { person }: Ask): Promise<Answer> {
  const mine = await desk.watches.watchesOf(person.id);
  const shown = await Promise.all(
    mine.map(async (watch): Promise<WatchShown> => {
      const [runs, last] = await Promise.all([
        runsOf(desk, watch),
        desk.watches.lastNews(watch.id),
      ]);
      return { watch, runs, last };
    }),
  );
  return { reply: sayWatches(shown), audience: "asker" };
}

/** A line for each watch of a person. */
export async function watchLines(deps: BotDeps, personId: string): Promise<readonly Line[]> {
  const mine = await deps.watches.watchesOf(personId);
  return await Promise.all(mine.map(async (watch) => trendLine(watch, await runsOf(deps, watch))));
}

/** "watch trend lab": how it went, with a picture. */
export async function showTrend(desk: Desk, { person }: Ask, scope: Scope): Promise<Answer> {
  const mine = await desk.watches.watchesOf(person.id);
  const watch = mine.find((one) => isSame(one.scope, scope));
  if (watch === undefined) {
    return { reply: sayNoSuchWatch(scope, mine.length), audience: "asker" };
  }
  const runs = await runsOf(desk, watch);
  if (runs.length === 0) return { reply: sayNoRunsYet(scope), audience: "asker" };
  const picture = await draw(desk, watch, runs);
  return {
    reply: sayTrend(watch, runs),
    ...(picture === undefined ? {} : { files: [picture] }),
    audience: "everyone",
  };
}

async function runsOf({ watches, now }: BotDeps, { id }: Watch): Promise<readonly RunCounts[]> {
  return await watches.runsOf(id, new Date(now().getTime() - shownMilliseconds).toISOString());
}

async function draw(
  { drawTrend, log }: BotDeps,
  watch: Watch,
  runs: readonly RunCounts[],
): Promise<ReplyFile | undefined> {
  if (drawTrend === undefined) return undefined;
  const chart = trendChart(watch, runs);
  try {
    const bytes = Uint8Array.from(await drawTrend(chart));
    const { alternative } = chart;
    return { name: `watch-${watch.id}.png`, type: "image/png", bytes, alternative };
  } catch (error) {
    log.warn({ err: error, watch: watch.id }, "the picture of a watch could not be drawn");
    return undefined;
  }
}

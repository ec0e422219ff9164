import type { TrendChart } from "../../chart.ts";
import type { Line, Reply } from "../../reply.ts";
import { plain } from "../../reply.ts";
import { trendOf } from "../../watch/trend.ts";
import type { RunCounts, Watch } from "../../watch/watch.ts";
import { count } from "../enumerate.ts";
import { when } from "../times.ts";
import { often } from "./often.ts";
import { watched } from "./watched.ts";

/** `12 → 9 → 4 of 40 ask, last 3 weeks`; undefined before the first run. */
function trendWords(runs: readonly RunCounts[]): string | undefined {
  const { steps, unit, units } = trendOf(runs);
  const last = steps.at(-1);
  if (last === undefined) return undefined;
  const way = steps.map(({ asks }) => `${asks}`).join(" → ");
  const over = steps.length === 1 ? "" : `, last ${count(units, unit)}`;
  const unknown = last.unknown === 0 ? "" : `, ${last.unknown} not known`;
  return `${way} of ${last.total} ask${unknown}${over}`;
}

/** So many columns have room; of each day only its last run. */
const mostColumns = 30;

/** The runs of a watch as a picture: a column for each. */
export function trendChart(
  { id, scope, everyMinutes }: Watch,
  runs: readonly RunCounts[],
): TrendChart {
  const points = thinned(runs);
  const title = plain(["How many ask: ", ...watched(scope)]);
  const words = points.map(({ at, counts }) => {
    const total = Object.values(counts).reduce((sum, number) => sum + number, 0);
    return `${at.slice(0, 10)}: ${counts.asks ?? 0} of ${total}`;
  });
  return {
    title,
    points,
    footer: `Watch ${id} · ${often(everyMinutes)} · ${when(points.at(-1)?.at ?? "")}`,
    alternative: `${title}. ${words.join("; ")}.`,
  };
}

function thinned(runs: readonly RunCounts[]): readonly RunCounts[] {
  if (runs.length <= mostColumns) return runs;
  const ofDay = new Map(runs.map((run) => [run.at.slice(0, 10), run]));
  return [...ofDay.values()].slice(-mostColumns);
}

/** `lab: 12 → 9 → 4 of 40 ask, last 3 weeks`. */
export function trendLine({ scope }: Watch, runs: readonly RunCounts[]): Line {
  return [...watched(scope), `: ${trendWords(runs) ?? "not looked at yet"}`];
}

/** How a watch went: in one line, and run by run. */
export function sayTrend(watch: Watch, runs: readonly RunCounts[]): Reply {
  const { steps, unit } = trendOf(runs);
  return {
    headline: [...trendLine(watch, runs), "."],
    mood: (steps.at(-1)?.asks ?? 0) > 0 ? "attention" : "calm",
    body: steps.map(
      ({ at, asks, total, unknown }): Line => [
        `${when(at)}: ${asks} of ${total} ask${unknown === 0 ? "" : `, ${unknown} not known`}.`,
      ],
    ),
    evidence: [],
    buttons: [],
    footer: [
      `Watch ${watch.id} · ${often(watch.everyMinutes)}${unit === "run" ? "" : `, one line a ${unit}`}`,
    ],
  };
}

import type { Shown } from "../bot.ts";
import type { ReplyFile } from "../reply.ts";
import type { BotDeps } from "../settle-case.ts";
import { sweepChart } from "../words/sweep/chart.ts";
import { sayProgress, sayResult, sayResultSoFar } from "../words/sweep/say-sweep.ts";
import { sweepReport } from "./report.ts";
import { summariseLines, summariseTallies } from "./summary.ts";
import type { Sweep } from "./sweep.ts";
import { sweepTable } from "./table.ts";

/** How a sweep that runs stands now, from the store: whoever looks at its workstations. */
export async function showProgress(deps: BotDeps, sweep: Sweep): Promise<Shown> {
  const summary = summariseTallies(await deps.sweeps.tallySweep(sweep.id));
  if (summary.waiting === 0 || summary.waiting > summary.tried) {
    return { reply: sayProgress(sweep, summary), files: [] };
  }
  // Only what did not answer is still waited for, for minutes: whoever asked goes on with the others.
  const lines = await deps.sweeps.linesOf(sweep.id);
  return { reply: sayResultSoFar(sweep, summariseLines(lines)), files: [] };
}

/** What came of a sweep, with all of it as a table and a picture of its causes. */
export async function showResult(deps: BotDeps, sweep: Sweep): Promise<Shown> {
  const lines = await deps.sweeps.linesOf(sweep.id);
  const summary = summariseLines(lines);
  const table = sweepTable(sweep, lines);
  const picture = await draw(deps, sweep, summary);
  return {
    reply: sayResult(sweep, summary),
    files: picture === undefined ? [table] : [picture, table],
    report: sweepReport(sweep, lines),
  };
}

async function draw(
  { drawChart, log }: BotDeps,
  sweep: Sweep,
  summary: ReturnType<typeof summariseLines>,
): Promise<ReplyFile | undefined> {
  if (drawChart === undefined) return undefined;
  const chart = sweepChart(sweep, summary);
  try {
    const bytes = Uint8Array.from(await drawChart(chart));
    const { alternative } = chart;
    return { name: `sweep-${sweep.id}.png`, type: "image/png", bytes, alternative };
  } catch (error) {
    log.warn({ err: error, sweep: sweep.id }, "the picture of a sweep could not be drawn");
    return undefined;
  }
}

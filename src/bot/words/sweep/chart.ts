import type { Chart, ChartBar, ChartTone } from "../../chart.ts";
import { plain } from "../../reply.ts";
import type { GroupOf, Summary } from "../../sweep/summary.ts";
import { isHarmless } from "../../sweep/summary.ts";
import type { Sweep } from "../../sweep/sweep.ts";
import { count } from "../enumerate.ts";
import { when } from "../times.ts";
import { groupTitle } from "./groups.ts";
import { inScope } from "./scope.ts";

/** A sweep as a picture: a bar for each group. */
export function sweepChart(sweep: Sweep, { total, groups }: Summary): Chart {
  const title = plain([`Why ${count(total, "workstation")}`, ...inScope(sweep.scope), " ask"]);
  const bars = groups.map(
    ({ of, count: number }): ChartBar => ({ label: groupTitle(of), count: number, tone: tone(of) }),
  );
  return {
    title,
    total,
    bars,
    footer: `Sweep ${sweep.id} · ${when(sweep.askedAt)} · ${count(total, "workstation")}`,
    alternative: `${title}. ${bars.map((bar) => `${bar.label}: ${bar.count}`).join("; ")}.`,
  };
}

function tone(of: GroupOf): ChartTone {
  switch (of.kind) {
    case "cause":
      if (of.cause.verdict === "cannot-tell" || of.cause.verdict === "unseen") return "unknown";
      return isHarmless(of.cause.verdict) ? "harmless" : "asks";
    case "nothing-found":
      return "clear";
    case "cannot-tell":
      return "unknown";
    case "unreachable":
    case "fault":
      return "unreachable";
    case "waiting":
      return "waiting";
  }
}

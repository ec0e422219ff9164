import type { Chart, ChartBar, ChartTone } from "../../chart.ts";
import { plain } from "../../reply.ts";
import type { Group, GroupOf, Summary } from "../../sweep/summary.ts";
import { isHarmless } from "../../sweep/summary.ts";
import type { Sweep } from "../../sweep/sweep.ts";
import { count } from "../enumerate.ts";
import { when } from "../times.ts";
import { groupTitle } from "./groups.ts";
import { inScope } from "./scope.ts";

/** More causes than these share a bar. */
const mostCauses = 8;

/** A sweep as a picture: a bar for each group. */
export function sweepChart(sweep: Sweep, { total, groups }: Summary): Chart {
  const title = plain([`Why ${count(total, "workstation")}`, ...inScope(sweep.scope), " ask"]);
  const causes = groups.filter(({ of }) => of.kind === "cause");
  const others = groups.filter(({ of }) => of.kind !== "cause");
  const bars = [...causeBars(causes), ...others.map(bar)];
  return {
    title,
    total,
    bars,
    footer: `Sweep ${sweep.id} · ${when(sweep.askedAt)} · ${count(total, "workstation")}`,
    alternative: `${title}. ${bars.map(({ label, count: number }) => `${label}: ${number}`).join("; ")}.`,
  };
}

/** A workstation with two of the causes that share a bar counts once in it. */
function causeBars(causes: readonly Group[]): ChartBar[] {
  if (causes.length <= mostCauses) return causes.map(bar);
  const shared = causes.slice(mostCauses - 1);
  const workstations = new Set(
    shared.flatMap(({ lines }) => lines.map(({ workstation }) => workstation)),
  );
  const [worst] = shared.map(bar);
  return [
    ...causes.slice(0, mostCauses - 1).map(bar),
    {
      label: `${shared.length} more causes`,
      count: workstations.size,
      tone: worst?.tone ?? "harmless",
    },
  ];
}

function bar({ of, count: number }: Group): ChartBar {
  return { label: groupTitle(of), count: number, tone: tone(of) };
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

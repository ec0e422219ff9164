import { describe, expect, it } from "vitest";
import { plain } from "#bot/reply.ts";
import type { Cause, Result, SweepLine } from "#bot/sweep/sweep.ts";
import { countTones, trendOf } from "#bot/watch/trend.ts";
import type { RunCounts, Watch } from "#bot/watch/watch.ts";
import { sayTrend, trendChart, trendLine } from "#bot/words/watch/trend.ts";

const hour = 60 * 60 * 1000;
const start = Date.UTC(2026, 2, 2, 9);

function run(hours: number, asks: number, more: RunCounts["counts"] = {}): RunCounts {
  const clear = 40 - asks - (more.unreachable ?? 0);
  return { at: new Date(start + hours * hour).toISOString(), counts: { asks, clear, ...more } };
}

const watch: Watch = {
  id: "K7Q2-MD4X",
  begunAt: "",
  askedBy: { id: "test:user:alice", name: "alice" },
  question: "watch lab",
  scope: { kind: "groups", groups: ["lab"] },
  everyMinutes: 60,
  until: "",
  held: [],
  state: { kind: "active" },
  nextAt: "",
};

const every = (hours: number, count: number, asks: (index: number) => number): RunCounts[] =>
  Array.from({ length: count }, (_, index) => run(index * hours, asks(index)));

describe("the trend of a watch", () => {
  it.each([
    ["nothing so far", [], "lab: not looked at yet"],
    ["one run", [run(0, 4)], "lab: 4 of 40 ask"],
    ["hours", every(1, 3, (index) => 12 - index), "lab: 12 → 11 → 10 of 40 ask, last 3 runs"],
    ["days", every(24, 3, (index) => index), "lab: 0 → 1 → 2 of 40 ask, last 3 days"],
    ["many days", every(24, 6, (index) => index), "lab: 2 → 3 → 4 → 5 of 40 ask, last 4 days"],
    ["weeks", every(24, 15, (index) => 15 - index), "lab: 15 → 8 → 1 of 40 ask, last 3 weeks"],
    [
      "weeks in which the bot was down",
      [run(0, 9), run(1, 8), run(21 * 24, 3)],
      "lab: 9 → 3 of 40 ask, last 4 weeks",
    ],
    [
      "workstations that were off",
      [run(0, 4, { unreachable: 12 })],
      "lab: 4 of 40 ask, 12 not known",
    ],
  ])("of %s in one line", (_, runs, line) => {
    expect(plain(trendLine(watch, runs))).toBe(line);
  });

  it("says run by run when that was", () => {
    const { body, mood } = sayTrend(
      watch,
      every(24, 2, () => 1),
    );

    expect(body.map(plain)).toEqual([
      "2026-03-02 09:00 UTC: 1 of 40 ask.",
      "2026-03-03 09:00 UTC: 1 of 40 ask.",
    ]);
    expect(mood).toBe("attention");
  });

  it("has a picture with at most thirty columns, and all of them in words", () => {
    const chart = trendChart(
      watch,
      every(1, 30 * 24, (index) => index % 40),
    );

    expect(chart.points).toHaveLength(30);
    expect(chart.points.at(-1)?.at).toBe("2026-04-01T08:00:00.000Z");
    expect(chart.alternative.match(/ of 40/gu)).toHaveLength(30);
    expect(trendOf([]).steps).toEqual([]);
  });
});

describe("a workstation counts once, by its worst", () => {
  const looked = (headline: "signals" | "cannot-tell", ...causes: Cause[]): Result => ({
    state: "looked",
    headline,
    causes,
  });

  it.each<[string, Result, string]>([
    ["leftover", looked("signals", { id: "restart-files", verdict: "leftover" }), "asks"],
    [
      "both",
      looked("signals", { id: "a", verdict: "harmless" }, { id: "b", verdict: "real" }),
      "asks",
    ],
    ["harmless", looked("signals", { id: "a", verdict: "harmless" }), "harmless"],
    ["one file", looked("signals", { id: "restart-files", verdict: "one-file" }), "harmless"],
    ["weight unseen", looked("signals", { id: "a", verdict: "unseen" }), "unknown"],
    ["not judged", looked("cannot-tell", { id: "a", verdict: "cannot-tell" }), "unknown"],
    ["not seen", looked("cannot-tell", { id: "a", verdict: "harmless" }), "unknown"],
    ["calm", looked("signals"), "clear"],
    ["away", { state: "unreachable", why: "no-answer" }, "unreachable"],
    ["gone", { state: "unreachable", why: "not-listed" }, "unreachable"],
  ])("%s", (_, result, tone) => {
    const line: SweepLine = { workstation: "PC-1", tries: 0, result };

    expect(countTones([line, { workstation: "PC-2", tries: 1 }])).toEqual({
      [tone]: 1,
      waiting: 1,
    });
  });
});

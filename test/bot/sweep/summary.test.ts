import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { GroupOf, Summary } from "#bot/sweep/summary.ts";
import { summariseLines, summariseTallies } from "#bot/sweep/summary.ts";
import type { Result, Sweep, SweepLine, Tally } from "#bot/sweep/sweep.ts";
import { sweepChart } from "#bot/words/sweep/chart.ts";
import { sayResult } from "#bot/words/sweep/say-sweep.ts";
import { signalIds } from "#checks/signal-ids.ts";
import { words } from "../../support/office.ts";

const sweep: Sweep = {
  id: "K7Q2-MD4X",
  askedAt: "2026-03-02T10:00:00.000Z",
  askedBy: { id: "test:user:alice", name: "alice" },
  question: "sweep all",
  scope: { kind: "all" },
  focus: "everything",
  gaps: [],
  retryAfter: [],
  state: { kind: "ended", at: "2026-03-02T10:01:00.000Z" },
  owner: { host: "desk", pid: 1, run: "one" },
  ownedUntil: "",
};

const verdict = fc.constantFrom("real", "harmless", "stale", "unseen" as const);
const signal = fc.record({ id: fc.constantFrom(...signalIds), verdict });
const pair = fc.record({
  id: fc.constant("restart-files"),
  verdict: fc.constantFrom("leftover", "stranded", "pending", "one-file", "cannot-tell" as const),
});
const causes = fc
  .tuple(fc.option(pair, { nil: undefined }), fc.uniqueArray(signal, { selector: ({ id }) => id }))
  .map(([one, others]) => (one === undefined ? others : [one, ...others]));
const looked = fc.record({
  state: fc.constant("looked" as const),
  headline: fc.constantFrom("restart-files", "signals", "nothing-found", "cannot-tell" as const),
  causes,
});
const result: fc.Arbitrary<Result> = fc.oneof(
  looked,
  fc.record({ state: fc.constant("unreachable" as const), why: fc.constant("no-answer" as const) }),
  fc.constant({ state: "fault" as const }),
);
const lines: fc.Arbitrary<SweepLine[]> = fc
  .array(fc.option(result, { nil: undefined }), { maxLength: 60 })
  .map((results) =>
    results.map((one, index) => ({
      workstation: `PC-${index}`,
      tries: 0,
      ...(one === undefined ? {} : { result: one, at: sweep.askedAt, case: `CASE-${index}` }),
    })),
  );

it("counts every workstation in exactly one of looked at, missed and waiting", () => {
  fc.assert(
    fc.property(lines, (all) => {
      const { total, looked: seen, missed, waiting } = summariseLines(all);

      expect(seen + missed + waiting).toBe(total);
      expect(total).toBe(all.length);
    }),
  );
});

it("says the same of lines and of their tallies", () => {
  fc.assert(
    fc.property(lines, (all) => {
      expect(bare(summariseTallies(all.map(tallyOf)))).toEqual(bare(summariseLines(all)));
    }),
  );
});

it("never says of a workstation that nothing asks unless it was looked at and nothing did", () => {
  fc.assert(
    fc.property(lines, (all) => {
      expect(linesIn(all, "nothing-found").filter((line) => !isCalm(line))).toEqual([]);
    }),
  );
});

it("names workstations of the worst cause, up to ten", () => {
  fc.assert(
    fc.property(lines, (all) => {
      const said = words(sayResult(sweep, summariseLines(all)));
      const worst = linesIn(all, "cause");
      const named = worst.filter(({ workstation }) => said.includes(workstation));

      expect(named.length).toBeGreaterThanOrEqual(Math.min(10, worst.length));
    }),
  );
});

it("draws no bar with more workstations than there are, and few bars", () => {
  fc.assert(
    fc.property(lines, (all) => {
      const { bars, total } = sweepChart(sweep, summariseLines(all));

      expect(Math.max(0, ...bars.map(({ count }) => count))).toBeLessThanOrEqual(total);
      expect(bars.map(({ count }) => count)).not.toContain(0);
      expect(bars.length).toBeLessThanOrEqual(8 + 5);
    }),
  );
});

function tallyOf({ result: one }: SweepLine): Tally {
  return { ...(one === undefined ? {} : { result: one }), tried: false, count: 1 };
}

/** Without the lines, which tallies do not have. */
function bare(summary: Summary): object {
  return { ...summary, groups: summary.groups.map(({ of, count }) => ({ of, count })) };
}

/** Of the first group of that kind. */
function linesIn(all: readonly SweepLine[], kind: GroupOf["kind"]): readonly SweepLine[] {
  return summariseLines(all).groups.find(({ of }) => of.kind === kind)?.lines ?? [];
}

function isCalm({ result: one }: SweepLine): boolean {
  return one?.state === "looked" && one.headline !== "cannot-tell" && one.causes.length === 0;
}

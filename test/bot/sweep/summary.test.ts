import * as fc from "fast-check";
import { expect, it } from "vitest";
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
      const tallies: Tally[] = all.map(({ result: one }) => ({
        ...(one === undefined ? {} : { result: one }),
        tried: false,
        count: 1,
      }));
      const bare = (summary: ReturnType<typeof summariseLines>): object => ({
        ...summary,
        groups: summary.groups.map(({ of, count }) => ({ of, count })),
      });

      expect(bare(summariseTallies(tallies))).toEqual(bare(summariseLines(all)));
    }),
  );
});

it("never says of a workstation that nothing asks unless it was looked at and nothing did", () => {
  fc.assert(
    fc.property(lines, (all) => {
      const calm = summariseLines(all).groups.find(({ of }) => of.kind === "nothing-found");
      const wrong = (calm?.lines ?? []).filter(
        ({ result: one }) =>
          one?.state !== "looked" || one.headline === "cannot-tell" || one.causes.length > 0,
      );

      expect(wrong).toEqual([]);
    }),
  );
});

it("names every workstation that asks, or says how many more are in the table", () => {
  fc.assert(
    fc.property(lines, (all) => {
      const summary = summariseLines(all);
      const said = words(sayResult(sweep, summary));
      const [first] = summary.groups.filter(({ of }) => of.kind === "cause");
      const named = (first?.lines ?? []).filter(({ workstation }) => said.includes(workstation));

      expect(named.length).toBeGreaterThanOrEqual(Math.min(25, first?.lines.length ?? 0));
    }),
  );
});

it("draws no bar with more workstations than there are, and few bars", () => {
  fc.assert(
    fc.property(lines, (all) => {
      const { bars, total } = sweepChart(sweep, summariseLines(all));

      expect(bars.filter(({ count }) => count > total || count === 0)).toEqual([]);
      expect(bars.length).toBeLessThanOrEqual(8 + 5);
    }),
  );
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Result, SettledLine, SweepRecord, SweepStore } from "#bot/sweep/sweep.ts";

interface SweepsUnderTest {
  readonly sweeps: SweepStore;
  stop(): Promise<void>;
}

const here = { host: "desk", pid: 7, run: "one" };
const there = { host: "other", pid: 8, run: "two" };
const until = "2026-03-02T10:01:00.000Z";
const now = "2026-03-02T10:00:00.000Z";

function record(id: string, more: Partial<SweepRecord> = {}): SweepRecord {
  return {
    id,
    askedAt: now,
    askedBy: { id: "slack:user:U1", name: "Ann\u0000\ud800" },
    question: "sweep lab \u0000 ' --",
    scope: { kind: "groups", groups: ["lab"] },
    focus: "everything",
    gaps: ["rights"],
    retryAfter: [30, 300],
    ...more,
  };
}

const asks: Result = {
  state: "looked",
  headline: "restart-files",
  causes: [
    { id: "restart-files", verdict: "leftover" },
    { id: "pending-file-rename-operations", verdict: "harmless" },
  ],
};
const calm: Result = { state: "looked", headline: "nothing-found", causes: [] };
const away: Result = { state: "unreachable", why: "no-answer" };

function settled(
  workstation: string,
  result: Result,
  more: Partial<SettledLine> = {},
): SettledLine {
  return { workstation, tries: 0, result, at: now, ...more };
}

/** What keeps sweeps, whatever it is. */
export function sweepStoreContract(name: string, start: () => Promise<SweepsUnderTest>): void {
  describe(`sweeps: ${name}`, () => {
    let under: SweepsUnderTest;
    let sweeps: SweepStore;
    beforeAll(async () => {
      under = await start();
      ({ sweeps } = under);
    });
    afterAll(async () => {
      await under.stop();
    });
    const begin = async (id: string, ...names: string[]): Promise<void> =>
      await sweeps.beginSweep(record(id), names, { owner: here, until });

    it("are given back as they were begun", async () => {
      await begin("A", "PC-2", "PC-1");

      expect(await sweeps.findSweep("A")).toStrictEqual({
        ...record("A"),
        state: { kind: "running" },
        owner: here,
        ownedUntil: until,
      });
      expect(await sweeps.linesOf("A")).toStrictEqual([
        { workstation: "PC-1", tries: 0 },
        { workstation: "PC-2", tries: 0 },
      ]);
      expect(await sweeps.findSweep("nobody")).toBeUndefined();
    });

    it("are not begun twice", async () => {
      await begin("B", "PC-1");

      await expect(begin("B", "PC-1")).rejects.toThrow(/./);
    });

    it("keep every scope and ten thousand lines", async () => {
      const names = Array.from({ length: 10_000 }, (_, index) => `PC-${index}`);
      const pattern = record("C", { scope: { kind: "pattern", pattern: "PC-*" } });
      await sweeps.beginSweep(pattern, names, { owner: here, until });

      expect(await sweeps.dueLines("C", now, 20_000)).toStrictEqual(
        names.map((workstation) => ({ workstation, tries: 0 })),
      );
    });

    it("give out what is due: first what was never tried, in the order of the lines", async () => {
      await begin("D", "PC-3", "PC-1", "PC-2");
      await sweeps.retryLine("D", "PC-3", { tries: 1, dueAt: "2026-03-02T09:59:00.000Z" });

      expect(await sweeps.dueLines("D", now, 9)).toStrictEqual([
        { workstation: "PC-1", tries: 0 },
        { workstation: "PC-2", tries: 0 },
        { workstation: "PC-3", tries: 1 },
      ]);
      expect(await sweeps.dueLines("D", now, 1)).toHaveLength(1);
    });

    it("keep what is tried again until its time", async () => {
      await begin("E", "PC-1");
      await sweeps.retryLine("E", "PC-1", { tries: 1, dueAt: "2026-03-02T10:00:30.000Z" });

      expect(await sweeps.dueLines("E", now, 9)).toEqual([]);
      expect(await sweeps.nextDue("E")).toBe("2026-03-02T10:00:30.000Z");
    });

    it("settle each line once", async () => {
      await begin("F", "PC-1");

      const won = await Promise.all(
        [asks, calm, away].map(
          async (result) => await sweeps.settleLine("F", settled("PC-1", result)),
        ),
      );

      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await sweeps.nextDue("F")).toBeUndefined();
      expect(await sweeps.retryLine("F", "PC-1", { tries: 1, dueAt: now })).toBe(false);
      expect(await sweeps.settleLine("F", settled("PC-9", calm))).toBe(false);
    });

    it("give lines back with their results, by name", async () => {
      await begin("G", "PC-2", "PC-1");
      const line = settled("PC-2", asks, { case: "K7Q2-MD4X", tries: 1 });
      await sweeps.settleLine("G", line);

      expect(await sweeps.linesOf("G")).toStrictEqual([{ workstation: "PC-1", tries: 0 }, line]);
    });

    it("tally equal results together, and what waits by whether it was tried", async () => {
      await begin("H", "PC-1", "PC-2", "PC-3", "PC-4", "PC-5");
      await sweeps.settleLine("H", settled("PC-1", asks, { case: "one" }));
      await sweeps.settleLine("H", settled("PC-2", asks, { case: "two", tries: 1 }));
      await sweeps.settleLine("H", settled("PC-3", away));
      await sweeps.retryLine("H", "PC-4", { tries: 1, dueAt: now });

      const tallies = await sweeps.tallySweep("H");

      expect(tallies).toHaveLength(4);
      expect(tallies).toEqual(
        expect.arrayContaining([
          { result: asks, tried: false, count: 2 },
          { result: away, tried: false, count: 1 },
          { tried: true, count: 1 },
          { tried: false, count: 1 },
        ]),
      );
      expect(await sweeps.tallySweep("nobody")).toEqual([]);
    });

    it("end once, and take nothing more then", async () => {
      await begin("I", "PC-1");
      const by = { id: "slack:user:U2", name: "Ben" };

      const won = [
        await sweeps.endSweep("I", { kind: "stopped", at: now, by }),
        await sweeps.endSweep("I", { kind: "ended", at: now }),
      ];

      expect(won).toEqual([true, false]);
      expect(await sweeps.findSweep("I")).toMatchObject({
        state: { kind: "stopped", at: now, by },
      });
      expect(await sweeps.settleLine("I", settled("PC-1", calm))).toBe(false);
      expect(await sweeps.retryLine("I", "PC-1", { tries: 1, dueAt: now })).toBe(false);
    });

    it("are owned by one, who may be followed by one", async () => {
      await begin("J", "PC-1");
      const later = "2026-03-02T10:02:00.000Z";

      const won = await Promise.all(
        [here, there].map(
          async (owner) => await sweeps.ownSweep("J", here, { owner, until: later }),
        ),
      );
      const now = await sweeps.findSweep("J");

      expect(won).toContain(true);
      expect(now?.ownedUntil).toBe(later);
      expect(await sweeps.ownSweep("J", { ...here, run: "else" }, { owner: here, until })).toBe(
        false,
      );
    });

    it("are listed while they run, oldest first", async () => {
      const at = (minute: number): string => `2025-03-02T10:0${minute}:00.000Z`;
      await sweeps.beginSweep(record("L", { askedAt: at(1) }), ["PC-1"], { owner: here, until });
      await sweeps.beginSweep(record("K", { askedAt: at(0) }), ["PC-1"], { owner: here, until });
      await sweeps.beginSweep(record("M", { askedAt: at(2) }), ["PC-1"], { owner: here, until });
      await sweeps.endSweep("M", { kind: "ended", at: at(3) });

      const ids = (await sweeps.runningSweeps()).map(({ id }) => id);

      expect(ids.slice(0, 2)).toEqual(["K", "L"]);
      expect(ids).not.toContain("M");
    });

    it("remember where their message is", async () => {
      await begin("N", "PC-1");
      const place = { platform: "slack", place: '{"channel":"C1","ts":"1.2"}' };

      await sweeps.tellSweepAt("N", place);

      expect(await sweeps.findSweep("N")).toMatchObject({ place });
    });
  });
}

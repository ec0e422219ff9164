import { afterEach, describe, expect, it, vi } from "vitest";
import { thisProcess } from "#bot/act/process-mark.ts";
import { openDesk } from "#bot/desk.ts";
import type { Reply, ReplyFile } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import type { SweepRecord } from "#bot/sweep/sweep.ts";
import { keepSweeping } from "#bot/sweep/sweeping.ts";
import { memoryCaseStore } from "../../support/memory-case-store.ts";
import { must, words } from "../../support/office.ts";
import { shut, sweepOffice } from "../../support/sweep-office.ts";

const sweepRecord: SweepRecord = {
  id: "K7Q2-MD4X",
  askedAt: "2026-03-02T10:00:00.000Z",
  askedBy: { id: "test:user:alice", name: "alice" },
  question: "sweep lab",
  scope: { kind: "groups", groups: ["lab"] },
  focus: "everything",
  gaps: [],
  retryAfter: [],
};

afterEach(() => {
  vi.useRealTimers();
});

describe("the message of a sweep", () => {
  it("is kept up to date in its place, and gets the result with its files", async () => {
    vi.useFakeTimers();
    const told: { place: string; says: string; files: number }[] = [];
    const tells = {
      slack: async (place: string, reply: Reply, files: readonly ReplyFile[] = []) => {
        told.push({ place, says: plain(reply.headline), files: files.length });
        return true;
      },
    };
    const at = sweepOffice(2, { tells });
    shut(at, "no-answer", "PC-2");
    const { stay } = await at.bot.ask({ text: "sweep lab", person: at.member });
    await must(stay)({ platform: "slack", place: "here" });

    await vi.advanceTimersByTimeAsync(20_000);
    await vi.advanceTimersByTimeAsync(600_000);
    await at.desk.sweepsUnderWay.stop();

    expect(new Set(told.map(({ place }) => place))).toEqual(new Set(["here"]));
    // Nobody waits minutes for the names of those that did answer.
    expect(told[0]?.says).toMatch(/^Nothing asks .* as far as 1 could be looked at\.$/u);
    expect(told[0]?.files).toBe(0);
    expect(told.at(-1)?.says).toMatch(/^Nothing asks for a restart on any of 2/u);
    expect(told.at(-1)?.files).toBe(1);
    // The same words are not said again while nothing happens.
    expect(told.length).toBeLessThanOrEqual(4);
  });

  it("is tried again when the platform does not take the result", async () => {
    vi.useFakeTimers();
    let refused = 0;
    const tells = {
      slack: async () => {
        refused += 1;
        return refused > 3;
      },
    };
    const at = sweepOffice(1, { tells });
    const { stay } = await at.bot.ask({ text: "sweep lab", person: at.member });
    await must(stay)({ platform: "slack", place: "here" });

    await vi.advanceTimersByTimeAsync(120_000);

    expect(refused).toBe(4);
    expect(await at.sweeps.runningSweeps()).toEqual([]);
  });
});

describe("a sweep whose bot was stopped", () => {
  it("is gone on with by the next one, which does not look again at what was settled", async () => {
    vi.useFakeTimers();
    const at = sweepOffice(2);
    shut(at, "no-answer", "PC-2");
    const { ongoing: one } = await at.bot.ask({ text: "sweep lab", person: at.member });
    await vi.advanceTimersByTimeAsync(1_000);
    await at.desk.sweepsUnderWay.stop();
    shut(at, undefined, "PC-2");

    const next = openDesk(at.deps);
    // In the store it stands as another process has left it.
    const left = { owner: { host: "another", pid: 1, run: "else" }, until: "" };
    await at.sweeps.ownSweep(must(one).sweep, thisProcess, left);
    next.sweepsUnderWay.add(keepSweeping(next));
    await vi.advanceTimersByTimeAsync(120_000);
    await next.sweepsUnderWay.stop();

    const lines = await at.sweeps.linesOf(must(one).sweep);
    expect(lines.map(({ result }) => result?.state)).toEqual(["looked", "looked"]);
    expect(at.pc("PC-1").opened()).toBe(1);
    expect(await at.sweeps.findSweep(must(one).sweep)).toMatchObject({ state: { kind: "ended" } });
  });

  it("is left to the process that still runs", async () => {
    vi.useFakeTimers();
    const at = sweepOffice(1);
    const elsewhere = { host: "another", pid: 1, run: "else" };
    const until = new Date(Date.now() + 60_000).toISOString();
    await at.sweeps.beginSweep(sweepRecord, ["PC-1"], { owner: elsewhere, until });

    at.desk.sweepsUnderWay.add(keepSweeping(at.desk));
    await vi.advanceTimersByTimeAsync(50_000);
    const early = at.pc("PC-1").opened();
    await vi.advanceTimersByTimeAsync(60_000);
    await at.desk.sweepsUnderWay.stop();

    expect(early).toBe(0);
    expect(at.pc("PC-1").opened()).toBe(1);
  });

  it("is gone on with only where what comes of it can be told, and there at once", async () => {
    vi.useFakeTimers();
    const at = sweepOffice(1);
    const elsewhere = { host: "another", pid: 1, run: "else" };
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await at.sweeps.beginSweep(sweepRecord, ["PC-1"], { owner: elsewhere, until });
    await at.sweeps.tellSweepAt(sweepRecord.id, { platform: "discord", place: "here" });
    let mine = false;
    const turns = { elsewhere: () => !mine, orphaned: () => true };
    const desk = openDesk({ ...at.deps, turns });

    desk.sweepsUnderWay.add(keepSweeping(desk));
    await vi.advanceTimersByTimeAsync(60_000);
    const early = at.pc("PC-1").opened();
    mine = true;
    await vi.advanceTimersByTimeAsync(60_000);
    await desk.sweepsUnderWay.stop();

    expect([early, at.pc("PC-1").opened()]).toEqual([0, 1]);
  });
});

it("fills nobody's newest cases with the looks of a sweep", async () => {
  const at = sweepOffice(3);
  await at.bot.ask({ text: "SRV-1", person: at.member });
  await at.sweep("sweep lab");

  const home = await at.bot.home(at.member);

  expect(home.evidence.find(({ title }) => title === "Your newest cases")?.rows).toHaveLength(1);
});

it("says that workstations may be missing while a list of them cannot be read", async () => {
  const at = sweepOffice(1, {}, { unread: () => ["the directory"] });

  const { reply, report } = await at.sweep("sweep lab");

  expect(report?.gaps).toEqual(["lists"]);
  expect(words(reply)).toContain("Not every list of workstations could be read");
});

it("names no case that could not be written down, and tells what was seen all the same", async () => {
  const cases = { ...memoryCaseStore(), add: async () => await Promise.reject(new Error("full")) };
  const at = sweepOffice(1, { cases });

  const { report } = await at.sweep("sweep lab");

  expect(report?.workstations).toMatchObject([{ state: "looked", headline: "nothing-found" }]);
  expect(report?.workstations[0]).not.toHaveProperty("case");
});

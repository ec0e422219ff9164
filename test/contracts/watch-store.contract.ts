import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Reply } from "#bot/reply.ts";
import type { Known, News, SettledRun, WatchRecord, WatchStore } from "#bot/watch/watch.ts";

interface WatchesUnderTest {
  readonly watches: WatchStore;
  stop(): Promise<void>;
}

const now = "2026-03-02T10:00:00.000Z";
const later = "2026-03-02T11:00:00.000Z";
const place = { platform: "slack", place: '{"channel":"C1","ts":"1.2"}' };

function record(id: string, more: Partial<WatchRecord> = {}): WatchRecord {
  return {
    id,
    begunAt: now,
    askedBy: { id: `test:user:${id}`, name: "Ann\u0000\ud800" },
    question: "watch lab \u0000 ' --",
    scope: { kind: "groups", groups: ["lab"] },
    everyMinutes: 60,
    until: "2026-04-01T10:00:00.000Z",
    held: [["slack:channel:C1", "slack:user:U1"], []],
    ...more,
  };
}

const reply: Reply = {
  headline: ["The restart files are back on ", { quote: "PC-1\u0000" }, "."],
  mood: "attention",
  body: [],
  evidence: [],
  buttons: [],
  footer: [],
};

function news(id: string, watch: string, at = now): News {
  return { id, watch, at, reply };
}

const known: Known = {
  workstation: "PC-1",
  look: {
    case: "K7Q2-MD4X",
    from: now,
    at: now,
    causes: [{ id: "restart-files", verdict: "leftover" }],
    unseen: [
      { id: "wininit-ini", seenAt: { case: "AAAA-AAAA", from: now, at: now } },
      { id: "intune" },
    ],
    had: ["computer-rename"],
  },
};

function settled(more: Partial<SettledRun> = {}): SettledRun {
  return { counts: { at: now, counts: { asks: 1 } }, known: [], forgotten: [], ...more };
}

function run(sweep: string): { sweep: string; takenAt: string; nextAt: string } {
  return { sweep, takenAt: now, nextAt: later };
}

/** What keeps watches, whatever it is. */
export function watchStoreContract(name: string, start: () => Promise<WatchesUnderTest>): void {
  describe(`watches: ${name}`, () => {
    let under: WatchesUnderTest;
    let watches: WatchStore;
    beforeAll(async () => {
      under = await start();
      ({ watches } = under);
    });
    afterAll(async () => {
      await under.stop();
    });
    const ids = (found: readonly { readonly id: string }[]): string[] => found.map(({ id }) => id);
    const running = async (id: string): Promise<void> => {
      await watches.beginWatch(record(id), now);
      await watches.takeRun(id, now, run(`sweep-${id}`));
    };

    it("are given back as they were begun, to whoever began them", async () => {
      await watches.beginWatch(record("A"), now);

      const kept = { ...record("A"), state: { kind: "active" }, nextAt: now };
      expect(await watches.findWatch("A")).toStrictEqual(kept);
      expect(await watches.watchesOf("test:user:A")).toStrictEqual([kept]);
      expect(await watches.watchesOf("nobody")).toEqual([]);
      expect(await watches.findWatch("nobody")).toBeUndefined();
      await expect(watches.beginWatch(record("A"), now)).rejects.toThrow(/./);
    });

    it("are renewed under their id while they are active", async () => {
      await watches.beginWatch(record("B"), later);
      const anew = record("B", { everyMinutes: 15, question: "watch lab every 15 minutes" });

      expect(await watches.renewWatch(anew, now)).toBe(true);
      expect(await watches.findWatch("B")).toMatchObject({ ...anew, nextAt: now });

      await watches.endWatch("B", { kind: "ended", at: now });
      expect(await watches.renewWatch(anew, now)).toBe(false);
    });

    it("are due from their time on, the longest due first, and not while they run", async () => {
      const early = "2020-01-01T00:00:00.000Z";
      const earlier = "2019-01-01T00:00:00.000Z";
      await watches.beginWatch(record("C"), early);
      await watches.beginWatch(record("D"), earlier);
      await watches.beginWatch(record("E"), later);

      expect(ids(await watches.dueWatches(early, 9))).toEqual(["D", "C"]);
      expect(ids(await watches.dueWatches(early, 1))).toEqual(["D"]);
      expect(ids(await watches.dueWatches(now, 99))).not.toContain("E");

      await watches.takeRun("D", earlier, run("sweep-D"));
      expect(ids(await watches.dueWatches(early, 9))).toEqual(["C"]);
      expect(ids(await watches.runningWatches())).toContain("D");
    });

    it("give each run to one", async () => {
      await watches.beginWatch(record("F"), now);

      const won = await Promise.all(
        ["one", "two", "three"].map(
          async (sweep) => await watches.takeRun("F", now, run(`F-${sweep}`)),
        ),
      );

      expect(won.filter(Boolean)).toHaveLength(1);
      const taken = await watches.findWatch("F");
      expect(taken).toMatchObject({ nextAt: later, run: { takenAt: now } });
      expect(taken?.run?.sweep).toMatch(/^F-/u);
    });

    it("are due again when a run came to nothing, told by whoever had it", async () => {
      await running("G");

      expect(await watches.dropRun("G", "another", now)).toBe(false);
      expect(await watches.dropRun("G", "sweep-G", now)).toBe(true);
      expect(await watches.findWatch("G")).toStrictEqual({
        ...record("G"),
        state: { kind: "active" },
        nextAt: now,
      });
    });

    it("settle each run once, with all that came of it", async () => {
      await running("H");
      await watches.tellWatchAt("H", place);
      const other: Known = { workstation: "PC-2", leftOut: true };
      const all = settled({ known: [known, other], news: news("news-H", "H") });

      const won = await Promise.all(
        [all, all].map(async (one) => await watches.settleRun("H", "sweep-H", one)),
      );

      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await watches.knownOf("H")).toStrictEqual([known, other]);
      expect(await watches.runsOf("H", now)).toStrictEqual([all.counts]);
      expect(await watches.runsOf("H", later)).toEqual([]);
      expect(await watches.lastNews("H")).toStrictEqual(all.news);
      expect((await watches.findWatch("H"))?.run).toBeUndefined();
    });

    it("replace and forget what was known of single workstations", async () => {
      await running("I");
      const other: Known = { workstation: "PC-2", leftOut: true };
      await watches.settleRun("I", "sweep-I", settled({ known: [known, other] }));
      await watches.takeRun("I", later, { ...run("again"), nextAt: now });
      const { look: _, ...bare } = known;

      await watches.settleRun("I", "again", settled({ known: [bare], forgotten: ["PC-2"] }));

      expect(await watches.knownOf("I")).toStrictEqual([bare]);
    });

    it("keep ten thousand workstations", async () => {
      await running("J");
      const many = Array.from({ length: 10_000 }, (_, index) => {
        return { ...known, workstation: `PC-${String(index).padStart(5, "0")}` };
      });

      await watches.settleRun("J", "sweep-J", settled({ known: many }));

      expect(await watches.knownOf("J")).toStrictEqual(many);
    });

    it("end once, and settle nothing more then", async () => {
      await running("K");
      const by = { id: "slack:user:U2", name: "Ben" };

      const won = [
        await watches.endWatch("K", { kind: "stopped", at: now, by }, news("news-K", "K")),
        await watches.endWatch("K", { kind: "ended", at: now }, news("news-K2", "K")),
      ];

      expect(won).toEqual([true, false]);
      expect(await watches.findWatch("K")).toMatchObject({
        state: { kind: "stopped", at: now, by },
      });
      expect(await watches.lastNews("K")).toStrictEqual(news("news-K", "K"));
      expect(await watches.settleRun("K", "sweep-K", settled())).toBe(false);
      expect(await watches.watchesOf("test:user:K")).toEqual([]);
      expect(ids(await watches.runningWatches())).not.toContain("K");
    });

    it("are over from their end on", async () => {
      await watches.beginWatch(record("L", { until: "2001-01-01T00:00:00.000Z" }), later);

      expect(ids(await watches.overWatches("2000-12-31T23:59:59.999Z"))).toEqual([]);
      expect(ids(await watches.overWatches("2001-01-01T00:00:00.000Z"))).toEqual(["L"]);
    });

    it("keep what is to be told until there is a place, and give it to one", async () => {
      await watches.beginWatch(record("M"), later);
      await watches.endWatch("M", { kind: "ended", at: now }, news("news-M", "M"));
      const mine = async (at: string): ReturnType<WatchStore["newsToTell"]> =>
        (await watches.newsToTell(at, 99)).filter(({ watch }) => watch === "M");
      const before = await mine(now);
      await watches.tellWatchAt("M", place);

      expect(before).toEqual([]);
      expect(await mine(now)).toStrictEqual([
        { ...news("news-M", "M"), place, tries: 0, dueAt: now },
      ]);
      const won = await Promise.all([
        watches.takeNews("news-M", now, later),
        watches.takeNews("news-M", now, later),
      ]);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await mine(now)).toEqual([]);
      expect(await mine(later)).toMatchObject([{ tries: 1, dueAt: later }]);

      await watches.closeNews("news-M");
      expect(await mine(later)).toEqual([]);
      expect(await watches.takeNews("news-M", later, later)).toBe(false);
      expect(await watches.lastNews("M")).toStrictEqual(news("news-M", "M"));
    });

    it("give out what is to be told in its order, one of each watch at a time", async () => {
      await running("P");
      await watches.tellWatchAt("P", place);
      await watches.settleRun("P", "sweep-P", settled({ news: news("came", "P", now) }));
      await watches.takeRun("P", later, { ...run("next"), nextAt: now });
      await watches.settleRun("P", "next", settled({ news: news("went", "P", later) }));
      const mine = async (at: string): Promise<string[]> =>
        ids((await watches.newsToTell(at, 99)).filter(({ watch }) => watch === "P"));

      const first = await mine(later);
      await watches.takeNews("came", now, "2026-03-02T12:00:00.000Z");
      const meanwhile = await mine(later);
      await watches.closeNews("came");

      expect(first).toEqual(["came"]);
      expect(meanwhile).toEqual([]);
      expect(await mine(later)).toEqual(["went"]);
    });

    it("forget what is old, and only that", async () => {
      const old = "1999-01-01T00:00:00.000Z";
      const time = "1999-06-01T00:00:00.000Z";
      await running("N");
      await watches.settleRun(
        "N",
        "sweep-N",
        settled({ counts: { at: old, counts: { clear: 2 } }, news: news("news-N", "N", old) }),
      );
      await watches.closeNews("news-N");
      await running("O");
      await watches.settleRun("O", "sweep-O", settled({ known: [known] }));
      await watches.endWatch("O", { kind: "ended", at: old }, news("news-O", "O"));

      await watches.forgetBefore(time);

      expect(await watches.runsOf("N", old)).toHaveLength(1);
      expect(await watches.lastNews("N")).toBeUndefined();
      expect(await watches.findWatch("O")).toBeUndefined();
      expect(await watches.knownOf("O")).toEqual([]);
      expect(await watches.lastNews("O")).toBeUndefined();
      expect(await watches.findWatch("H")).toBeDefined();
      expect(await watches.lastNews("H")).toBeDefined();
    });
  });
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseRecord, CaseStore, Claims, JournalNote } from "#bot/cases.ts";
import { alice, bob, caseRecord, offerRecord } from "../support/case-records.ts";
import { waitingOffersContract } from "./waiting-offers.contract.ts";

const hostile =
  "<!channel> @everyone `code` \u0000\u001b[31m\u202E' ; drop table cases; -- \ud800 \u{1f4a3}\r\n";

export interface StoreUnderTest {
  readonly store: CaseStore & Claims;
  /** Moves the clock on by which the store counts the 24 hours of a claim. */
  later(milliseconds: number): void;
  stop(): Promise<void>;
}

/** What every store of cases and claims does, whatever keeps it. */
export function caseStoreContract(name: string, start: () => Promise<StoreUnderTest>): void {
  describe(`a store of cases: ${name}`, () => {
    let under: StoreUnderTest;
    let store: CaseStore & Claims;
    beforeAll(async () => {
      under = await start();
      store = under.store;
    });
    afterAll(async () => {
      await under.stop();
    });

    let cases = 0;
    /** A case with one open offer, for one test alone. */
    const fresh = async (): Promise<{ caseId: string; offerId: string }> => {
      cases += 1;
      const caseId = `K${cases}`;
      await store.add(caseRecord(caseId), [offerRecord(caseId)]);
      return { caseId, offerId: `${caseId}-1` };
    };

    describe("adding and finding", () => {
      it("gives a case and its offers back as they were added", async () => {
        const second = { ...offerRecord("A1", "A1-0"), confirm: "twice" as const };

        await store.add(caseRecord("A1"), [offerRecord("A1", "A1-9"), second]);

        expect(await store.findCase("A1")).toStrictEqual(caseRecord("A1"));
        expect(await store.offersOf("A1")).toStrictEqual([
          { ...offerRecord("A1", "A1-9"), state: "open" },
          { ...second, state: "open" },
        ]);
        expect(await store.findOffer("A1-0")).toStrictEqual({ ...second, state: "open" });
      });

      it("takes a case without offers", async () => {
        await store.add(caseRecord("A2"), []);

        expect(await store.offersOf("A2")).toEqual([]);
      });

      it("finds nothing under ids that nobody added", async () => {
        expect(await store.findCase("nobody")).toBeUndefined();
        expect(await store.findCase(hostile)).toBeUndefined();
        expect(await store.findOffer("nobody")).toBeUndefined();
        expect(await store.offersOf("nobody")).toEqual([]);
        expect(await store.journal("nobody")).toEqual([]);
      });

      it("refuses a second case with the same id, and keeps the first", async () => {
        const { caseId } = await fresh();

        await expect(store.add(caseRecord(caseId, "another"), [])).rejects.toThrow(/./);

        expect(await store.findCase(caseId)).toStrictEqual(caseRecord(caseId));
      });

      it.each([
        ["has the id of another offer", (existing: string) => offerRecord("B1", existing)],
        ["belongs to another case", () => offerRecord("not-B1", "B1-1")],
      ])("adds nothing of a case when one of its offers %s", async (_, makeOffer) => {
        const { offerId } = await fresh();

        await expect(
          store.add(caseRecord("B1"), [offerRecord("B1", "B1-0"), makeOffer(offerId)]),
        ).rejects.toThrow(/./);

        expect(await store.findCase("B1")).toBeUndefined();
        expect(await store.findOffer("B1-0")).toBeUndefined();
        expect(await store.findOffer(offerId)).toMatchObject({ state: "open" });
      });

      it("gives the newest cases of one person, newest first", async () => {
        const asked = (id: string, by: string, askedAt: string): CaseRecord => ({
          ...caseRecord(id),
          askedAt,
          askedBy: { id: by, name: "whoever" },
        });
        await store.add(asked("PM1", "test:user:p", "2026-03-01T08:00:00.000Z"), []);
        await store.add(asked("PM2", "test:user:q", "2026-03-02T08:00:00.000Z"), []);
        await store.add(asked("PM3", "test:user:p", "2026-03-03T08:00:00.000Z"), []);
        await store.add(asked("PM4", "test:user:p", "2026-03-02T08:00:00.000Z"), []);

        const newest = await store.casesOf("test:user:p", 2);

        expect(newest.map(({ id }) => id)).toEqual(["PM3", "PM4"]);
        expect(await store.casesOf(hostile.toWellFormed().replaceAll("\0", ""), 2)).toEqual([]);
      });

      it("leaves unlisted cases out of a person's, and finds them by their id", async () => {
        const record = {
          ...caseRecord("PU1"),
          askedBy: { id: "test:user:unlisted", name: "Ann" },
        };
        await store.add(record, [], "unlisted");

        expect(await store.casesOf("test:user:unlisted", 2)).toEqual([]);
        expect(await store.findCase("PU1")).toStrictEqual(record);
      });

      it("gives hostile text back unchanged", async () => {
        const record = {
          ...caseRecord("H1", hostile),
          askedBy: { id: "web:user:x", name: hostile },
        };
        await store.add(record, [offerRecord("H1")]);

        await store.take("H1-1", { id: "web:user:x", name: hostile }, "2026-03-02T10:12:00Z");

        expect(await store.findCase("H1")).toStrictEqual(record);
        expect(await store.findOffer("H1-1")).toMatchObject({ by: { name: hostile } });
      });

      it("gives two million characters back unchanged", async () => {
        const long = hostile.repeat(Math.ceil(2_000_000 / hostile.length));
        const record = caseRecord("L1");
        const rows = [{ quote: long, says: ["said"] }];
        const reply = { ...record.reply, evidence: [{ title: "The batch", rows }] };

        await store.add({ ...record, question: long, reply }, []);

        const found = await store.findCase("L1");
        expect(found?.question === long).toBe(true);
        expect(found?.reply.evidence[0]?.rows[0]?.quote === long).toBe(true);
      });

      it("keeps what it was given, not what the caller makes of it later", async () => {
        const mutable = structuredClone(caseRecord("M1"));
        await store.add(mutable, []);

        Object.assign(mutable, { question: "changed" });

        expect((await store.findCase("M1"))?.question).toBe(caseRecord("M1").question);
      });
    });

    describe("looking back", () => {
      const looked = async (id: string, day: number, workstation: string): Promise<void> => {
        const askedAt = `2026-03-0${day}T10:00:00.000Z`;
        const record = { ...caseRecord(id), workstation, askedAt };
        await store.add({ ...record, report: { ...record.report, workstation, askedAt } }, []);
      };

      it("gives what was seen of one workstation, newest first, whenever it was added", async () => {
        await looked("P2", 2, "PC-P");
        await looked("P3", 3, "PC-P");
        await looked("P1", 1, "PC-P");
        await looked("P4", 4, "PC-Q");

        const looks = await store.pastLooks("PC-P", 20);

        expect(looks.map(({ at }) => at)).toEqual(
          [3, 2, 1].map((day) => `2026-03-0${day}T10:00:00.000Z`),
        );
        expect(looks[0]).toStrictEqual({
          at: "2026-03-03T10:00:00.000Z",
          hostKey: "SHA256:abc",
          boot: { bootId: 127, lastRestart: "2026-02-27T06:30:00.000Z" },
          signals: [
            {
              id: "windows-update",
              state: "present",
              evidence: ["key", "an update", "another"],
            },
          ],
        });
      });

      it("gives the newest when there are more than were asked for", async () => {
        for (const day of [1, 2, 3]) await looked(`R${day}`, day, "PC-R");

        const looks = await store.pastLooks("PC-R", 2);

        expect(looks.map(({ at }) => at.slice(8, 10))).toEqual(["03", "02"]);
      });

      it("does not count a case in which the workstation was not looked at", async () => {
        await looked("S1", 1, "PC-S");
        const { hostKey: _, ...report } = caseRecord("S2").report;
        for (const id of ["S2", "S3", "S4"]) {
          await store.add({ ...caseRecord(id), workstation: "PC-S", report }, []);
        }

        expect(await store.pastLooks("PC-S", 1)).toMatchObject([
          { at: "2026-03-01T10:00:00.000Z" },
        ]);
      });

      it("gives nothing of a workstation that nobody asked about", async () => {
        expect(await store.pastLooks("PC-T", 20)).toEqual([]);
        expect(await store.pastLooks(hostile, 20)).toEqual([]);
      });

      it("gives what was not seen as it was: not as gone, and no times that were not known", async () => {
        const { boot: _, ...report } = caseRecord("U1").report;
        const signals = [
          { id: "one", state: "unseen" as const, verdict: "unseen" as const, evidence: ["denied"] },
          { id: "other", state: "absent" as const, evidence: [] },
        ];
        await store.add(
          { ...caseRecord("U1"), workstation: "PC-U", report: { ...report, signals } },
          [],
        );

        expect(await store.pastLooks("PC-U", 20)).toMatchObject([
          {
            boot: {},
            signals: [
              { id: "one", state: "unseen" },
              { id: "other", state: "absent" },
            ],
          },
        ]);
      });
    });

    describe("taking an offer", () => {
      it("has exactly one winner among twenty at once; the others see who won", async () => {
        const { offerId } = await fresh();
        const people = Array.from({ length: 20 }, (_, at) => ({
          id: `slack:user:U${at}`,
          name: "x",
        }));

        const taken = await Promise.all(
          people.map(async (by) => await store.take(offerId, by, "2026-03-02T10:12:00Z")),
        );

        const winner = people[taken.findIndex(({ won }) => won)];
        expect(taken.filter(({ won }) => won)).toHaveLength(1);
        expect(taken.map(({ offer }) => offer)).toStrictEqual(
          people.map(() => ({ state: "taken", by: winner, at: "2026-03-02T10:12:00Z" })),
        );
      });

      it("opens it again when it is released, and then has a new winner", async () => {
        const { offerId } = await fresh();
        await store.take(offerId, alice, "2026-03-02T10:12:00Z");

        await store.release(offerId);

        expect(await store.findOffer(offerId)).toStrictEqual({
          ...offerRecord(offerId.slice(0, -2)),
          state: "open",
        });
        expect(await store.take(offerId, bob, "2026-03-02T10:13:00Z")).toStrictEqual({
          won: true,
          offer: { state: "taken", by: bob, at: "2026-03-02T10:13:00Z" },
        });
      });

      it("refuses to take, release, note or finish an offer that nobody made", async () => {
        await expect(store.take("nobody", alice, "2026-03-02T10:12:00Z")).rejects.toThrow(/./);
        await expect(store.release("nobody")).rejects.toThrow(/./);
        await expect(store.note("nobody", note("intend"))).rejects.toThrow(/./);
        await expect(store.finish("nobody", "removed", undefined)).rejects.toThrow(/./);
      });

      it("refuses to release, note or finish an offer that nobody has taken", async () => {
        const { offerId } = await fresh();

        await expect(store.release(offerId)).rejects.toThrow(/not taken/);
        await expect(store.note(offerId, note("intend"))).rejects.toThrow(/not taken/);
        await expect(store.finish(offerId, "removed", undefined)).rejects.toThrow(/not taken/);

        expect(await store.findOffer(offerId)).toMatchObject({ state: "open" });
        expect(await store.journal(offerId)).toEqual([]);
      });
    });

    describe("the journal", () => {
      it("gives the notes back in the order in which they were made", async () => {
        const { offerId } = await fresh();
        await store.take(offerId, alice, "2026-03-02T10:12:00Z");
        const notes = Array.from({ length: 12 }, (_, at) => note(`step ${12 - at}`));

        for (const one of notes) await store.note(offerId, one);

        expect(await store.journal(offerId)).toStrictEqual(notes);
      });

      it("stays with the offer when the act is released, and goes on with the next", async () => {
        const { offerId } = await fresh();
        await store.take(offerId, alice, "2026-03-02T10:12:00Z");
        await store.note(offerId, note("intend"));
        await store.release(offerId);
        await store.take(offerId, bob, "2026-03-02T10:13:00Z");

        await store.note(offerId, note("move"));

        expect(await store.journal(offerId)).toStrictEqual([note("intend"), note("move")]);
      });
    });

    describe("a journal that somebody else may go on with", () => {
      it("takes a note after as many notes as it has, and refuses it after fewer or more", async () => {
        const { offerId } = await fresh();
        await store.take(offerId, alice, "2026-03-02T10:12:00Z");
        await store.note(offerId, note("begin"), 0);

        await expect(store.note(offerId, note("late"), 0)).rejects.toThrow(/somebody else/);
        await expect(store.note(offerId, note("early"), 2)).rejects.toThrow(/somebody else/);
        await store.note(offerId, note("move"), 1);

        expect(await store.journal(offerId)).toStrictEqual([note("begin"), note("move")]);
      });

      it("has one winner among those who go on at the same place", async () => {
        const { offerId } = await fresh();
        await store.take(offerId, alice, "2026-03-02T10:12:00Z");

        const tried = await Promise.allSettled(
          Array.from({ length: 10 }, async (_, at) => await store.note(offerId, note(`${at}`), 0)),
        );

        expect(tried.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
        expect(await store.journal(offerId)).toHaveLength(1);
      });
    });

    describe("acts that have not ended", () => {
      it("lists what is taken, oldest first, and neither what is open nor what has ended", async () => {
        const younger = await fresh();
        const older = await fresh();
        const ended = await fresh();
        const givenBack = await fresh();
        await store.take(younger.offerId, alice, "2026-03-02T10:13:00Z");
        await store.take(older.offerId, bob, "2026-03-02T10:12:00Z");
        await store.take(ended.offerId, bob, "2026-03-02T10:12:00Z");
        await store.finish(ended.offerId, "removed", undefined);
        await store.take(givenBack.offerId, bob, "2026-03-02T10:12:00Z");
        await store.release(givenBack.offerId);

        const unfinished = await store.unfinished();

        const ids = new Set([younger, older, ended, givenBack].map(({ offerId }) => offerId));
        expect(unfinished.filter(({ id }) => ids.has(id))).toStrictEqual([
          {
            ...offerRecord(older.caseId),
            state: "taken",
            by: bob,
            at: "2026-03-02T10:12:00Z",
          },
          {
            ...offerRecord(younger.caseId),
            state: "taken",
            by: alice,
            at: "2026-03-02T10:13:00Z",
          },
        ]);
      });
    });

    describe("finishing an act", () => {
      it("closes the offer with who, when and the outcome, and opens the way back", async () => {
        const { caseId, offerId } = await fresh();
        const wayBack = { ...offerRecord(caseId, `${caseId}-0`), act: "undo-clear" as const };
        await store.take(offerId, alice, "2026-03-02T10:12:00Z");

        await store.finish(offerId, "removed", wayBack);

        expect(await store.offersOf(caseId)).toStrictEqual([
          {
            ...offerRecord(caseId),
            state: "closed",
            by: alice,
            at: "2026-03-02T10:12:00Z",
            outcome: "removed",
          },
          { ...wayBack, state: "open" },
        ]);
      });

      it("is final: nobody takes, releases, notes or finishes it again", async () => {
        const { offerId } = await fresh();
        await store.take(offerId, alice, "2026-03-02T10:12:00Z");
        await store.finish(offerId, "unknown", undefined);
        const closed = {
          state: "closed",
          by: alice,
          at: "2026-03-02T10:12:00Z",
          outcome: "unknown",
        };

        expect(await store.take(offerId, bob, "2026-03-02T10:13:00Z")).toStrictEqual({
          won: false,
          offer: closed,
        });
        await expect(store.release(offerId)).rejects.toThrow(/not taken/);
        await expect(store.note(offerId, note("late"))).rejects.toThrow(/not taken/);
        await expect(store.finish(offerId, "removed", undefined)).rejects.toThrow(/not taken/);
        expect(await store.findOffer(offerId)).toMatchObject(closed);
      });

      it.each([
        ["has the id of another offer", (caseId: string) => offerRecord(caseId)],
        ["belongs to another case", (caseId: string) => offerRecord("A-other", `${caseId}-2`)],
      ])("changes nothing when the way back %s", async (_, makeWayBack) => {
        const { caseId, offerId } = await fresh();
        await store.take(offerId, alice, "2026-03-02T10:12:00Z");

        await expect(store.finish(offerId, "removed", makeWayBack(caseId))).rejects.toThrow(/./);

        expect(await store.offersOf(caseId)).toMatchObject([{ id: offerId, state: "taken" }]);
      });
    });

    waitingOffersContract({ store: () => store, fresh });

    describe("claims", () => {
      it("gives a key to the first who claims it, and to nobody else", async () => {
        const claims = await Promise.all(
          Array.from({ length: 20 }, async () => await store.claim("slack:event:Ev1")),
        );

        expect(claims.filter(Boolean)).toHaveLength(1);
        expect(await store.claim("slack:event:Ev1")).toBe(false);
        expect(await store.claim("slack:event:Ev2")).toBe(true);
      });

      it("forgets a claim after 24 hours, not before", async () => {
        await store.claim("discord:interaction:1");

        under.later(24 * 60 * 60 * 1000 - 1);
        const before = await store.claim("discord:interaction:1");
        under.later(1);
        const after = await store.claim("discord:interaction:1");

        expect([before, after]).toEqual([false, true]);
      });
    });
  });
}

function note(step: string): JournalNote {
  return {
    at: "2026-03-02T10:12:01Z",
    step,
    facts: { path: "C:\\Windows\\_Mssetup.bat", bytes: 255, answered: true, said: hostile },
  };
}

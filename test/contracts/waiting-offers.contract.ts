import { describe, expect, it } from "vitest";
import type { ApprovalRequest, CaseStore } from "#bot/cases.ts";
import { alice, bob, offerRecord } from "../support/case-records.ts";
import { must } from "../support/office.ts";

interface Scene {
  store(): CaseStore;
  /** A case with one open offer, for one test alone. */
  fresh(): Promise<{ caseId: string; offerId: string }>;
}

/** Offers that wait: for a second person's yes, or for the end of their time. */
export function waitingOffersContract(scene: Scene): void {
  describe("asking for a second person's yes", () => {
    const request = (at: string, until: string, by = alice): ApprovalRequest => ({
      by,
      at,
      until,
    });
    const first = request("2026-03-02T10:00:00.000Z", "2026-03-02T11:00:00.000Z");

    it("remembers who asked, until it is withdrawn", async () => {
      const { offerId } = await scene.fresh();

      expect(await scene.store().request(offerId, first)).toStrictEqual({
        won: true,
        request: first,
      });

      expect(await scene.store().requestOf(offerId)).toStrictEqual(first);
      expect(await scene.store().withdraw(offerId)).toBe(true);
      expect(await scene.store().requestOf(offerId)).toBeUndefined();
      expect(await scene.store().withdraw(offerId)).toBe(false);
    });

    it("is acted upon only while that very request stands", async () => {
      const at = "2026-03-02T10:12:00.000Z";
      const [standing, withdrawn, renewed] = [
        await scene.fresh(),
        await scene.fresh(),
        await scene.fresh(),
      ];
      for (const { offerId } of [standing, withdrawn, renewed]) {
        await scene.store().request(offerId, first);
      }
      await scene.store().withdraw(withdrawn.offerId);
      await scene.store().request(renewed.offerId, { ...first, at: first.until, until: "2027" });

      const take = async ({ offerId }: { offerId: string }): Promise<unknown> =>
        await scene.store().takeApproved(offerId, first, at);

      expect(await take(standing)).toStrictEqual({
        won: true,
        offer: { state: "taken", by: alice, at },
      });
      for (const one of [withdrawn, renewed]) {
        expect(await take(one)).toStrictEqual({ won: false, offer: { state: "open" } });
        expect(await scene.store().findOffer(one.offerId)).toMatchObject({ state: "open" });
      }
    });

    it("cannot be withdrawn any more once it is acted upon", async () => {
      const { offerId } = await scene.fresh();
      await scene.store().request(offerId, first);
      await scene.store().takeApproved(offerId, first, "2026-03-02T10:12:00.000Z");

      expect(await scene.store().withdraw(offerId)).toBe(false);
    });

    it("is either withdrawn or acted upon when both are tried at once", async () => {
      const both = Array.from({ length: 10 }, async () => {
        const { offerId } = await scene.fresh();
        await scene.store().request(offerId, first);
        const [taken, withdrawn] = await Promise.all([
          scene.store().takeApproved(offerId, first, "2026-03-02T10:12:00.000Z"),
          scene.store().withdraw(offerId),
        ]);
        return [taken.won, withdrawn].filter(Boolean).length;
      });

      expect(await Promise.all(both)).toEqual(Array.from({ length: 10 }, () => 1));
    });

    it("gives whoever asks second the request that stands", async () => {
      const { offerId } = await scene.fresh();
      await scene.store().request(offerId, first);

      const second = await scene
        .store()
        .request(offerId, request("2026-03-02T10:59:59.999Z", "2026-03-02T12:00:00.000Z", bob));

      expect(second).toStrictEqual({ won: false, request: first });
    });

    it("lets a new request take the place of one that is void", async () => {
      const { offerId } = await scene.fresh();
      await scene.store().request(offerId, first);
      const later = request("2026-03-02T11:00:00.000Z", "2026-03-02T12:00:00.000Z", bob);

      expect(await scene.store().request(offerId, later)).toStrictEqual({
        won: true,
        request: later,
      });
      expect(await scene.store().requestOf(offerId)).toStrictEqual(later);
    });

    it("has one winner among many that ask at once", async () => {
      const { offerId } = await scene.fresh();

      const asked = await Promise.all(
        Array.from(
          { length: 10 },
          async (_, index) =>
            await scene.store().request(offerId, { ...first, by: { id: `u:${index}`, name: "x" } }),
        ),
      );

      expect(asked.filter(({ won }) => won)).toHaveLength(1);
      expect(new Set(asked.map(({ request: { by } }) => by.id)).size).toBe(1);
    });

    it("refuses a request for an offer that is not open, or that nobody made", async () => {
      const { offerId } = await scene.fresh();
      await scene.store().take(offerId, alice, "2026-03-02T10:12:00.000Z");

      await expect(scene.store().request(offerId, first)).rejects.toThrow(/not open/);
      await expect(scene.store().request("nobody", first)).rejects.toThrow(/./);
    });

    it("lists what waits, oldest first, without what is void, withdrawn or taken", async () => {
      const [one, two, gone, taken, past] = [
        await scene.fresh(),
        await scene.fresh(),
        await scene.fresh(),
        await scene.fresh(),
        await scene.fresh(),
      ];
      const at = (minute: number): ApprovalRequest =>
        request(`2031-03-02T10:0${minute}:00.000Z`, "2031-03-02T11:00:00.000Z");
      await scene.store().request(two.offerId, at(2));
      await scene.store().request(one.offerId, at(1));
      await scene.store().request(gone.offerId, at(3));
      await scene.store().withdraw(gone.offerId);
      await scene.store().request(taken.offerId, at(4));
      await scene.store().take(taken.offerId, bob, "2031-03-02T10:05:00.000Z");
      await scene.store().request(past.offerId, { ...at(5), until: "2031-03-02T10:06:00.000Z" });

      const waiting = await scene.store().requests("2031-03-02T10:06:00.000Z");

      expect(waiting).toStrictEqual([
        { offer: offerRecord(one.caseId), request: at(1) },
        { offer: offerRecord(two.caseId), request: at(2) },
      ]);
    });
  });

  describe("what is kept", () => {
    /** A case whose removal was at that time, with its way back. */
    const removed = async (at: string): Promise<string> => {
      const { caseId, offerId } = await scene.fresh();
      await scene.store().take(offerId, alice, at);
      const back = { ...offerRecord(caseId, `${caseId}-back`), act: "undo-clear" as const };
      await scene.store().finish(offerId, "removed", back);
      return back.id;
    };

    it("is listed by its way back once its last act was before a time, oldest first", async () => {
      const late = await removed("1999-01-02T10:00:00.000Z");
      const early = await removed("1999-01-01T10:00:00.000Z");
      await removed("1999-01-03T10:00:00.000Z");

      const kept = await scene.store().keptBefore("1999-01-03T10:00:00.000Z");

      expect(kept.map(({ id }) => id)).toEqual([early, late]);
      expect(kept[0]).toStrictEqual({
        ...offerRecord(must(kept[0]).caseId, early),
        act: "undo-clear",
      });
    });

    it("is not listed while somebody puts it back, nor afterwards", async () => {
      const back = await removed("1998-01-01T10:00:00.000Z");
      await scene.store().take(back, bob, "1998-01-02T10:00:00.000Z");

      const during = await scene.store().keptBefore("1998-02-01T00:00:00.000Z");
      await scene.store().finish(back, "restored", undefined);
      const afterwards = await scene.store().keptBefore("1998-02-01T00:00:00.000Z");

      expect([during, afterwards]).toEqual([[], []]);
    });
  });
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Leases } from "#bot/leases.ts";

interface LeasesUnderTest {
  readonly leases: Leases;
  stop(): Promise<void>;
}

const one = { host: "desk", pid: 7, run: "one" };
const two = { host: "other", pid: 8, run: "two" };
const three = { host: "third\u0000\ud800 ' --", pid: 9, run: "three" };
const long = { milliseconds: 60_000 };

/** What keeps leases, whatever it is. */
export function leasesContract(name: string, start: () => Promise<LeasesUnderTest>): void {
  describe(`leases: ${name}`, () => {
    let under: LeasesUnderTest;
    let leases: Leases;
    beforeAll(async () => {
      under = await start();
      ({ leases } = under);
    });
    afterAll(async () => {
      await under.stop();
    });

    it("have one holder, whom everybody else is told of", async () => {
      expect(await leases.take("A", one, long)).toStrictEqual(one);

      expect(await leases.take("A", two, long)).toStrictEqual(one);
      expect(await leases.take("A", three, long)).toStrictEqual(one);
    });

    it("are one for each name", async () => {
      await leases.take("B", one, long);

      expect(await leases.take("B2", two, long)).toStrictEqual(two);
    });

    it("have one winner among many at once", async () => {
      const all = Array.from({ length: 12 }, (_, at) => ({ host: "h", pid: at, run: `run ${at}` }));

      const holders = await Promise.all(all.map(async (by) => await leases.take("C", by, long)));

      expect(new Set(holders.map(({ run }) => run)).size).toBe(1);
    });

    it("are prolonged by their holder, and may be shortened", async () => {
      await leases.take("D", one, { milliseconds: 0 });
      await leases.take("D", one, long);
      expect(await leases.take("D", two, long)).toStrictEqual(one);

      await leases.take("D", one, { milliseconds: 0 });
      expect(await leases.take("D", two, long)).toStrictEqual(two);
    });

    it("are free when their time is over", async () => {
      await leases.take("E", one, { milliseconds: 200 });

      await expect
        .poll(async () => await leases.take("E", two, long), { timeout: 10_000 })
        .toStrictEqual(two);
      expect(await leases.take("E", one, long)).toStrictEqual(two);
    });

    it("pass from a holder that is known to have ended to one that names it, and only then", async () => {
      await leases.take("F", one, long);

      expect(await leases.take("F", two, { ...long, after: three })).toStrictEqual(one);
      const followed = await Promise.all(
        [two, three].map(async (by) => await leases.take("F", by, { ...long, after: one })),
      );

      expect(followed[0]).toStrictEqual(followed[1]);
      expect(followed[0]).not.toStrictEqual(one);
    });

    it("are free once they are given back by their holder, and not by anybody else", async () => {
      await leases.take("G", three, long);
      await leases.giveBack("G", two);
      expect(await leases.take("G", two, long)).toStrictEqual(three);

      await leases.giveBack("G", three);
      await leases.giveBack("nothing", three);

      expect(await leases.take("G", two, long)).toStrictEqual(two);
    });
  });
}

import { expect, it, vi } from "vitest";
import { openStore } from "#adapters/store/open-store.ts";
import { leasesContract } from "../../contracts/leases.contract.ts";
import { memoryLeases } from "../../support/memory-leases.ts";
import { onEveryStore } from "../../support/on-every-store.ts";

const one = { host: "desk", pid: 7, run: "one" };
const two = { host: "other", pid: 8, run: "two" };

onEveryStore(
  leasesContract,
  { fake: () => ({ leases: memoryLeases() }), of: (store) => ({ leases: store.leases }) },
  (server) => {
    it("compares times by the server's clock, whatever that of the process says", async () => {
      const place = await server().database();
      await using store = await openStore(place);
      await using other = await openStore(place);
      await store.leases.take("discord", one, { milliseconds: 60_000 });
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 24 * 60 * 60 * 1000 });

      const holder = await other.leases.take("discord", two, { milliseconds: 60_000 });
      vi.useRealTimers();

      expect(holder).toStrictEqual(one);
    });

    it("has one winner among two connections", async () => {
      const place = await server().database();
      await using store = await openStore(place);
      await using other = await openStore(place);

      const rounds = Array.from({ length: 20 }, (_, round) => `round ${round}`);
      const holders = await Promise.all(
        rounds.map(
          async (name) =>
            await Promise.all([
              store.leases.take(name, one, { milliseconds: 60_000 }),
              other.leases.take(name, two, { milliseconds: 60_000 }),
            ]),
        ),
      );

      expect(holders.filter(([first, second]) => first.run !== second.run)).toEqual([]);
    });
  },
);

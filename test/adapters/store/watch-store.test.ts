import { expect, it } from "vitest";
import { openStore } from "#adapters/store/open-store.ts";
import { watchStoreContract } from "../../contracts/watch-store.contract.ts";
import { memoryWatchStore } from "../../support/memory-watch-store.ts";
import { onEveryStore } from "../../support/on-every-store.ts";

onEveryStore(watchStoreContract, {
  fake: () => ({ watches: memoryWatchStore() }),
  of: (store) => ({ watches: store.watches }),
});

it("removes the sweeps of old runs with their lines, and no other sweep", async () => {
  await using store = await openStore({ file: ":memory:" });
  const owned = { owner: { host: "desk", pid: 7, run: "one" }, until: "" };
  const old = "2026-01-01T00:00:00.000Z";
  const base = {
    askedAt: old,
    askedBy: { id: "test:user:a", name: "a" },
    question: "watch lab",
    scope: { kind: "all" } as const,
  };
  const sweep = { ...base, focus: "everything" as const, gaps: [], retryAfter: [] };
  await store.sweeps.beginSweep({ ...sweep, id: "RUN", watch: "W" }, ["PC-1"], owned);
  await store.sweeps.beginSweep({ ...sweep, id: "ASKED" }, ["PC-1"], owned);
  const watch = { ...base, id: "W", begunAt: old, everyMinutes: 60, until: "2027", held: [] };
  await store.watches.beginWatch(watch, old);
  await store.watches.takeRun("W", old, { sweep: "RUN", takenAt: old, nextAt: "2026-02" });
  const counts = { at: old, counts: {} };
  await store.watches.settleRun("W", "RUN", { counts, known: [], forgotten: [] });

  await store.watches.forgetBefore("2026-02-01T00:00:00.000Z");

  expect(await store.sweeps.findSweep("RUN")).toBeUndefined();
  expect(await store.sweeps.linesOf("RUN")).toEqual([]);
  expect(await store.sweeps.linesOf("ASKED")).toHaveLength(1);
  expect(await store.watches.runsOf("W", old)).toEqual([counts]);
});

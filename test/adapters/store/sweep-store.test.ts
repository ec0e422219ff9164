import { afterAll, beforeAll } from "vitest";
import { openStore } from "#adapters/store/open-store.ts";
import { sweepStoreContract } from "../../contracts/sweep-store.contract.ts";
import { memorySweepStore } from "../../support/memory-sweep-store.ts";
import {
  describeWithPostgres,
  type PostgresServer,
  startPostgres,
} from "../../support/postgres.ts";

sweepStoreContract("the fake in memory", async () => ({
  sweeps: memorySweepStore(),
  stop: async () => {},
}));

sweepStoreContract("SQLite", async () => {
  const store = await openStore({ file: ":memory:" });
  return { sweeps: store.sweeps, stop: async () => await store[Symbol.asyncDispose]() };
});

describeWithPostgres("in a real server", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  sweepStoreContract("PostgreSQL", async () => {
    const store = await openStore(await server.database());
    return { sweeps: store.sweeps, stop: async () => await store[Symbol.asyncDispose]() };
  });
});

import { afterAll, beforeAll } from "vitest";
import { openStore } from "#adapters/store/open-store.ts";
import { caseStoreContract, type StoreUnderTest } from "../../contracts/case-store.contract.ts";
import { memoryCaseStore } from "../../support/memory-case-store.ts";
import {
  describeWithPostgres,
  type PostgresServer,
  startPostgres,
} from "../../support/postgres.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

caseStoreContract("the fake in memory", async () => {
  const clock = movableClock();
  return { store: memoryCaseStore(clock.now), later: clock.later, stop: async () => {} };
});

caseStoreContract("SQLite in a file", async () => {
  const folder = await temporaryFolder();
  const clock = movableClock();
  const store = await openStore({ file: folder.path("whyreboot.db"), now: clock.now });
  return {
    store,
    later: clock.later,
    stop: async () => {
      await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
});

caseStoreContract("SQLite in memory", async () => {
  const clock = movableClock();
  const store = await openStore({ file: ":memory:", now: clock.now });
  return {
    store,
    later: clock.later,
    stop: async () => {
      await store[Symbol.asyncDispose]();
    },
  };
});

describeWithPostgres("in a real server", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  caseStoreContract("PostgreSQL", async () => {
    const clock = movableClock();
    const store = await openStore({ ...(await server.database()), now: clock.now });
    return {
      store,
      later: clock.later,
      stop: async () => {
        await store[Symbol.asyncDispose]();
      },
    };
  });
});

function movableClock(): { now: () => Date; later: StoreUnderTest["later"] } {
  let time = Date.parse("2026-03-02T10:00:00Z");
  return {
    now: () => new Date(time),
    later: (milliseconds) => {
      time += milliseconds;
    },
  };
}

import { afterAll, beforeAll } from "vitest";
import { openStore } from "#adapters/store/open-store.ts";
import { openMessagesContract } from "../../contracts/open-messages.contract.ts";
import { memoryOpenMessages } from "../../support/memory-open-messages.ts";
import {
  describeWithPostgres,
  type PostgresServer,
  startPostgres,
} from "../../support/postgres.ts";

openMessagesContract("the fake in memory", async () => ({
  messages: memoryOpenMessages(),
  stop: async () => {},
}));

openMessagesContract("SQLite", async () => {
  const store = await openStore({ file: ":memory:" });
  return { messages: store.messages, stop: async () => await store[Symbol.asyncDispose]() };
});

describeWithPostgres("in a real server", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  openMessagesContract("PostgreSQL", async () => {
    const store = await openStore(await server.database());
    return { messages: store.messages, stop: async () => await store[Symbol.asyncDispose]() };
  });
});

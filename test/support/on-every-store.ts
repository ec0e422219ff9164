import { afterAll, beforeAll } from "vitest";
import { openStore, type Store } from "#adapters/store/open-store.ts";
import { describeWithPostgres, type PostgresServer, startPostgres } from "./postgres.ts";

type Contract<Part> = (
  name: string,
  start: () => Promise<Part & { stop(): Promise<void> }>,
) => void;

/** Runs a contract on the fake, on SQLite and on a real PostgreSQL; `more` is for that one alone. */
export function onEveryStore<Part extends object>(
  contract: Contract<Part>,
  parts: { readonly fake: () => Part; readonly of: (store: Store) => Part },
  more: (server: () => PostgresServer) => void = () => {},
): void {
  const partOf = (store: Store): Part & { stop(): Promise<void> } => ({
    ...parts.of(store),
    stop: async () => await store[Symbol.asyncDispose](),
  });

  contract("the fake in memory", async () => ({ ...parts.fake(), stop: async () => {} }));

  contract("SQLite", async () => partOf(await openStore({ file: ":memory:" })));

  describeWithPostgres("in a real server", () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(async () => {
      await server[Symbol.asyncDispose]();
    });

    contract("PostgreSQL", async () => partOf(await openStore(await server.database())));
    more(() => server);
  });
}

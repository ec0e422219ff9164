import { afterAll } from "vitest";
import type { PostgresServer } from "../support/postgres.ts";
import { describeWithPostgres, startPostgres } from "../support/postgres.ts";
import { kills } from "./kills.ts";

describeWithPostgres("kills", () => {
  let server: PostgresServer | undefined;
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
  });

  kills(
    "PostgreSQL",
    async () => {
      server = await startPostgres();
      return [await server.database(), await server.database()];
    },
    { every: 2 },
  );
});

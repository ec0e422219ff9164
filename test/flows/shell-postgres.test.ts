import { afterAll, beforeAll } from "vitest";
import { describeWithPostgres, type PostgresServer, startPostgres } from "../support/postgres.ts";
import { startShellChat } from "../support/shell-driver.ts";
import { scenarios } from "./scenarios.ts";

describeWithPostgres("with its cases in PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  scenarios(
    "the shell",
    async ({ bot, cases }) => await startShellChat({ bot, cases }),
    async () => await server.database(),
  );
});

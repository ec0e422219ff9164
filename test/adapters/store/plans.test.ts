import { DatabaseSync } from "node:sqlite";
import { type CompiledQuery, Kysely } from "kysely";
import { expect, it } from "vitest";
import { openCaseStore } from "#adapters/store/case-store.ts";
import { openStore } from "#adapters/store/open-store.ts";
import { nodeSqliteDialect } from "#adapters/store/sqlite-dialect.ts";
import type { Tables } from "#adapters/store/tables.ts";
import type { CaseStore } from "#bot/cases.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** How SQLite would find what the store asks for. */
async function planOf(ask: (store: CaseStore) => Promise<unknown>): Promise<string[]> {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  await (await openStore({ file }))[Symbol.asyncDispose]();
  using database = new DatabaseSync(file);
  const queries: CompiledQuery[] = [];
  const db = new Kysely<Tables>({
    dialect: nodeSqliteDialect(database),
    log: ({ query }) => void queries.push(query),
  });
  await ask(openCaseStore(db));
  return queries.flatMap(({ sql, parameters }) =>
    database
      .prepare(`explain query plan ${sql}`)
      .all(...parameters.map(String))
      .map(({ detail }) => String(detail)),
  );
}

it("finds what is kept too long without reading every act that there ever was, once for each", async () => {
  const plan = await planOf(async (store) => await store.keptBefore("2026-03-01T00:00:00.000Z"));

  expect(plan.find((step) => step.includes("back"))).toContain("offers_by_state");
  const acts = plan.filter((step) => step.includes("acted"));
  expect(acts.length).toBeGreaterThan(0);
  expect(acts.filter((step) => !step.includes("(case_id=?)"))).toEqual([]);
});

it("finds acts that were cut off by their state", async () => {
  const plan = await planOf(async (store) => await store.unfinished());

  expect(plan[0]).toContain("offers_by_state");
});

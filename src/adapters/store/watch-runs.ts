import type { Kysely, Transaction } from "kysely";
import type { Known, SettledRun, WatchStore } from "#bot/watch/watch.ts";
import { fromJson, toJson } from "./columns.ts";
import { withPatience } from "./patience.ts";
import type { Tables } from "./tables.ts";
import { watchColumns } from "./watch-columns.ts";
import { addNews } from "./watch-news.ts";

type Runs = Pick<
  WatchStore,
  "takeRun" | "dropRun" | "settleRun" | "knownOf" | "runsOf" | "forgetBefore"
>;

/** The runs of watches and what they showed. */
export function openWatchRuns(db: Kysely<Tables>): Runs {
  return {
    takeRun: async (id, from, { sweep, takenAt, nextAt }) =>
      await withPatience(async () => {
        const { numUpdatedRows } = await db
          .updateTable("watches")
          .set({ run_id: sweep, run_at: takenAt, next_at: nextAt })
          .where("id", "=", id)
          .where("state", "=", "active")
          .where("run_id", "is", null)
          .where("next_at", "=", from)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),

    dropRun: async (id, sweep, nextAt) =>
      await withPatience(async () => {
        const { numUpdatedRows } = await db
          .updateTable("watches")
          .set({ run_id: null, run_at: null, next_at: nextAt })
          .where("id", "=", id)
          .where("run_id", "=", sweep)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),

    settleRun: async (id, sweep, settled) =>
      await withPatience(
        async () =>
          await db.transaction().execute(async (transaction) => {
            const { numUpdatedRows } = await transaction
              .updateTable("watches")
              .set({ run_id: null, run_at: null })
              .where("id", "=", id)
              .where("state", "=", "active")
              .where("run_id", "=", sweep)
              .executeTakeFirstOrThrow();
            if (numUpdatedRows !== 1n) return false;
            await write(transaction, { id, sweep, settled });
            return true;
          }),
      ),

    knownOf: async (id) =>
      await withPatience(async () => {
        const known = db.selectFrom("watch_known").selectAll().where("watch_id", "=", id);
        const rows = await known.orderBy("workstation").execute();
        return rows.map(({ workstation, known_json }): Known => {
          return { workstation, ...fromJson(watchColumns.known, known_json) };
        });
      }),

    runsOf: async (id, since) =>
      await withPatience(async () => {
        const runs = db.selectFrom("watch_runs").select(["at", "counts_json"]);
        const rows = await runs
          .where("watch_id", "=", id)
          .where("at", ">=", since)
          .orderBy("at")
          .execute();
        return rows.map(({ at, counts_json }) => {
          return { at, counts: fromJson(watchColumns.counts, counts_json) };
        });
      }),

    forgetBefore: async (time) =>
      await withPatience(
        async () => await db.transaction().execute(async (some) => await forget(some, time)),
      ),
  };
}

/** So many rows go into one statement: SQLite takes 32,766 values in one. */
const rowsAtOnce = 5000;

async function write(
  transaction: Transaction<Tables>,
  about: { readonly id: string; readonly sweep: string; readonly settled: SettledRun },
): Promise<void> {
  const { id, sweep, settled } = about;
  const { counts, known, forgotten, news } = settled;
  const rows = known.map(({ workstation, ...rest }) => {
    return { watch_id: id, workstation, known_json: toJson(watchColumns.known, rest) };
  });
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await transaction
      .insertInto("watch_known")
      .values(rows.slice(from, from + rowsAtOnce))
      .onConflict((conflict) =>
        conflict
          .columns(["watch_id", "workstation"])
          .doUpdateSet((now) => ({ known_json: now.ref("excluded.known_json") })),
      )
      .execute();
  }
  for (let from = 0; from < forgotten.length; from += rowsAtOnce) {
    await transaction
      .deleteFrom("watch_known")
      .where("watch_id", "=", id)
      .where("workstation", "in", forgotten.slice(from, from + rowsAtOnce))
      .execute();
  }
  const counts_json = toJson(watchColumns.counts, counts.counts);
  await transaction
    .insertInto("watch_runs")
    .values({ watch_id: id, sweep_id: sweep, at: counts.at, counts_json, kept: "yes" })
    .execute();
  if (news !== undefined) await addNews(transaction, news);
}

async function forget(transaction: Transaction<Tables>, time: string): Promise<void> {
  const old = transaction
    .selectFrom("watch_runs")
    .select("sweep_id")
    .where("kept", "is not", null)
    .where("at", "<", time);
  await transaction.deleteFrom("sweep_lines").where("sweep_id", "in", old).execute();
  await transaction.deleteFrom("sweeps").where("id", "in", old).execute();
  await transaction
    .updateTable("watch_runs")
    .set({ kept: null })
    .where("kept", "is not", null)
    .where("at", "<", time)
    .execute();
  await transaction
    .deleteFrom("watch_news")
    .where("at", "<", time)
    .where("due_at", "is", null)
    .execute();
  const over = transaction.selectFrom("watches").select("id").where("ended_at", "<", time);
  await transaction.deleteFrom("watch_news").where("watch_id", "in", over).execute();
  await transaction.deleteFrom("watch_known").where("watch_id", "in", over).execute();
  await transaction.deleteFrom("watch_runs").where("watch_id", "in", over).execute();
  await transaction.deleteFrom("watches").where("ended_at", "<", time).execute();
}

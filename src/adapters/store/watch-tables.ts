import type { Kysely } from "kysely";

/** The tables of watches, as the migration of that name made them. */
export async function makeWatches(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("watches")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("by_id", "text", (column) => column.notNull())
    .addColumn("record_json", "text", (column) => column.notNull())
    .addColumn("until", "text", (column) => column.notNull())
    .addColumn("next_at", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("ended_at", "text")
    .addColumn("stopped_by_json", "text")
    .addColumn("run_id", "text")
    .addColumn("run_at", "text")
    .addColumn("place_json", "text")
    .execute();
  await db.schema
    .createIndex("watches_by_state")
    .on("watches")
    .columns(["state", "next_at"])
    .execute();
  await db.schema
    .createTable("watch_known")
    .addColumn("watch_id", "text", (column) => column.notNull().references("watches.id"))
    .addColumn("workstation", "text", (column) => column.notNull())
    .addColumn("known_json", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("watch_known_of_a_workstation", ["watch_id", "workstation"])
    .execute();
  await db.schema
    .createTable("watch_runs")
    .addColumn("watch_id", "text", (column) => column.notNull().references("watches.id"))
    .addColumn("sweep_id", "text", (column) => column.primaryKey().notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("counts_json", "text", (column) => column.notNull())
    .addColumn("kept", "text")
    .execute();
  await db.schema
    .createIndex("runs_of_a_watch")
    .on("watch_runs")
    .columns(["watch_id", "at"])
    .execute();
  await db.schema
    .createTable("watch_news")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("watch_id", "text", (column) => column.notNull().references("watches.id"))
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("reply_json", "text", (column) => column.notNull())
    .addColumn("tries", "integer", (column) => column.notNull())
    .addColumn("due_at", "text")
    .execute();
  await db.schema.createIndex("news_that_waits").on("watch_news").column("due_at").execute();
  await db.schema
    .createIndex("news_of_a_watch")
    .on("watch_news")
    .columns(["watch_id", "at"])
    .execute();
}

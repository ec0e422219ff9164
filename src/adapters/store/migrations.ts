import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { refuseChanges } from "./append-only.ts";
import { makeWatches } from "./watch-tables.ts";

/**
 * Every schema that a store may have had, oldest first. A migration that was released is never
 * edited again: its name is all that a store remembers of it.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-cases-offers-notes-claims": { up: makeFirstTables },
  "0002-looks-of-a-workstation": { up: addLooks },
  "0003-audit": { up: makeAudit },
  "0004-cases-of-a-person": { up: addCasesOfAPerson },
  "0005-requests-and-states": { up: makeRequests },
  "0006-open-messages": { up: makeOpenMessages },
  "0007-sweeps": { up: makeSweeps },
  "0008-watches": { up: makeWatches },
  "0009-leases": { up: makeLeases },
  "0010-workers": { up: makeWorkers },
};

async function makeFirstTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("cases")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("workstation", "text", (column) => column.notNull())
    .addColumn("asked_at", "text", (column) => column.notNull())
    .addColumn("asked_by_json", "text", (column) => column.notNull())
    .addColumn("question_json", "text", (column) => column.notNull())
    .addColumn("report_json", "text", (column) => column.notNull())
    .addColumn("reply_json", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("offers")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("case_id", "text", (column) => column.notNull().references("cases.id"))
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("workstation", "text", (column) => column.notNull())
    .addColumn("act", "text", (column) => column.notNull())
    .addColumn("confirm", "text", (column) => column.notNull())
    .addColumn("evidence_json", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("taken_by_json", "text")
    .addColumn("taken_at", "text")
    .addColumn("outcome", "text")
    .addUniqueConstraint("offers_in_order", ["case_id", "position"])
    .execute();
  await db.schema
    .createTable("notes")
    .addColumn("offer_id", "text", (column) => column.notNull().references("offers.id"))
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("step", "text", (column) => column.notNull())
    .addColumn("facts_json", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("notes_in_order", ["offer_id", "position"])
    .execute();
  await db.schema
    .createTable("claims")
    .addColumn("key", "text", (column) => column.primaryKey().notNull())
    .addColumn("claimed_at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("claims_by_age").on("claims").column("claimed_at").execute();
}

/** Cases from before have no host key, so none of them can be compared with a later look. */
async function addLooks(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("cases").addColumn("host_key", "text").execute();
  await db.schema
    .createIndex("looks_of_a_workstation")
    .on("cases")
    .columns(["workstation", "asked_at"])
    .execute();
}

async function makeAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("audit")
    .addColumn("position", "integer", (column) => column.primaryKey().notNull())
    .addColumn("workstation", "text")
    .addColumn("entry_json", "text", (column) => column.notNull())
    .addColumn("previous", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("audit_of_a_workstation")
    .on("audit")
    .columns(["workstation", "position"])
    .execute();
  await refuseChanges(db);
}

/** Cases from before stay without: nobody looks for them under their own name. */
async function addCasesOfAPerson(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("cases").addColumn("asked_by_id", "text").execute();
  await db.schema
    .createIndex("cases_of_a_person")
    .on("cases")
    .columns(["asked_by_id", "asked_at"])
    .execute();
}

async function makeRequests(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("requests")
    .addColumn("offer_id", "text", (column) =>
      column.primaryKey().notNull().references("offers.id"),
    )
    .addColumn("by_json", "text", (column) => column.notNull())
    .addColumn("asked_at", "text", (column) => column.notNull())
    .addColumn("until", "text", (column) => column.notNull())
    .execute();
  // Acts that were cut off are looked for every few minutes, among all offers that there ever were.
  await db.schema.createIndex("offers_by_state").on("offers").columns(["state", "act"]).execute();
}

async function makeOpenMessages(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("open_messages")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("place_json", "text", (column) => column.notNull())
    .addColumn("offer_id", "text")
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("process_json", "text", (column) => column.notNull())
    .execute();
}

async function makeSweeps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("sweeps")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("asked_at", "text", (column) => column.notNull())
    .addColumn("record_json", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("ended_at", "text")
    .addColumn("stopped_by_json", "text")
    .addColumn("owner_json", "text", (column) => column.notNull())
    .addColumn("owned_until", "text", (column) => column.notNull())
    .addColumn("place_json", "text")
    .execute();
  await db.schema
    .createIndex("sweeps_by_state")
    .on("sweeps")
    .columns(["state", "asked_at"])
    .execute();
  await db.schema
    .createTable("sweep_lines")
    .addColumn("sweep_id", "text", (column) => column.notNull().references("sweeps.id"))
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("workstation", "text", (column) => column.notNull())
    .addColumn("tries", "integer", (column) => column.notNull())
    .addColumn("due_at", "text")
    .addColumn("result_json", "text")
    .addColumn("case_id", "text")
    .addColumn("at", "text")
    .addPrimaryKeyConstraint("sweep_lines_of_a_workstation", ["sweep_id", "workstation"])
    .execute();
  // What waits is looked for again and again, among lines that are nearly all settled in the end.
  await db.schema
    .createIndex("sweep_lines_that_wait")
    .on("sweep_lines")
    .columns(["sweep_id", "due_at", "position"])
    .execute();
}

async function makeLeases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("leases")
    .addColumn("name", "text", (column) => column.primaryKey().notNull())
    .addColumn("holder_json", "text", (column) => column.notNull())
    .addColumn("ends_at", "bigint", (column) => column.notNull())
    .execute();
}

/** Only used in PostgreSQL: by processes of several machines. */
async function makeWorkers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("workers")
    .addColumn("run", "text", (column) => column.primaryKey().notNull())
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("host", "text", (column) => column.notNull())
    .addColumn("pid", "integer", (column) => column.notNull())
    // Milliseconds since 1970, by the database's clock.
    .addColumn("seen_at", "bigint", (column) => column.notNull())
    .execute();
}

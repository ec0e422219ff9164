import { type Kysely, PostgresAdapter, SqliteAdapter, sql } from "kysely";

/**
 * Makes the database itself refuse to change or remove what is in the audit table: against
 * mistakes, since whoever owns the database can take a trigger away. The chain finds that.
 * Triggers are the one thing here that SQL does not write alike everywhere.
 */
export async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  const { adapter } = db.getExecutor();
  if (adapter instanceof SqliteAdapter) await refuseInSqlite(db);
  if (adapter instanceof PostgresAdapter) await refuseInPostgres(db);
}

async function refuseInSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger audit_never_changes before update on audit
    begin select raise(abort, 'the audit trail is never changed'); end`.execute(db);
  await sql`create trigger audit_never_shrinks before delete on audit
    begin select raise(abort, 'nothing is ever taken from the audit trail'); end`.execute(db);
  // "insert or replace" deletes without the trigger above (recursive_triggers is off by default).
  await sql`create trigger audit_only_grows before insert on audit
    when new.position <= (select max(position) from audit)
    begin select raise(abort, 'the audit trail only grows at its end'); end`.execute(db);
}

async function refuseInPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function audit_refuse() returns trigger language plpgsql as
    $$ begin raise exception 'the audit trail is never changed'; end $$`.execute(db);
  await sql`create trigger audit_only_grows before update or delete or truncate on audit
    for each statement execute function audit_refuse()`.execute(db);
}

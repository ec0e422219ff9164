/**
 * Kysely's SQLite dialect on Node's own `node:sqlite`.
 *
 * Kysely's dialect is written for better-sqlite3, an addon that has to be compiled or downloaded
 * for each Node version. `DatabaseSync` does the same work inside Node, so this file shows it to
 * Kysely as the few members of better-sqlite3 that Kysely calls (`SqliteDatabase`).
 */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import {
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
} from "kysely";

/** Destroying the Kysely instance closes the database. */
export function nodeSqliteDialect(database: DatabaseSync): Dialect {
  const sqlite = new SqliteDialect({ database: asBetterSqlite(database) });
  return {
    createDriver: () => sqlite.createDriver(),
    createQueryCompiler: () => sqlite.createQueryCompiler(),
    createIntrospector: (db) => sqlite.createIntrospector(db),
    createAdapter: () => new TransactionalDdlAdapter(),
  };
}

/**
 * Kysely says that SQLite cannot undo `CREATE TABLE`; it can. Without this the migrator refuses a
 * transaction, and a crash between two statements of a migration would leave half a schema.
 */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function asBetterSqlite(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => {
      database.close();
    },
    prepare: (sql) => asBetterSqliteStatement(database, sql),
  };
}

function asBetterSqliteStatement(database: DatabaseSync, sql: string): SqliteStatement {
  // A plain `begin` takes the write lock only at the first write; if another process wrote after
  // this transaction's first read, that write fails at once, whatever the busy timeout is
  // (SQLITE_BUSY_SNAPSHOT). Taking the lock at the start leaves one place where waiting is needed.
  const statement = database.prepare(sql === "begin" ? "begin immediate" : sql);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  throw new TypeError(`a column holds text, a number or null, not ${typeof value}`);
}

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

/** As many as there are different ones in the work of every day; what is written once is longer. */
const mostKept = 200;
const longestKept = 2_000;

/** A statement is compiled once: a sweep runs the same dozen for each workstation. */
function asBetterSqlite(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => {
      kept.clear();
      database.close();
    },
    prepare(sql) {
      const found = kept.get(sql);
      if (found !== undefined) return found;
      const statement = asBetterSqliteStatement(database, sql);
      if (sql.length <= longestKept && kept.size < mostKept) kept.set(sql, statement);
      return statement;
    },
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
    // One of its own: two may be half-way through the same rows.
    iterate: (parameters) => database.prepare(sql).iterate(...parameters.map(bindable)),
  };
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  throw new TypeError(`a column holds text, a number or null, not ${typeof value}`);
}

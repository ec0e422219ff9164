/**
 * Kysely's PostgreSQL dialect, with SQLite's promises: changes come one after another, and what is
 * reported is on the disk.
 */
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseMetadataOptions,
  type Dialect,
  type Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type TableMetadata,
} from "kysely";
import type { PostgresPlace } from "./place.ts";
import { isInFailedTransaction } from "./postgres-errors.ts";
import { postgresPool } from "./postgres-pool.ts";

/** Destroying the Kysely instance closes the connections. */
export function postgresDialect(place: PostgresPlace): Dialect {
  return {
    createDriver: () => new OneWriterDriver({ pool: async () => postgresPool(place) }),
    createQueryCompiler: () => new StorableTextCompiler(),
    createIntrospector: (db) => new OwnTablesIntrospector(db),
    createAdapter: () => new LockedMigrationAdapter(),
  };
}

/** Any number that is always the same; locks of this kind are counted per database. */
const writersLock = 2_003_990_898;

/**
 * What a transaction begins with, in one message. Two transactions that read before they write
 * (“the next position”, “the last hash”) would otherwise get past each other; the lock has them
 * wait, as SQLite's write lock does, and ends with the transaction. `read committed`, because a
 * stricter level would see the data as it was before the wait. A server that is set to report
 * commits before they are on its disk is told not to, for these.
 */
const begin = `begin isolation level read committed;
select set_config('synchronous_commit', 'on', true)
  where current_setting('synchronous_commit') in ('off', 'local');
select pg_advisory_xact_lock(${writersLock})`;

type OpenConnection = Parameters<PostgresDriver["rollbackTransaction"]>[0];

class OneWriterDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  override async rollbackTransaction(connection: OpenConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch {
      // The connection is gone or is thrown away now, and its transaction with it. What matters to
      // the caller is the error before this one.
    }
  }
}

class StorableTextCompiler extends PostgresQueryCompiler {
  /**
   * PostgreSQL's text holds everything but U+0000. Ids that people send may hold it: they have to
   * find nothing, as in SQLite, rather than fail. Lone surrogates become the same character on
   * their way. Words are kept as JSON, which has neither.
   */
  protected override appendValue(parameter: unknown): void {
    super.appendValue(
      typeof parameter === "string" ? parameter.replaceAll("\0", "\uFFFD") : parameter,
    );
  }
}

/** Other schemas of the database are other programs' business, and extensions bring views. */
class OwnTablesIntrospector extends PostgresIntrospector {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super(db);
    this.#db = db;
  }

  override async getTables(options?: DatabaseMetadataOptions): Promise<TableMetadata[]> {
    try {
      const { rows } = await sql<{ schema: string | null }>`
        select current_schema() as schema`.execute(this.#db);
      const tables = await super.getTables(options);
      return tables.filter(({ schema, isView }) => schema === rows[0]?.schema && !isView);
    } catch (error) {
      // The migrator asks again when it may not make its table, in the transaction that has failed
      // by that. An error of this question would hide the one that says why.
      if (isInFailedTransaction(error)) return [];
      throw error;
    }
  }
}

/**
 * Every transaction holds the writers' lock already. Kysely's own is held by the session, which a
 * failed transaction could not give back.
 */
class LockedMigrationAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}

  override async releaseMigrationLock(): Promise<void> {}
}

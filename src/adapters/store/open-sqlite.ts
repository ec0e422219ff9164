import { open } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { migrate } from "./migrate.ts";
import { withPatience } from "./patience.ts";
import { nodeSqliteDialect } from "./sqlite-dialect.ts";
import { wordSqliteFault } from "./sqlite-errors.ts";
import type { Tables } from "./tables.ts";

/**
 * Opens the file and brings it to the newest schema; a missing one is made.
 *
 * @throws an Error whose message names the file and says what to do.
 */
export async function openSqlite(file: string): Promise<Kysely<Tables>> {
  try {
    return await openDatabase(file);
  } catch (cause) {
    throw new Error(wordSqliteFault(file, cause), { cause });
  }
}

async function openDatabase(file: string): Promise<Kysely<Tables>> {
  if (file !== ":memory:") await makeFile(file);
  // Short: `withPatience` does the waiting, without stopping the process.
  const database = new DatabaseSync(file, { timeout: 20, enableForeignKeyConstraints: true });
  try {
    const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) });
    // Each of these waits: while another process opens the same file, even a pragma may find it
    // locked.
    await withPatience(async () => {
      // A commit is on the disk before it is reported; a lower setting may lose the last ones.
      database.exec("pragma synchronous = full");
    });
    await withPatience(async () => {
      await migrate(db, "name another file in store.file");
    });
    await withPatience(async () => {
      // Readers and the one writer do not wait for each other. On a file system that cannot do it
      // SQLite keeps the mode that it had: as durable, only slower.
      database.exec("pragma journal_mode = wal");
    });
    return db;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Makes the file before SQLite does, readable by its owner alone: it holds what was found on
 * workstations. SQLite gives the files beside it the same rights.
 */
async function makeFile(file: string): Promise<void> {
  await (await open(file, "a", 0o600)).close();
}

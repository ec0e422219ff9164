import { open } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import type { CaseStore, Claims } from "#bot/cases.ts";
import { openCaseStore } from "./case-store.ts";
import { openClaims } from "./claims.ts";
import { migrate } from "./migrate.ts";
import { withPatience } from "./patience.ts";
import { nodeSqliteDialect } from "./sqlite-dialect.ts";
import { wordStoreFault } from "./sqlite-errors.ts";
import type { Tables } from "./tables.ts";

/** Disposing it closes the file; calls after that reject. */
export type Store = CaseStore & Claims & AsyncDisposable;

interface StoreOptions {
  /** A path, or `:memory:` for a store that ends with the process. */
  readonly file: string;
  /** Only for the age of claims. */
  readonly now?: () => Date;
}

/**
 * Opens the store; a missing file is made, an older schema is brought up to date.
 *
 * @throws an Error whose message names the file and says what to do, for every file that cannot be
 * used: unreadable, read-only, damaged, another program's, written by a newer version.
 */
export async function openStore({ file, now = () => new Date() }: StoreOptions): Promise<Store> {
  try {
    const db = await openDatabase(file);
    return {
      ...openCaseStore(db),
      ...openClaims(db, now),
      [Symbol.asyncDispose]: async () => {
        await db.destroy();
      },
    };
  } catch (cause) {
    throw new Error(wordStoreFault(file, cause), { cause });
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
      await migrate(db);
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

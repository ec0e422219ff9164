import { type Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { migrations } from "./migrations.ts";
import type { Tables } from "./tables.ts";

/**
 * Brings an empty or older store to the newest schema, all or nothing; several processes may do so
 * at once.
 *
 * @param elsewhere how another place is named; goes on after “and” and “or”
 * @throws when the tables are not ones that this version can bring there.
 */
export async function migrate(db: Kysely<Tables>, elsewhere: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await refuseStrangeTables(transaction, elsewhere);
    const migrator = new Migrator({
      db: transaction,
      provider: { getMigrations: async () => ({ ...migrations }) },
    });
    const { error } = await migrator.migrateToLatest();
    // Throwing is what rolls the transaction back; `migrateToLatest` itself never throws.
    if (error instanceof Error) throw error;
    if (error !== undefined) throw new Error("the migration failed", { cause: error });
  });
}

async function refuseStrangeTables(db: Kysely<Tables>, elsewhere: string): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (tables.length === 0) return;
  if (!tables.some(({ name }) => name === "kysely_migration")) {
    throw new Error(`it belongs to another program. Leave it to that one, and ${elsewhere}.`);
  }
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  if (!done.rows.every(({ name }) => Object.hasOwn(migrations, name))) {
    throw new Error(`a newer version of whyreboot wrote it. Run that version, or ${elsewhere}.`);
  }
}

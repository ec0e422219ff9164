import { Kysely, sql } from "kysely";
import { migrate } from "./migrate.ts";
import { withPatience } from "./patience.ts";
import type { PostgresPlace } from "./place.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { wordPostgresFault } from "./postgres-errors.ts";
import type { Tables } from "./tables.ts";

/**
 * Connects, and brings the database to the newest schema.
 *
 * @throws an Error whose message names the database, never its password, and says what to do.
 */
export async function openPostgres(place: PostgresPlace): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect: postgresDialect(place) });
  try {
    // Without patience: a wrong address is told at once.
    await refuseOtherEncodings(db);
    await withPatience(async () => {
      await migrate(db, "name another database in store.url");
    });
    return db;
  } catch (cause) {
    await db.destroy();
    throw new Error(wordPostgresFault(place, cause), { cause });
  }
}

/** Any other refuses, or garbles, what people and workstations write. */
async function refuseOtherEncodings(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ encoding: string }>`
    select current_setting('server_encoding') as encoding`.execute(db);
  const encoding = rows[0]?.encoding ?? "not known";
  if (encoding === "UTF8") return;
  throw new Error(
    `its encoding is ${encoding}. Make one in UTF-8: createdb --encoding=UTF8 --template=template0 NAME`,
  );
}

import type { Kysely } from "kysely";
import type { Claims } from "#bot/cases.ts";
import { withPatience } from "./patience.ts";
import type { Tables } from "./tables.ts";

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Claims in a database that `migrate` has made ready. */
export function openClaims(db: Kysely<Tables>, now: () => Date): Claims {
  return {
    claim: async (key) =>
      await withPatience(
        async () =>
          await db.transaction().execute(async (transaction) => {
            const at = now();
            // ISO 8601 in UTC sorts as text in the order of time.
            const oldest = new Date(at.getTime() - dayMilliseconds).toISOString();
            await transaction.deleteFrom("claims").where("claimed_at", "<=", oldest).execute();
            const claimed = await transaction
              .insertInto("claims")
              .values({ key, claimed_at: at.toISOString() })
              .onConflict((conflict) => conflict.column("key").doNothing())
              .returning("key")
              .executeTakeFirst();
            return claimed !== undefined;
          }),
      ),
  };
}

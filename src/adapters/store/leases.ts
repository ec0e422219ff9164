import { type Kysely, PostgresAdapter, type RawBuilder, sql } from "kysely";
import type { ProcessMark } from "#bot/act/process-mark.ts";
import type { Leases } from "#bot/leases.ts";
import { fromJson, toJson } from "./columns.ts";
import { withPatience } from "./patience.ts";
import { sweepColumns } from "./sweep-columns.ts";
import type { Tables } from "./tables.ts";

const { processMark } = sweepColumns;

/** Leases in a database that `migrate` has made ready. */
export function openLeases(db: Kysely<Tables>): Leases {
  const clock = clockOf(db);

  const heldBy = async (
    from: Kysely<Tables>,
    name: string,
  ): Promise<{ readonly holder: ProcessMark; readonly lasts: boolean } | undefined> => {
    const row = await from
      .selectFrom("leases")
      .select(["holder_json", sql<number>`case when ends_at > ${clock} then 1 else 0 end`.as("on")])
      .where("name", "=", name)
      .executeTakeFirst();
    return row && { holder: fromJson(processMark, row.holder_json), lasts: row.on === 1 };
  };

  return {
    take: async (name, by, { milliseconds, after }) => {
      const blocker = async (from: Kysely<Tables>): Promise<ProcessMark | undefined> => {
        const held = await heldBy(from, name);
        const free = held?.lasts !== true || [by.run, after?.run].includes(held.holder.run);
        return free ? undefined : held.holder;
      };
      return await withPatience(async () => {
        // Asked before anything is written: whoever stands by asks often, and holds up no writer.
        const before = await blocker(db);
        if (before !== undefined) return before;
        return await db.transaction().execute(async (transaction) => {
          const first = await blocker(transaction);
          if (first !== undefined) return first;
          const holder_json = toJson(processMark, by);
          const ends_at = sql<number>`${clock} + ${milliseconds}`;
          await transaction
            .insertInto("leases")
            .values({ name, holder_json, ends_at })
            .onConflict((conflict) => conflict.column("name").doUpdateSet({ holder_json, ends_at }))
            .execute();
          return by;
        });
      });
    },

    giveBack: async (name, by) => {
      const holder_json = toJson(processMark, by);
      await withPatience(
        async () =>
          await db
            .deleteFrom("leases")
            .where("name", "=", name)
            .where("holder_json", "=", holder_json)
            .execute(),
      );
    },
  };
}

/**
 * Milliseconds since 1970 by the one clock that all processes share. Not PostgreSQL's `now()`: that
 * is when the transaction began, before it waited for the other writers.
 */
function clockOf(db: Kysely<Tables>): RawBuilder<number> {
  return db.getExecutor().adapter instanceof PostgresAdapter
    ? sql`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`
    : sql`cast(unixepoch('subsec') * 1000 as integer)`;
}

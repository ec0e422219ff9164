import type { Kysely, Selectable, Transaction } from "kysely";
import type { News, WatchStore } from "#bot/watch/watch.ts";
import { columns, fromJson, toJson } from "./columns.ts";
import { withPatience } from "./patience.ts";
import { sweepColumns } from "./sweep-columns.ts";
import type { Tables, WatchNewsTable } from "./tables.ts";

type NewsRows = Pick<WatchStore, "newsToTell" | "takeNews" | "closeNews" | "lastNews">;

/** What watches have to say. */
export function openWatchNews(db: Kysely<Tables>): NewsRows {
  return {
    newsToTell: async (now, limit) =>
      await withPatience(async () => {
        const rows = await db
          .selectFrom("watch_news")
          .innerJoin("watches", "watches.id", "watch_news.watch_id")
          .selectAll("watch_news")
          .select("watches.place_json")
          .where("watch_news.due_at", "<=", now)
          .where("watches.place_json", "is not", null)
          // In their order: that something went is not said before it is said that it came.
          .where((where) =>
            where.not(
              where.exists(
                where
                  .selectFrom("watch_news as older")
                  .select("older.id")
                  .whereRef("older.watch_id", "=", "watch_news.watch_id")
                  .where("older.due_at", "is not", null)
                  .whereRef("older.at", "<", "watch_news.at"),
              ),
            ),
          )
          .orderBy("watch_news.at")
          .orderBy("watch_news.id")
          .limit(limit)
          .execute();
        return rows.flatMap(({ place_json, due_at, ...row }) =>
          place_json === null || due_at === null
            ? []
            : [
                {
                  ...fromNewsRow(row),
                  place: fromJson(sweepColumns.place, place_json),
                  tries: row.tries,
                  dueAt: due_at,
                },
              ],
        );
      }),

    takeNews: async (id, from, until) =>
      await withPatience(async () => {
        const { numUpdatedRows } = await db
          .updateTable("watch_news")
          .set((now) => ({ due_at: until, tries: now("tries", "+", 1) }))
          .where("id", "=", id)
          .where("due_at", "=", from)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),

    closeNews: async (id) => {
      await withPatience(
        async () =>
          await db.updateTable("watch_news").set({ due_at: null }).where("id", "=", id).execute(),
      );
    },

    lastNews: async (watch) =>
      await withPatience(async () => {
        const news = db.selectFrom("watch_news").selectAll().where("watch_id", "=", watch);
        const row = await news
          .orderBy("at", "desc")
          .orderBy("id", "desc")
          .limit(1)
          .executeTakeFirst();
        return row && fromNewsRow(row);
      }),
  };
}

export async function addNews(
  transaction: Transaction<Tables>,
  { id, watch, at, reply }: News,
): Promise<void> {
  const reply_json = toJson(columns.reply, reply);
  await transaction
    .insertInto("watch_news")
    .values({ id, watch_id: watch, at, reply_json, tries: 0, due_at: at })
    .execute();
}

function fromNewsRow(
  row: Pick<Selectable<WatchNewsTable>, "id" | "watch_id" | "at" | "reply_json">,
): News {
  const { id, watch_id: watch, at, reply_json } = row;
  return { id, watch, at, reply: fromJson(columns.reply, reply_json) };
}

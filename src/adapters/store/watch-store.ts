import type { ExpressionBuilder, Kysely, Selectable } from "kysely";
import type { Watch, WatchEnd, WatchRecord, WatchStore } from "#bot/watch/watch.ts";
import { columns, fromJson, toJson } from "./columns.ts";
import { withPatience } from "./patience.ts";
import { sweepColumns } from "./sweep-columns.ts";
import type { Tables, WatchesTable } from "./tables.ts";
import { watchColumns } from "./watch-columns.ts";
import { addNews, openWatchNews } from "./watch-news.ts";
import { openWatchRuns } from "./watch-runs.ts";

/** Watches in a database that `migrate` has made ready. */
export function openWatchStore(db: Kysely<Tables>): WatchStore {
  const active = async (
    which: (where: ExpressionBuilder<Tables, "watches">) => ReturnType<typeof where.and>,
    { oldest = "next_at", limit }: { oldest?: "next_at" | "id"; limit?: number } = {},
  ): Promise<Watch[]> =>
    await withPatience(async () => {
      const found = db.selectFrom("watches").selectAll().where("state", "=", "active").where(which);
      const sorted = found.orderBy(oldest).orderBy("id");
      const rows = await (limit === undefined ? sorted : sorted.limit(limit)).execute();
      return rows.map(fromWatchRow);
    });

  return {
    ...openWatchRuns(db),
    ...openWatchNews(db),

    beginWatch: async (watch, nextAt) => {
      const row = { ...rowOf(watch), id: watch.id, next_at: nextAt, state: "active" };
      await withPatience(async () => await db.insertInto("watches").values(row).execute());
    },

    renewWatch: async (watch, nextAt) =>
      await withPatience(async () => {
        const { numUpdatedRows } = await db
          .updateTable("watches")
          .set({ ...rowOf(watch), next_at: nextAt })
          .where("id", "=", watch.id)
          .where("state", "=", "active")
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),

    findWatch: async (id) =>
      await withPatience(async () => {
        const found = db.selectFrom("watches").selectAll().where("id", "=", id);
        const row = await found.executeTakeFirst();
        return row && fromWatchRow(row);
      }),

    watchesOf: async (personId) => {
      const mine = await active((where) => where.and([where("by_id", "=", personId)]));
      return mine.toSorted((one, other) => (one.begunAt < other.begunAt ? -1 : 1));
    },

    tellWatchAt: async (id, place) => {
      const place_json = toJson(sweepColumns.place, place);
      await withPatience(
        async () =>
          await db.updateTable("watches").set({ place_json }).where("id", "=", id).execute(),
      );
    },

    // ISO 8601 in UTC sorts as text in the order of time.
    dueWatches: async (now, limit) =>
      await active(
        (where) => where.and([where("run_id", "is", null), where("next_at", "<=", now)]),
        { limit },
      ),

    overWatches: async (now) =>
      await active((where) => where.and([where("run_id", "is", null), where("until", "<=", now)])),

    runningWatches: async () =>
      await active((where) => where.and([where("run_id", "is not", null)])),

    endWatch: async (id, end, news) =>
      await withPatience(
        async () =>
          await db.transaction().execute(async (transaction) => {
            const { numUpdatedRows } = await transaction
              .updateTable("watches")
              .set({ state: end.kind, ended_at: end.at, stopped_by_json: stoppedBy(end) })
              .where("id", "=", id)
              .where("state", "=", "active")
              .executeTakeFirstOrThrow();
            if (numUpdatedRows !== 1n) return false;
            if (news !== undefined) await addNews(transaction, news);
            return true;
          }),
      ),
  };
}

function rowOf(
  watch: WatchRecord,
): Pick<Selectable<WatchesTable>, "by_id" | "record_json" | "until"> {
  const { askedBy, until } = watch;
  return { by_id: askedBy.id, record_json: toJson(watchColumns.record, watch), until };
}

function stoppedBy(end: WatchEnd): string | null {
  return end.kind === "stopped" ? toJson(columns.who, end.by) : null;
}

function fromWatchRow(row: Selectable<WatchesTable>): Watch {
  return {
    id: row.id,
    ...fromJson(watchColumns.record, row.record_json),
    until: row.until,
    state: stateOf(row),
    nextAt: row.next_at,
    ...(row.run_id === null || row.run_at === null
      ? {}
      : { run: { sweep: row.run_id, takenAt: row.run_at } }),
    ...(row.place_json === null ? {} : { place: fromJson(sweepColumns.place, row.place_json) }),
  };
}

function stateOf({ ended_at: at, stopped_by_json: by }: Selectable<WatchesTable>): Watch["state"] {
  if (at === null) return { kind: "active" };
  return by === null
    ? { kind: "ended", at }
    : { kind: "stopped", at, by: fromJson(columns.who, by) };
}

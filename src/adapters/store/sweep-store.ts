import type { Kysely, Selectable } from "kysely";
import type { Sweep, SweepStore } from "#bot/sweep/sweep.ts";
import { columns, fromJson, toJson } from "./columns.ts";
import { withPatience } from "./patience.ts";
import { sweepColumns } from "./sweep-columns.ts";
import { openSweepLines } from "./sweep-lines.ts";
import type { SweepsTable, Tables } from "./tables.ts";

/** So many lines go into one statement: SQLite takes 32,766 values in one, and each line has five. */
const linesAtOnce = 1000;

/** Sweeps in a database that `migrate` has made ready. */
export function openSweepStore(db: Kysely<Tables>): SweepStore {
  return {
    ...openSweepLines(db),

    beginSweep: async ({ id, ...record }, workstations, { owner, until }) => {
      const row = {
        id,
        asked_at: record.askedAt,
        record_json: toJson(sweepColumns.record, record),
        state: "running",
        owner_json: toJson(sweepColumns.processMark, owner),
        owned_until: until,
      };
      const lines = workstations.map((workstation, index) => ({
        sweep_id: id,
        position: index + 1,
        workstation,
        tries: 0,
        // Before every time at which something is tried again.
        due_at: "",
      }));
      await withPatience(
        async () =>
          await db.transaction().execute(async (transaction) => {
            await transaction.insertInto("sweeps").values(row).execute();
            for (let from = 0; from < lines.length; from += linesAtOnce) {
              const some = lines.slice(from, from + linesAtOnce);
              await transaction.insertInto("sweep_lines").values(some).execute();
            }
          }),
      );
    },

    findSweep: async (id) =>
      await withPatience(async () => {
        const found = db.selectFrom("sweeps").selectAll().where("id", "=", id);
        const row = await found.executeTakeFirst();
        return row && fromSweepRow(row);
      }),

    runningSweeps: async () =>
      await withPatience(async () => {
        const running = db.selectFrom("sweeps").selectAll().where("state", "=", "running");
        return (await running.orderBy("asked_at").orderBy("id").execute()).map(fromSweepRow);
      }),

    ownSweep: async (id, from, { owner, until }) =>
      await withPatience(async () => {
        const { numUpdatedRows } = await db
          .updateTable("sweeps")
          .set({ owner_json: toJson(sweepColumns.processMark, owner), owned_until: until })
          .where("id", "=", id)
          .where("state", "=", "running")
          .where("owner_json", "=", toJson(sweepColumns.processMark, from))
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),

    tellSweepAt: async (id, place) => {
      const place_json = toJson(sweepColumns.place, place);
      await withPatience(
        async () =>
          await db.updateTable("sweeps").set({ place_json }).where("id", "=", id).execute(),
      );
    },

    endSweep: async (id, state) =>
      await withPatience(async () => {
        const { numUpdatedRows } = await db
          .updateTable("sweeps")
          .set({
            state: state.kind,
            ended_at: state.at,
            stopped_by_json: state.kind === "stopped" ? toJson(columns.who, state.by) : null,
          })
          .where("id", "=", id)
          .where("state", "=", "running")
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),
  };
}

function fromSweepRow(row: Selectable<SweepsTable>): Sweep {
  return {
    id: row.id,
    ...fromJson(sweepColumns.record, row.record_json),
    state: stateOf(row),
    owner: fromJson(sweepColumns.processMark, row.owner_json),
    ownedUntil: row.owned_until,
    ...(row.place_json === null ? {} : { place: fromJson(sweepColumns.place, row.place_json) }),
  };
}

function stateOf({ ended_at: at, stopped_by_json: by }: Selectable<SweepsTable>): Sweep["state"] {
  if (at === null) return { kind: "running" };
  return by === null
    ? { kind: "ended", at }
    : { kind: "stopped", at, by: fromJson(columns.who, by) };
}

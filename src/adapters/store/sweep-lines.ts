import type { Kysely, Selectable } from "kysely";
import { sql } from "kysely";
import type { SweepLine, SweepStore, Tally } from "#bot/sweep/sweep.ts";
import { fromJson, toJson } from "./columns.ts";
import { withPatience } from "./patience.ts";
import { sweepColumns } from "./sweep-columns.ts";
import type { SweepLinesTable, Tables } from "./tables.ts";

type Lines = Pick<
  SweepStore,
  "dueLines" | "nextDue" | "retryLine" | "settleLine" | "tallySweep" | "linesOf"
>;

/** The lines of sweeps. A line with a result never changes again. */
export function openSweepLines(db: Kysely<Tables>): Lines {
  return {
    dueLines: async (id, now, limit) =>
      await withPatience(async () => {
        const due = db
          .selectFrom("sweep_lines")
          .select(["workstation", "tries"])
          .where("sweep_id", "=", id)
          // ISO 8601 in UTC sorts as text in the order of time; a line with a result has none.
          .where("due_at", "<=", now);
        const rows = await due.orderBy("due_at").orderBy("position").limit(limit).execute();
        return rows.map(({ workstation, tries }) => ({ workstation, tries }));
      }),

    nextDue: async (id) =>
      await withPatience(async () => {
        const { next } = await db
          .selectFrom("sweep_lines")
          .select(({ fn }) => fn.min("due_at").as("next"))
          .where("sweep_id", "=", id)
          .executeTakeFirstOrThrow();
        return next ?? undefined;
      }),

    retryLine: async (id, workstation, { tries, dueAt }) =>
      await change(db, id, { workstation, set: { tries, due_at: dueAt } }),

    settleLine: async (id, { workstation, tries, result, case: caseId, at }) => {
      const result_json = toJson(sweepColumns.result, result);
      const set = { tries, due_at: null, result_json, case_id: caseId ?? null, at };
      return await change(db, id, { workstation, set });
    },

    tallySweep: async (id) =>
      await withPatience(async () => {
        const rows = await db
          .selectFrom("sweep_lines")
          .select(({ fn }) => [
            "result_json",
            sql<number>`case when tries > 0 then 1 else 0 end`.as("tried"),
            fn.countAll<number>().as("count"),
          ])
          .where("sweep_id", "=", id)
          .groupBy(["result_json", "tried"])
          .execute();
        return tallies(rows);
      }),

    linesOf: async (id) =>
      await withPatience(async () => {
        const lines = db.selectFrom("sweep_lines").selectAll().where("sweep_id", "=", id);
        return (await lines.orderBy("workstation").execute()).map(fromLineRow);
      }),
  };
}

/** Only a line without a result, of a sweep that runs. */
async function change(
  db: Kysely<Tables>,
  id: string,
  line: {
    readonly workstation: string;
    readonly set: Partial<Omit<SweepLinesTable, "sweep_id" | "workstation">>;
  },
): Promise<boolean> {
  return await withPatience(async () => {
    const { numUpdatedRows } = await db
      .updateTable("sweep_lines")
      .set(line.set)
      .where("sweep_id", "=", id)
      .where("workstation", "=", line.workstation)
      .where("due_at", "is not", null)
      .where((where) =>
        where.exists(
          where
            .selectFrom("sweeps")
            .select("id")
            .where("id", "=", id)
            .where("state", "=", "running"),
        ),
      )
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  });
}

/** Whether a result came at the first try does not matter. PostgreSQL counts in text. */
function tallies(
  rows: readonly { result_json: string | null; tried: number; count: number | string }[],
): Tally[] {
  const settled = new Map<string, number>();
  const waiting: Tally[] = [];
  for (const { result_json: text, tried, count } of rows) {
    if (text !== null) settled.set(text, (settled.get(text) ?? 0) + Number(count));
    else waiting.push({ tried: tried > 0, count: Number(count) });
  }
  return [
    ...[...settled].map(([text, count]) => ({
      result: fromJson(sweepColumns.result, text),
      tried: false,
      count,
    })),
    ...waiting,
  ];
}

function fromLineRow(row: Selectable<SweepLinesTable>): SweepLine {
  return {
    workstation: row.workstation,
    tries: row.tries,
    ...(row.result_json === null || row.at === null
      ? {}
      : { result: fromJson(sweepColumns.result, row.result_json), at: row.at }),
    ...(row.case_id === null ? {} : { case: row.case_id }),
  };
}

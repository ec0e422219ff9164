import type { Pool } from "pg";
import type { ProcessMark } from "#bot/act/process-mark.ts";

/** Seen by the database within this time: by its clock alone, whatever the workers' clocks say. */
const aliveMilliseconds = 8_000;

/** How often a worker shows itself; milliseconds. */
export const beatEvery = 2_000;

/** A worker that showed itself since yesterday. */
export interface WorkerSeen {
  readonly site: string;
  readonly host: string;
  readonly pid: number;
  /** Milliseconds since it last showed itself. */
  readonly age: number;
  readonly alive: boolean;
}

const now = "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";

/** Says that this worker is there; those of yesterday are forgotten. */
export async function showWorker(pool: Pool, site: string, mark: ProcessMark): Promise<void> {
  await pool.query(
    `insert into workers (run, site, host, pid, seen_at) values ($1, $2, $3, $4, ${now})
     on conflict (run) do update set seen_at = ${now}`,
    [mark.run, site, mark.host, mark.pid],
  );
  await pool.query(`delete from workers where seen_at < ${now} - 86400000`);
}

/** A worker that stops is missed at once. */
export async function hideWorker(pool: Pool, { run }: ProcessMark): Promise<void> {
  await pool.query("delete from workers where run = $1", [run]);
}

/** The last seen first. */
export async function workersSeen(pool: Pool): Promise<readonly WorkerSeen[]> {
  const { rows } = await pool.query<Omit<WorkerSeen, "alive">>(
    `select site, host, pid, ${now} - seen_at as age from workers order by seen_at desc`,
  );
  return rows.map((row) => ({ ...row, alive: row.age < aliveMilliseconds }));
}

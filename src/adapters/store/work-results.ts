import type { Pool } from "pg";
import { z } from "zod";
import type { Errand, Handed } from "#bot/reach/queue.ts";
import { workersSeen } from "./workers.ts";

/** pg-boss keeps its own tables apart from the store's. */
export const schema = "whyreboot_work";

/** Milliseconds between two looks at everything that this process has handed out, in one question. */
const lookEvery = 200;

/** So long no worker of a site may be seen before its work is withdrawn: it may have stumbled. */
const patience = 4_000;

interface Followed {
  readonly queue: string;
  readonly errand: Errand;
  readonly signal: AbortSignal;
  readonly since: number;
  /** When a worker of its site was seen last, as far as this process knows. */
  seen: number;
  readonly settle: (handed: Handed) => void;
  readonly reject: (error: Error) => void;
}

/** What became of the jobs that this process handed out. */
export interface WorkResults {
  follow(job: string, about: Pick<Followed, "queue" | "errand" | "signal">): Promise<Handed>;
}

const rowOf = z.object({
  id: z.string(),
  state: z.enum(["created", "retry", "active", "completed", "cancelled", "failed"]),
  started: z.boolean(),
  output: z
    .union([z.object({ text: z.string() }), z.object({ fault: z.string() })])
    .nullable()
    .catch(null),
});
type Row = z.infer<typeof rowOf>;

export function followResults(
  pool: Pool,
  onTrouble: (error: unknown) => void,
  stopped: AbortSignal,
): WorkResults {
  const followed = new Map<string, Followed>();
  let running = false;

  const run = async (): Promise<void> => {
    running = true;
    while (followed.size > 0 && !stopped.aborted) {
      try {
        await lookOnce();
      } catch (error) {
        onTrouble(error);
      }
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
    running = false;
    for (const one of followed.values()) one.settle({ state: "lost" });
    followed.clear();
  };

  const lookOnce = async (): Promise<void> => {
    const ids = [...followed.keys()];
    const rows = new Map((await rowsOf(ids)).map((row) => [row.id, row]));
    await seeWorkers();
    const late: string[] = [];
    for (const id of ids) {
      const one = followed.get(id);
      const row = rows.get(id);
      if (one === undefined) continue;
      if (isOver(row)) end(id, one, row);
      else if (isLate(one, row)) late.push(id);
    }
    if (late.length > 0) await withdraw(late);
  };

  const rowsOf = async (ids: readonly string[]): Promise<readonly Row[]> => {
    const { rows } = await pool.query(
      `select id, state, started_on is not null as started, output from ${schema}.job
       where id = any($1)`,
      [ids],
    );
    return z.array(rowOf).parse(rows);
  };

  const seeWorkers = async (): Promise<void> => {
    const others = [...followed.values()].filter(({ errand }) => errand.site !== undefined);
    if (others.length === 0) return;
    const alive = new Set(
      (await workersSeen(pool)).flatMap((one) => (one.alive ? [one.site] : [])),
    );
    for (const one of others) {
      if (alive.has(one.errand.site ?? "")) one.seen = performance.now();
    }
  };

  /** In one step with the database's answer whether somebody was faster. */
  const withdraw = async (ids: readonly string[]): Promise<void> => {
    await pool.query(
      `update ${schema}.job set state = 'cancelled', completed_on = now()
       where id = any($1) and state < 'completed'`,
      [ids],
    );
    for (const row of await rowsOf(ids)) {
      const one = followed.get(row.id);
      if (one !== undefined && isOver(row)) end(row.id, one, row);
    }
  };

  const end = (id: string, { settle, reject }: Followed, row: Row | undefined): void => {
    followed.delete(id);
    const { output } = row ?? { output: null };
    if (row?.state === "completed" && output !== null) {
      if ("text" in output) settle({ state: "done", text: output.text });
      else reject(new Error(`whoever did it says: ${output.fault}`));
      return;
    }
    settle({ state: row?.state === "cancelled" && !row.started ? "nobody" : "lost" });
  };

  return {
    async follow(job, about) {
      const { promise, resolve: settle, reject } = Promise.withResolvers<Handed>();
      const since = performance.now();
      followed.set(job, { ...about, since, seen: since, settle, reject });
      if (!running) void run();
      return await promise;
    },
  };
}

function isOver(row: Row | undefined): boolean {
  return row === undefined || /^(?:completed|cancelled|failed)$/u.test(row.state);
}

function isLate({ errand, signal, since, seen }: Followed, row: Row | undefined): boolean {
  const waited = performance.now() - since;
  const begun = row?.state === "active";
  if (signal.aborted && !begun) return true;
  if (errand.site !== undefined && performance.now() - seen > patience) return true;
  return waited > (begun ? errand.within.end : errand.within.begin);
}

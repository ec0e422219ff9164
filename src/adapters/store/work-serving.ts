import { setTimeout as pause } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import { z } from "zod";
import type { Serving } from "#bot/reach/queue.ts";

/** Milliseconds between two fetches that found nothing. */
const idle = { now: 150, lines: 400 } as const;

/** Milliseconds between two words that a job is still being done. */
const touchEvery = 5_000;

/** Milliseconds for which a result is tried to be written down while the database is away. */
const deliverWithin = 60_000;

const task = z.object({ text: z.string() });

/** One fetching of a job: who is late cannot complete what was given to another one. */
interface JobAttempt {
  readonly id: string;
  readonly retryCount: number;
}

interface Server {
  readonly boss: PgBoss;
  readonly queue: string;
  readonly onTrouble: (error: unknown) => void;
}

/** Fetches as many jobs as there is room for, until the signal; what was begun then ends first. */
export async function serveJobs(
  { boss, queue, onTrouble }: Server,
  { kind, most, work }: Serving,
  signal: AbortSignal,
): Promise<void> {
  const running = new Map<string, { readonly job: JobAttempt; readonly done: Promise<void> }>();
  let touched = performance.now();

  const fetch = async (): Promise<number> => {
    if (running.size >= most) return 0;
    const batchSize = most - running.size;
    const jobs = await boss.fetch(queue, { batchSize, includeMetadata: true });
    for (const { id, retryCount, data } of jobs) {
      const job = { id, retryCount };
      const done = doJob(job, data).finally(() => running.delete(id));
      running.set(id, { job, done });
    }
    return jobs.length;
  };

  const touch = async (): Promise<void> => {
    if (running.size === 0 || performance.now() - touched < touchEvery) return;
    touched = performance.now();
    await boss.touch(
      queue,
      [...running.values()].map(({ job }) => job),
    );
  };

  const doJob = async (job: JobAttempt, data: unknown): Promise<void> => {
    const output = await work(task.parse(data).text).then(
      (text) => ({ text }),
      (error: unknown) => ({ fault: error instanceof Error ? error.message : String(error) }),
    );
    await deliver(job, output);
  };

  const deliver = async (job: JobAttempt, output: object): Promise<void> => {
    const since = performance.now();
    for (;;) {
      try {
        await boss.complete(queue, job, output);
        return;
      } catch (error) {
        onTrouble(error);
        if (performance.now() - since > deliverWithin) return;
        await pause(1_000);
      }
    }
  };

  while (!signal.aborted) {
    let found = 0;
    try {
      found = await fetch();
      await touch();
    } catch (error) {
      onTrouble(error);
      await pause(1_000);
    }
    if (found === 0) await pause(idle[kind]);
  }
  await Promise.all([...running.values()].map(async ({ done }) => await done));
}

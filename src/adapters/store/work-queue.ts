import { randomUUID } from "node:crypto";
import { setTimeout as timer } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import { thisProcess } from "#bot/act/process-mark.ts";
import type { Log } from "#bot/ports.ts";
import type { WorkQueue } from "#bot/reach/queue.ts";
import type { PostgresPlace } from "./place.ts";
import { postgresPool } from "./postgres-pool.ts";
import { followResults, schema } from "./work-results.ts";
import { serveJobs } from "./work-serving.ts";
import { beatEvery, hideWorker, showWorker, type WorkerSeen, workersSeen } from "./workers.ts";

/** Disposing it ends its connections; the work that is under way loses its way back then. */
export interface SharedQueue extends WorkQueue, AsyncDisposable {
  /** Shows this process as a worker of the site, until the signal. Never rejects. */
  beAlive(site: string, signal: AbortSignal): Promise<void>;
  workers(): Promise<readonly WorkerSeen[]>;
}

/** Of jobs whose process was killed or cut off: seconds until they are known for that. */
const heartbeatSeconds = 20;

const options = {
  now: { retryLimit: 0, expireInSeconds: 600 },
  // Looking twice changes nothing, and a line is settled once. The same line is not queued twice.
  lines: { retryLimit: 5, expireInSeconds: 600, policy: "exclusive" },
} as const;

/**
 * The queue in the store's database, which `openStore` has made ready. Nothing is connected before it
 * is used.
 */
export function openWorkQueue(place: PostgresPlace, log: Log): SharedQueue {
  const pool = postgresPool(place);
  const stopping = new AbortController();
  const onTrouble = (error: unknown): void => {
    if (!stopping.signal.aborted) log.warn({ err: error }, "the queue of work is in trouble");
  };
  const results = followResults(pool, onTrouble, stopping.signal);
  const made = new Set<string>();
  let started: Promise<PgBoss> | undefined;

  const open = async (): Promise<PgBoss> => {
    started ??= startBoss().catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return await started;
  };
  const startBoss = async (): Promise<PgBoss> => {
    const boss = new PgBoss({
      db: { executeSql: async (text, values) => await pool.query(text, values) },
      schema,
      schedule: false,
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
    });
    boss.on("error", onTrouble);
    await boss.start();
    return boss;
  };
  const queueFor = async (
    boss: PgBoss,
    { site, kind }: Parameters<WorkQueue["serve"]>[0] | Parameters<WorkQueue["hand"]>[0],
  ): Promise<string> => {
    const queue = site === undefined ? kind : `site.${site}.${kind}`;
    if (made.has(queue)) return queue;
    await boss.createQueue(queue, { ...options[kind], heartbeatSeconds, deleteAfterSeconds: 3600 });
    made.add(queue);
    return queue;
  };

  return {
    async hand(errand, signal) {
      if (signal.aborted) return { state: "nobody" };
      const boss = await open();
      const queue = await queueFor(boss, errand);
      const { key, text } = errand;
      // A queue that holds the same line once would take all errands without a key for one.
      const named = { singletonKey: key ?? randomUUID() };
      const job = (await boss.send(queue, { text }, named)) ?? (await underWay(boss, queue, key));
      // It ended in between; whoever handed it out sees in the store what came of it.
      if (job === undefined) return { state: "done", text: "" };
      return await results.follow(job, { queue, errand, signal });
    },

    async serve(serving, signal) {
      while (!signal.aborted) {
        try {
          const boss = await open();
          const queue = await queueFor(boss, serving);
          return await serveJobs({ boss, queue, onTrouble }, serving, signal);
        } catch (error) {
          onTrouble(error);
          await pause(2_000, signal);
        }
      }
    },

    async beAlive(site, signal) {
      while (!signal.aborted) {
        await showWorker(pool, site, thisProcess).catch(onTrouble);
        await pause(beatEvery, signal);
      }
      await hideWorker(pool, thisProcess).catch(onTrouble);
    },

    workers: async () => await workersSeen(pool),

    async [Symbol.asyncDispose]() {
      stopping.abort();
      const boss = await started?.catch(() => undefined);
      await boss?.stop({ graceful: false });
      await pool.end();
    },
  };
}

/** The job that another process has handed out with the same key. */
async function underWay(
  boss: PgBoss,
  queue: string,
  key: string | undefined,
): Promise<string | undefined> {
  if (key === undefined) return undefined;
  const jobs = await boss.findJobs(queue, { key });
  return jobs.find(({ state }) => /^(?:created|retry|active)$/u.test(state))?.id;
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await timer(milliseconds, undefined, { signal }).catch(() => {});
}

import { afterAll, beforeAll, expect, it } from "vitest";
import { openStore } from "#adapters/store/open-store.ts";
import type { PostgresPlace } from "#adapters/store/place.ts";
import { openWorkQueue, type SharedQueue } from "#adapters/store/work-queue.ts";
import type { Serving } from "#bot/reach/queue.ts";
import { mostLines, workContract } from "../../contracts/work.contract.ts";
import {
  describeWithPostgres,
  type PostgresServer,
  startPostgres,
} from "../../support/postgres.ts";
import { sweepOffice } from "../../support/sweep-office.ts";

const log = { info: () => {}, warn: () => {}, error: () => {} };
const never = new AbortController().signal;
const limits = {
  connections: mostLines + 1,
  questionsPerMinute: { person: 99, channel: 99, workstation: 99 },
};

describeWithPostgres("in a real server", () => {
  let server: PostgresServer;
  let place: PostgresPlace;
  beforeAll(async () => {
    server = await startPostgres();
    place = await server.database();
    await using store = await openStore(place);
    await store.findCase("");
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** Two offices on one store, of which the second is a worker of the site that has everything. */
  const twoOffices = async (size: number, workers: boolean): ReturnType<typeof openOffices> =>
    await openOffices(await server.database(), size, workers);

  workContract("a worker of its site", async (size) => await twoOffices(size, true));

  it("says of a workstation whose site has no worker that it was not asked, within seconds", async () => {
    const offices = await twoOffices(1, false);
    const { at } = offices;

    const { reply, report } = await at.bot.ask({ text: "PC-1", person: at.member });

    expect(report).toMatchObject({ headline: "unreachable", why: "no-worker" });
    expect(JSON.stringify(reply)).toContain("no worker of site berlin answers");
    expect(at.pc("PC-1").opened()).toBe(0);
    await offices.stop();
  });

  it("tells a sweep of it as not looked at, never as clean", async () => {
    const offices = await twoOffices(2, false);
    const { at } = offices;

    const { reply, report } = await at.sweep("sweep lab");

    expect(JSON.stringify(reply)).toContain("no worker of their site answers");
    expect(report?.workstations.map(({ state }) => state)).toEqual(["unreachable", "unreachable"]);
    await offices.stop();
  });

  it("does each errand once, however many serve", async () => {
    await using queue = openWorkQueue(place, log);
    await using other = openWorkQueue(place, log);
    const stopping = new AbortController();
    const done: string[] = [];
    const serving: Serving = {
      site: undefined,
      kind: "lines",
      most: 4,
      work: async (text) => {
        done.push(text);
        return `${text}!`;
      },
    };
    const served = [queue, other].map(async (one) => await one.serve(serving, stopping.signal));
    const texts = Array.from({ length: 40 }, (_, index) => `piece ${index}`);

    const handed = await Promise.all(texts.map(async (text) => await hand(queue, { text })));

    expect(handed).toEqual(texts.map((text) => ({ state: "done", text: `${text}!` })));
    expect(done.toSorted()).toEqual(texts.toSorted());
    stopping.abort();
    await Promise.all(served);
  });

  it("withdraws what nobody has begun when it is told to stop, for ever", async () => {
    await using queue = openWorkQueue(place, log);
    const stopping = new AbortController();
    const handed = hand(queue, { text: "late", key: "late" }, stopping.signal);
    await queue.workers();

    stopping.abort();
    const done: string[] = [];
    expect(await handed).toEqual({ state: "nobody" });

    await serveAll(queue, done, async () => await hand(queue, { text: "next" }));
    expect(done).toEqual(["next"]);
  });

  it("waits for what another process has handed out with the same key", async () => {
    await using queue = openWorkQueue(place, log);
    await using other = openWorkQueue(place, log);
    const done: string[] = [];
    const both = [queue, other].map(
      async (one) => await hand(one, { text: "the same", key: "one/PC-1/0" }),
    );

    const handed = await serveAll(queue, done, async () => await Promise.all(both));

    expect(handed.every(({ state }) => state === "done")).toBe(true);
    expect(done).toEqual(["the same"]);
  });

  it("gives a fault of whoever does it back to whoever handed it out", async () => {
    await using queue = openWorkQueue(place, log);
    const stopping = new AbortController();
    const work = async (): Promise<string> => await Promise.reject(new Error("no disk"));
    const served = queue.serve({ site: undefined, kind: "lines", most: 1, work }, stopping.signal);

    await expect(hand(queue, { text: "this" })).rejects.toThrow(/no disk/u);

    stopping.abort();
    await served;
  });

  it("tells of which sites workers are there, until they stop", async () => {
    await using queue = openWorkQueue(place, log);
    const stopping = new AbortController();
    const alive = queue.beAlive("berlin", stopping.signal);
    await expect
      .poll(async () => await queue.workers(), { timeout: 10_000 })
      .toMatchObject([{ site: "berlin", pid: process.pid, alive: true }]);

    stopping.abort();
    await alive;

    expect(await queue.workers()).toEqual([]);
  });
});

async function openOffices(
  place: PostgresPlace,
  size: number,
  workers: boolean,
): Promise<{ readonly at: ReturnType<typeof sweepOffice>; stop(): Promise<void> }> {
  const store = await openStore(place);
  const queue = openWorkQueue(place, log);
  const queueThere = openWorkQueue(place, log);
  const shared = { cases: store, sweeps: store.sweeps, audit: store.audit, limits };
  const siteOf = (): string => "berlin";
  const at = sweepOffice(size, { ...shared, queue, sites: { siteOf, here: undefined } });
  const there = sweepOffice(size, {
    ...shared,
    queue: queueThere,
    sites: { siteOf, here: "berlin" },
  });
  const stopping = new AbortController();
  const alive: Promise<void>[] = [];
  const serveThere = async (): Promise<void> => {
    there.desk.serve();
    alive.push(queueThere.beAlive("berlin", stopping.signal));
    await expect.poll(async () => await queue.workers(), { timeout: 10_000 }).toHaveLength(1);
  };
  await [async () => {}, serveThere][Number(workers)]?.();
  return {
    // Its own workstations are never connected to.
    at: { ...at, pcs: there.pcs, pc: (name) => there.pc(name) },
    async stop() {
      stopping.abort();
      await Promise.all([
        ...alive,
        at.desk.sweepsUnderWay.stop(),
        there.desk.sweepsUnderWay.stop(),
      ]);
      await queue[Symbol.asyncDispose]();
      await queueThere[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

const within = { begin: 20_000, end: 20_000 };

async function hand(
  queue: SharedQueue,
  errand: { readonly text: string; readonly key?: string },
  signal = never,
): ReturnType<SharedQueue["hand"]> {
  return await queue.hand({ site: undefined, kind: "lines", within, ...errand }, signal);
}

async function serveAll<Value>(
  queue: SharedQueue,
  done: string[],
  use: () => Promise<Value>,
): Promise<Value> {
  const stopping = new AbortController();
  const work = async (text: string): Promise<string> => {
    done.push(text);
    return text;
  };
  const served = queue.serve({ site: undefined, kind: "lines", most: 2, work }, stopping.signal);
  const value = await use();
  stopping.abort();
  await served;
  return value;
}

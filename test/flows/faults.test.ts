import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, type Store } from "#adapters/store/open-store.ts";
import { type Crew, settleActs, startCrew, type Victim, wrongWith } from "../support/fault-desk.ts";
import { type FaultFleet, faultFleet } from "../support/fault-fleet.ts";
import type { Said } from "../support/fault-process.ts";
import { must } from "../support/office.ts";
import { describeWithPostgres, type PostgresServer, startPostgres } from "../support/postgres.ts";

/**
 * Two replicas, a worker of a site, a real PostgreSQL and real SSH servers. Whatever is killed,
 * stopped or cut off at whatever instant: nothing is lost and nothing is done twice.
 */
describeWithPostgres("replicas and a worker", () => {
  let server: PostgresServer;
  let fleet: FaultFleet;
  let store: Store;
  let crew: Crew;
  beforeAll(async () => {
    server = await startPostgres();
    const place = await server.database();
    store = await openStore(place);
    fleet = await faultFleet(12, place);
    crew = await startCrew(fleet);
  });
  afterAll(async () => {
    await fleet[Symbol.asyncDispose]();
    await store[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  const outage = async (): Promise<void> => {
    await server.stop();
    await pause(3_000);
    await server.start();
  };
  const kill = (victim: Victim) => async (): Promise<void> => await crew.killAndRestart(victim);

  describe("in the middle of sweeps", () => {
    it.each([
      ["a replica is killed", () => kill("a")],
      ["the worker is killed", () => kill("worker")],
      ["the other replica is killed", () => kill("b")],
      ["PostgreSQL is stopped and started again", () => outage],
    ])(
      "every workstation is looked at and each sweep is told: %s",
      async (what, harm) => {
        const before = (await store.casesOf("shell:user:tester", 10_000)).length;
        const begun = await Promise.all(
          [crew.a, crew.b].map(async (one) => await one.order({ ask: "sweep lab" })),
        );
        const ids = begun.map((one) => must(must(one).sweep));
        await pause(300 + Math.random() * 1_000);
        const waited = await waiting(store, ids);

        await harm()();

        await expect.poll(async () => await running(store, ids), { timeout: 90_000 }).toEqual([]);
        const lines = (
          await Promise.all(ids.map(async (id) => await store.sweeps.linesOf(id)))
        ).flat();
        const cases = (await store.casesOf("shell:user:tester", 10_000)).length - before;
        const told = begun.map((one) => lastWords(crew.lines(), must(must(one).id)));
        report(`sweeps, ${what}`, {
          workstations: lines.length,
          waitedAtThatInstant: waited,
          lookedAt: lines.filter(({ result }) => result?.state === "looked").length,
          looksBeside: cases - lines.length,
          lastWords: told,
        });
        expect(lines.filter(({ result }) => result?.state !== "looked")).toEqual([]);
        expect(told).toEqual([1, 1]);
      },
      120_000,
    );
  });

  describe("in the middle of acts", () => {
    it.each([
      ["the worker is killed", () => kill("worker")],
      ["a replica is killed", () => kill("a")],
      ["the worker is killed again", () => kill("worker")],
      ["the other replica is killed", () => kill("b")],
      ["the worker is killed once more", () => kill("worker")],
      ["PostgreSQL is stopped and started again", () => outage],
    ])(
      "each pair is wholly there or wholly kept, moved once: %s",
      async (what, harm) => {
        fleet.plant();
        const asked = await askAll(crew, fleet);
        const cases = new Map(asked.map(([name, { report: one }]) => [name, must(one).case]));
        const pressing = asked.map(
          async ([, { press }], at) =>
            await must([crew.a, crew.b][at % 2]).order({ press: must(press) }),
        );
        await pause(100 + Math.random() * 600);
        const underWay = (await store.unfinished()).length;

        await harm()();
        const answers = await Promise.all(pressing);
        const resumed = await settleActs(fleet, store);

        const places = fleet.names.map((name) => fleet.seen(name).at);
        report(`acts, ${what}`, {
          acts: answers.length,
          underWayAtThatInstant: underWay,
          kept: places.filter((at) => at === "kept").length,
          home: places.filter((at) => at === "home").length,
          emptyFolders: fleet.names.filter((name) => isEmptyFolder(fleet.seen(name))).length,
          resumed,
          answered: answers.filter((one) => one?.pressed !== undefined).length,
          faults: answers.filter((one) => one?.fault !== undefined).length,
        });
        expect(await wrongWith(fleet, store, cases)).toEqual([]);
        expect(repeated(crew.lines())).toEqual([]);
      },
      120_000,
    );
  });

  it("a worker that is cut off does nothing that was withdrawn, and goes on when it is back", async () => {
    fleet.plant();
    const asked = new Map(await askAll(crew, fleet));
    const [name = "", other = ""] = fleet.far;
    fleet.cutWorkers(true);

    const question = await crew.a.order({ ask: name });
    const pressed = await crew.b.order({ press: must(asked.get(name)?.press) });
    fleet.cutWorkers(false);
    const back = await until(async () => await crew.a.order({ ask: other }), isLookedAt);
    const after = await crew.b.order({ press: must(asked.get(other)?.press) });

    report("a worker is cut off", {
      question: question?.report?.why,
      withdrawn: fleet.seen(name),
      after: fleet.seen(other),
    });
    expect(question?.report?.why).toBe("no-worker");
    expect(pressed?.pressed).toMatchObject({ kind: "replaced", ok: false });
    expect(fleet.seen(name)).toEqual({ at: "home", moves: 0, folders: 0 });
    expect(back?.report?.why).toBeUndefined();
    expect(after?.pressed).toMatchObject({ kind: "replaced", ok: true });
    expect(fleet.seen(other)).toEqual({ at: "kept", moves: 2, folders: 1 });
  }, 120_000);
});

async function running(store: Store, ids: readonly string[]): Promise<readonly string[]> {
  const sweeps = await Promise.all(ids.map(async (id) => await store.sweeps.findSweep(id)));
  return sweeps.flatMap((one) => (one?.state.kind === "running" ? [one.id] : []));
}

/** Workstations that have no result yet. */
async function waiting(store: Store, ids: readonly string[]): Promise<number> {
  const lines = await Promise.all(ids.map(async (id) => await store.sweeps.linesOf(id)));
  return lines.flat().filter(({ result }) => result === undefined).length;
}

/** How often the result of a sweep was told where it was asked for. */
function lastWords(lines: readonly Said[], place: string): number {
  const told = lines.filter((line) => line.told === place).map(({ says }) => says ?? "");
  return told.filter((says) => !/^(?:Looking|Looked)/u.test(says)).length;
}

function isEmptyFolder({ at, folders }: ReturnType<FaultFleet["seen"]>): boolean {
  return at === "home" && folders > 0;
}

/** Orders that were answered twice. */
function repeated(lines: readonly Said[]): readonly string[] {
  const ids = lines.flatMap(({ id }) => (id === undefined ? [] : [id]));
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}

async function askAll(
  crew: Crew,
  { names }: FaultFleet,
): Promise<readonly (readonly [string, Said])[]> {
  return await Promise.all(
    names.map(
      async (name) =>
        [
          name,
          must(await until(async () => await crew.a.order({ ask: name }), isLookedAt)),
        ] as const,
    ),
  );
}

function isLookedAt(one: Said | undefined): boolean {
  return one?.press !== undefined;
}

/** A worker or a database that was just started may take a moment. */
async function until(
  ask: () => Promise<Said | undefined>,
  good: (one: Said | undefined) => boolean,
): Promise<Said | undefined> {
  const deadline = performance.now() + 40_000;
  for (;;) {
    const one = await ask();
    if (good(one) || performance.now() > deadline) return one;
    await pause(500);
  }
}

function report(what: string, counts: object): void {
  process.stdout.write(`${what}: ${JSON.stringify(counts)}\n`);
}

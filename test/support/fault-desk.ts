import { setTimeout as pause } from "node:timers/promises";
import { pino } from "pino";
import { signalPages } from "#adapters/docs/pages.ts";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { Store } from "#adapters/store/open-store.ts";
import { leaseMilliseconds } from "#bot/act/journal.ts";
import { resumeActs } from "#bot/act/resume.ts";
import { asked } from "#checks/list.ts";
import type { FaultFleet } from "./fault-fleet.ts";
import type { Replica, Said } from "./fault-process.ts";
import { must } from "./office.ts";

export type Victim = "a" | "b" | "worker";

/** Two replicas and a worker; whoever is killed is started anew at once. */
export interface Crew {
  a: Replica;
  b: Replica;
  worker: ReturnType<FaultFleet["worker"]>;
  /** Everything that any replica has printed, also those that were killed. */
  lines(): readonly Said[];
  killAndRestart(victim: Victim): Promise<void>;
}

export async function startCrew(fleet: FaultFleet): Promise<Crew> {
  const replicas: Replica[] = [];
  const replica = (): Replica => {
    const one = fleet.replica();
    replicas.push(one);
    return one;
  };
  const crew: Crew = {
    a: replica(),
    b: replica(),
    worker: fleet.worker(),
    lines: () => replicas.flatMap(({ lines }) => lines),
    async killAndRestart(victim) {
      await crew[victim].kill();
      if (victim === "worker") crew.worker = fleet.worker();
      else crew[victim] = replica();
      await crew[victim].ready;
    },
  };
  await Promise.all([crew.a.ready, crew.b.ready, crew.worker.ready]);
  return crew;
}

/** As a replica and a worker that start later would: until nothing is left under way. */
export async function settleActs(fleet: FaultFleet, store: Store): Promise<number> {
  const log = pino({ enabled: false });
  const workstations = sshWorkstations({
    hosts: fleet.hosts,
    credentials: { privateKey: fleet.privateKey },
    knownHosts: { file: fleet.knownHosts, trustOnFirstUse: false },
    asks: asked,
    log,
  });
  const siteOf = (name: string): string | undefined =>
    fleet.far.includes(name) ? "berlin" : undefined;
  const deps = {
    inventory: listInventory(fleet.names.map((name) => ({ name }))),
    workstations,
    cases: store,
    sweeps: store.sweeps,
    watches: store.watches,
    audit: store.audit,
    rights: { ask: [], clear: [] },
    pages: signalPages(),
    log,
    // When even a process that lives, and could not write down how its act ended, is given up.
    now: () => new Date(Date.now() + leaseMilliseconds + 1),
  };
  const deadline = performance.now() + 40_000;
  let resumed = 0;
  while ((await store.unfinished()).length > 0) {
    if (performance.now() > deadline) throw new Error("an act stays taken");
    for (const here of [undefined, "berlin"]) {
      const came = await resumeActs({ ...deps, sites: { siteOf, here } });
      resumed += came.filter(({ came: { kind } }) => kind !== "waiting").length;
    }
    await pause(200);
  }
  workstations[Symbol.dispose]();
  return resumed;
}

/** What is wrong on the workstations, and between them and the store; empty as it must be. */
export async function wrongWith(
  fleet: FaultFleet,
  store: Store,
  cases: ReadonlyMap<string, string>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, id] of cases) {
    const { at, moves, folders } = fleet.seen(name);
    if (at === "half") wrong.push(`${name}: the pair is half`);
    if (at === "kept" && moves !== 2) wrong.push(`${name}: ${moves} moves`);
    // One that was made just before the database went away may stay behind, empty.
    const strange = folders > 1 || (at === "kept" && folders === 0);
    if (strange) wrong.push(`${name}: ${folders} folders`);
    const [removal, ...others] = await store.offersOf(id);
    const offer = must(removal);
    const outcome = offer.state === "closed" ? offer.outcome : offer.state;
    const expected = at === "kept" ? ["removed"] : ["open", "still-there"];
    if (!expected.includes(outcome)) wrong.push(`${name} is ${at}, the store says ${outcome}`);
    const back = others.filter(({ state }) => state === "open").length;
    if (back !== Number(at === "kept")) wrong.push(`${name}: ${back} ways back`);
  }
  return wrong;
}

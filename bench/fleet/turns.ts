import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Spread, spreadOf } from "../statistics.ts";
import type { Contender } from "./contender.ts";
import type { Fleet } from "./fleet.ts";
import { measured, type Used } from "./measured.ts";

/** One contender and how many workstations of the fleet it looks at. */
export interface Entry {
  readonly contender: Contender;
  readonly workstations: number;
}

export interface Run extends Used {
  /** Whole answers. */
  readonly answered: number;
}

/** What the rounds of one entry gave. */
export interface Score {
  readonly name: string;
  readonly workstations: number;
  /** Milliseconds of the client's user and system time for each workstation. */
  readonly cpu: Spread;
  readonly seconds: Spread;
  /** MB, the most of all rounds. */
  readonly resident: number;
  /** Every workstation was answered for in every round; without that nothing may be compared. */
  readonly whole: boolean;
}

/** Each looks once a round, by turns, so that whatever else the machine does falls on all of them. */
export async function byTurns(
  fleet: Fleet,
  { entries, rounds }: { readonly entries: readonly Entry[]; readonly rounds: number },
  signal: AbortSignal,
): Promise<readonly Score[]> {
  const tracks = entries.map((entry) => ({ entry, runs: [] as Run[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { entry, runs } of tracks) runs.push(await oneRun(fleet, entry, signal));
  }
  return tracks.map(({ entry: { contender, workstations }, runs }) =>
    scoreOf({ name: contender.name, workstations }, runs),
  );
}

async function oneRun(
  fleet: Fleet,
  { contender, workstations }: Entry,
  signal: AbortSignal,
): Promise<Run> {
  const folder = await mkdtemp(join(fleet.folder, "run-"));
  const job = { fleet, addresses: fleet.addresses.slice(0, workstations), folder };
  try {
    const used = await measured(await contender.prepare(job), { folder, signal });
    return { ...used, answered: await contender.answers(job) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

export function scoreOf(
  { name, workstations }: Pick<Score, "name" | "workstations">,
  runs: readonly Run[],
): Score {
  return {
    name,
    workstations,
    cpu: spreadOf(runs.map(({ cpu }) => cpu / workstations)),
    seconds: spreadOf(runs.map(({ milliseconds }) => milliseconds / 1000)),
    resident: Math.max(...runs.map(({ resident }) => resident)),
    whole: runs.every(({ answered }) => answered === workstations),
  };
}

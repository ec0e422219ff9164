import { setTimeout as pause } from "node:timers/promises";
import { type Spread, spreadOf } from "./statistics.ts";

/** One of those who do the same work by turns. */
export interface Runner {
  readonly name: string;
  /** Does the work once; rejects when it was not done whole. */
  run(signal: AbortSignal): Promise<void>;
  /** Milliseconds of CPU that it has used until now. */
  cpu(): number;
}

export interface Result {
  readonly name: string;
  readonly milliseconds: Spread;
  /** Milliseconds, mean of all rounds: the system counts a child's in steps of 10. */
  readonly cpu: number;
}

export const rounds = 21;
const warmUps = 2;

/** A server winds the last connection down while the next one begins; this lets it finish. */
const betweenRuns = 200;

/**
 * Lets the runners take turns, A B C A B C, so that whatever else the machine does in the meantime
 * falls on all of them.
 */
export async function race<Name extends string>(
  runners: Readonly<Record<Name, Runner>>,
  signal: AbortSignal,
): Promise<Record<Name, Result>>;
export async function race(
  runners: Readonly<Record<string, Runner>>,
  signal: AbortSignal,
): Promise<Record<string, Result>> {
  const tracks = Object.entries(runners).map(([key, runner]) => ({
    key,
    runner,
    laps: [] as Lap[],
  }));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const { runner, laps } of tracks) {
      await pause(betweenRuns, undefined, { signal });
      const lap = await timed(runner, signal);
      if (round >= 0) laps.push(lap);
    }
  }
  return Object.fromEntries(
    tracks.map(({ key, runner, laps }) => [key, resultOf(runner.name, laps)]),
  );
}

interface Lap {
  readonly milliseconds: number;
  readonly cpu: number;
}

async function timed(runner: Runner, signal: AbortSignal): Promise<Lap> {
  const before = runner.cpu();
  const begun = performance.now();
  await runner.run(signal);
  const milliseconds = performance.now() - begun;
  return { milliseconds, cpu: runner.cpu() - before };
}

function resultOf(name: string, laps: readonly Lap[]): Result {
  return {
    name,
    milliseconds: spreadOf(laps.map(({ milliseconds }) => milliseconds)),
    cpu: laps.reduce((sum, { cpu }) => sum + cpu, 0) / laps.length,
  };
}

import { execFile } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { missingForSshd } from "../test/lab/parts.ts";
import {
  type DelayedNetwork,
  missingForDelay,
  openDelayedNetwork,
} from "./fleet/delayed-network.ts";
import { type Fleet, firstOf, openFleet } from "./fleet/fleet.ts";
import { lookOnce } from "./fleet/look.ts";
import { oneCommand } from "./fleet/one-command.ts";
import { missingPrograms } from "./fleet/programs.ts";
import { type Delayed, roundTripsOf } from "./fleet/slope.ts";
import { notRun, type Section } from "./section.ts";
import { fastest, sshOptions } from "./ssh-options.ts";
import { spreadOf } from "./statistics.ts";

/** Round trips of a whole cold question, all signals, on an ordinary workstation. */
const goal = 12;

/** Milliseconds there and back. */
const roundTrips = [40, 100];
const rounds = 9;

/** A server winds the last connection down while the next one begins; this lets it finish. */
const betweenRuns = 300;

/** How many round trips a cold question waits for, beside one command over OpenSSH's client. */
export async function measureDelay(signal: AbortSignal): Promise<Section> {
  const missing = [...missingForSshd(), ...missingPrograms(["ssh"]), ...missingForDelay()];
  if (missing.length > 0) return notRun("fleet-delay", missing);
  await using network = await openDelayedNetwork();
  const { address, namespace, from } = network;
  await using fleet = await openFleet({ addresses: [address], namespace, from: [from] });
  const jobs = await jobsOn(fleet);
  const runs = await byTurns(network, jobs, signal);
  const measured = jobs.map(({ name }, at) => ({ name, runs: runs[at] ?? [] }));
  return {
    figures: measured.map(({ name, runs }, at) => ({
      what: `round trips: ${name}`,
      value: roundTripsOf(runs),
      unit: "",
      ...(at === 0 ? { atMost: goal } : {}),
    })),
    table: [
      ["ms at a round trip of", ...roundTrips.map((milliseconds) => `${milliseconds} ms`)],
      ...measured.map(({ name, runs }) => [name, ...roundTrips.map((trip) => at(runs, trip))]),
    ],
    notes: [
      `${rounds} rounds by turns; a round trip is what a run takes longer for each millisecond of the line`,
    ],
  };
}

interface Job {
  readonly name: string;
  run(): Promise<void>;
}

async function jobsOn(fleet: Fleet): Promise<readonly Job[]> {
  const { address, workstations } = await firstOf(fleet);
  const one = await oneCommand(fleet);
  const ssh = ["-n", "-F", "none", ...sshOptions(fleet, fastest), address, one.line];
  const leave = async (): Promise<void> => {
    const opened = await workstations.open(address);
    if (!opened.ok) throw new Error(opened.detail);
    await opened.workstation[Symbol.asyncDispose]();
  };
  return [
    {
      name: "whyreboot, the whole cold question",
      async run() {
        const { headline } = await lookOnce(workstations, address);
        if (headline !== "nothing-found") throw new Error(`not the whole look: ${headline}`);
      },
    },
    { name: "whyreboot, connect and leave", run: leave },
    {
      name: "ssh, the same commands as one",
      async run() {
        const { stdout } = await promisify(execFile)("ssh", ssh);
        if (!stdout.includes(one.end)) throw new Error(`half an answer: ${stdout}`);
      },
    },
  ];
}

async function byTurns(
  network: DelayedNetwork,
  jobs: readonly Job[],
  signal: AbortSignal,
): Promise<readonly (readonly Delayed[])[]> {
  const runs = jobs.map((): Delayed[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const roundTrip of roundTrips) {
      network.setDelay(roundTrip / 2);
      for (const [at, job] of jobs.entries()) {
        await pause(betweenRuns, undefined, { signal });
        const begun = performance.now();
        await job.run();
        runs[at]?.push({ roundTrip, milliseconds: performance.now() - begun });
      }
    }
  }
  return runs;
}

function at(runs: readonly Delayed[], wanted: number): string {
  const { median, from, to } = spreadOf(
    runs.filter(({ roundTrip }) => roundTrip === wanted).map(({ milliseconds }) => milliseconds),
  );
  return `${median.toFixed(0)} (${from.toFixed(0)}–${to.toFixed(0)})`;
}

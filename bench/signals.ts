import { pino } from "pino";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { Workstation } from "#bot/ports.ts";
import { diagnose, diagnosePair } from "#checks/diagnose.ts";
import { asked } from "#checks/list.ts";
import { missingForLab } from "../test/lab/parts.ts";
import { startLab } from "../test/lab/start.ts";
import { type PracticeProcess, startPracticeProcess } from "./practice-process.ts";
import { type Result, type Runner, race } from "./race.ts";
import type { Section } from "./section.ts";

/** What every signal together may add to the question about the pair alone. */
const goal = 1.25;

interface Place {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly privateKey: string;
  readonly knownHostsFile: string;
}

/** The cold question with all signals beside the cold question about the pair alone. */
export async function measureSignals(signal: AbortSignal): Promise<Section> {
  const practice = await onPractice(signal);
  const lab = missingForLab().length === 0 ? await onLab(signal) : undefined;
  return {
    figures: [
      {
        what: "all signals ÷ the pair alone, practice workstation",
        value: ratioOf(practice),
        unit: "",
        atMost: goal,
      },
      ...(lab === undefined
        ? []
        : [{ what: "the same, lab", value: ratioOf(lab), unit: "" as const, atMost: goal }]),
    ],
    table: [
      ["cold, from nothing to the diagnosis, ms", "median", "middle half"],
      ...[practice, ...(lab === undefined ? [] : [lab])].flatMap(({ all, pair }) => [
        row(pair),
        row(all),
      ]),
    ],
    notes: [
      "a practice workstation's programs start in no time: its ratio is the bot's own part and the network's",
      "in the lab each program costs a process of Wine, some 30 ms on two processors that it shares with the client",
    ],
  };
}

interface Both {
  readonly all: Result;
  readonly pair: Result;
}

async function onPractice(signal: AbortSignal): Promise<Both> {
  await using running: PracticeProcess = await startPracticeProcess(signal);
  return await both({ ...running.place, name: "practice" }, signal);
}

async function onLab(signal: AbortSignal): Promise<Both> {
  const lab = await startLab();
  try {
    return await both({ ...lab, name: "lab" }, signal);
  } finally {
    await lab.stop();
  }
}

async function both(place: Place, signal: AbortSignal): Promise<Both> {
  const open = opener(place);
  return await race(
    {
      pair: runner(`${place.name}, the pair alone`, open, async ({ machine }) => {
        const found = await diagnosePair(machine);
        if (found.verdict !== "none") throw notWhole(found);
      }),
      all: runner(`${place.name}, all signals`, open, async ({ machine, hostKey }) => {
        const known = { at: new Date().toISOString(), hostKey, past: Promise.resolve([]) };
        const found = await diagnose(machine, known);
        if (found.headline !== "nothing-found") throw notWhole(found);
      }),
    },
    signal,
  );
}

type Open = () => Promise<Workstation>;

function opener({ address, port, user, privateKey, knownHostsFile }: Place): Open {
  const workstations = sshWorkstations({
    hosts: new Map([["PC", { address, port, user }]]),
    credentials: { privateKey },
    knownHosts: { file: knownHostsFile, trustOnFirstUse: false },
    asks: asked,
    log: pino({ level: "silent" }),
  });
  return async () => {
    const opened = await workstations.open("PC");
    if (!opened.ok) throw new Error(`${opened.why}: ${opened.detail}`);
    return opened.workstation;
  };
}

function runner(name: string, open: Open, look: (on: Workstation) => Promise<void>): Runner {
  return {
    name,
    async run() {
      await using workstation = await open();
      await look(workstation);
    },
    cpu() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
  };
}

function notWhole(found: object): Error {
  return new Error(`not the whole look: ${JSON.stringify(found)}`);
}

function ratioOf({ all, pair }: Both): number {
  return all.milliseconds.median / pair.milliseconds.median;
}

function row({ name, milliseconds: { median, from, to } }: Result): readonly string[] {
  return [name, median.toFixed(0), `${from.toFixed(0)}–${to.toFixed(0)}`];
}

import { readFileSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingForSshd } from "../test/lab/parts.ts";
import { together } from "./fleet/contender.ts";
import { measured, type Used } from "./fleet/measured.ts";
import { ourCommand, readOurs, storeFile, type Told, writeConfig } from "./fleet/ours.ts";
import { type Kind, openPracticePool, type PracticePool } from "./fleet/practice-pool.ts";
import { growthOf, overtakenBySecondTries } from "./fleet/service.ts";
import { notRun, type Section } from "./section.ts";

const workstations = 10_000;

/** Of each twenty in the list, spread over it. */
const mix: readonly Kind[] = [
  ...(["answers", "refuses", "silent", "answers", "refuses", "refuses", "slow"] as const),
  ...(["refuses", "answers", "full", "refuses", "answers", "refuses", "silent"] as const),
  ...(["answers", "refuses", "full", "refuses", "answers", "refuses"] as const),
];

/** What ours has to say of each kind. */
const outcomes: Readonly<Record<Kind, string>> = {
  answers: "nothing-found",
  slow: "nothing-found",
  refuses: "refused",
  silent: "no-answer",
  full: "no-answer",
};

/** Long enough for a busy machine's 32 logins at once. */
const connectSeconds = 3;

/** Flat, but for what the collector of garbage leaves for later. */
const goals = { growth: 1.15, overtaken: together - 1 };

const sampling = 250;

/** 10,000 workstations, most of which are not there: memory over time, and who is served when. */
export async function measureSimulated(signal: AbortSignal): Promise<Section> {
  const missing = [...missingForSshd(), ...(process.platform === "linux" ? [] : ["Linux"])];
  if (missing.length > 0) return notRun("fleet-simulated", missing);
  await using pool = await openPracticePool(signal);
  const folder = await mkdtemp(join(tmpdir(), "whyreboot-bench-"));
  try {
    const config = await writeFleet(pool, folder);
    const samples: number[] = [];
    let pid: number | undefined;
    const sampler = setInterval(() => samples.push(...residentOfChild(pid)), sampling);
    const onStart = (started: number): void => {
      pid = started;
    };
    try {
      const used = await measured(ourCommand(config), { folder, signal, onStart });
      const store = (await stat(storeFile(folder))).size;
      return section(await readOurs(folder), { samples, used, store });
    } finally {
      clearInterval(sampler);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

function kindOf(at: number): Kind {
  return mix[at % mix.length] ?? "answers";
}

async function writeFleet(pool: PracticePool, folder: string): Promise<string> {
  const hosts = Array.from({ length: workstations }, (_, at) => ({
    address: `127.2.${at >> 8}.${at & 255}`,
    port: pool.ports[kindOf(at)],
  }));
  const known = hosts.map(({ address, port }) => `[${address}]:${port} ${pool.hostKey}\n`);
  const knownHostsFile = join(folder, "known_hosts");
  const privateKeyFile = join(folder, "id_ed25519");
  await writeFile(knownHostsFile, known.join(""));
  await writeFile(privateKeyFile, pool.privateKey, { mode: 0o600 });
  const { user } = pool;
  return await writeConfig(folder, { hosts, user, privateKeyFile, knownHostsFile, connectSeconds });
}

/** MB; nothing in the moment in which it begins or ends. */
function residentOfChild(pid: number | undefined): readonly number[] {
  try {
    const child = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ")[0];
    const status = readFileSync(`/proc/${child}/status`, "utf8");
    return [Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024].filter(Number.isFinite);
  } catch {
    // The process is not there yet, or no more.
    return [];
  }
}

interface Course {
  /** MB, one after the other. */
  readonly samples: readonly number[];
  readonly used: Used;
  /** Bytes of the store's file at the end. */
  readonly store: number;
}

function section(told: readonly Told[], { samples, used, store }: Course): Section {
  const places = told.map(({ name }) => Number(name.replace("PC-", "")) - 1);
  const wrong = told.filter(({ outcome }, at) => outcome !== outcomes[kindOf(places[at] ?? 0)]);
  const missed = workstations - new Set(places).size;
  const tenths = Array.from({ length: 10 }, (_, tenth) => {
    const at = Math.floor((samples.length * (2 * tenth + 1)) / 20);
    return (samples[at] ?? 0).toFixed(0);
  });
  return {
    figures: [
      {
        what: `memory, last fifth of ${workstations} workstations ÷ second fifth`,
        value: growthOf(samples),
        unit: "",
        atMost: goals.growth,
      },
      {
        what: `first turns after somebody's second, ${together} together`,
        value: overtakenBySecondTries(told),
        unit: "",
        atMost: goals.overtaken,
      },
      {
        what: "workstations left out or wrongly told",
        value: missed + wrong.length,
        unit: "",
        atMost: 0,
      },
    ],
    table: [
      ["10,000 simulated workstations", "s", "CPU s", "store MB", "most MB", "MB, tenth by tenth"],
      [
        "whyreboot",
        (used.milliseconds / 1000).toFixed(0),
        (used.cpu / 1000).toFixed(0),
        (store / 1024 / 1024).toFixed(1),
        used.resident.toFixed(0),
        tenths.join(" "),
      ],
    ],
    notes: [
      `of each ${mix.length}: ${countKinds()}; a connection may take ${connectSeconds} s`,
      ...wrong.slice(0, 5).map(({ name, outcome }) => `wrongly told: ${name}: ${outcome}`),
    ],
  };
}

function countKinds(): string {
  const kinds = [...new Set(mix)];
  return kinds.map((kind) => `${mix.filter((one) => one === kind).length} ${kind}`).join(", ");
}

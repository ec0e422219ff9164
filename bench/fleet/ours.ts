import { readFile, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { SshPlace } from "../ssh-options.ts";
import { type Contender, type Job, together } from "./contender.ts";
import type { CommandLine } from "./measured.ts";

/** The one place that names what is measured as ours: the command as everybody starts it. */
export function ourCommand(config: string): CommandLine {
  const program = join(import.meta.dirname, "../../bin/whyreboot");
  return { program, parameters: ["sweep", "--all", "--json", "--config", config] };
}

/** What ours told of one workstation in the end. */
export interface Told {
  readonly name: string;
  /** The headline of its diagnosis, or why there was none. */
  readonly outcome: string;
  /** How often it was asked. */
  readonly tries: number;
  /** When it was told: milliseconds since 1970. */
  readonly at: number;
}

const SweepOutput = z.object({
  schema: z.literal("whyreboot/sweep@1"),
  workstations: z.array(
    z.object({
      workstation: z.string(),
      state: z.string(),
      headline: z.string().optional(),
      why: z.string().optional(),
      tries: z.number(),
      at: z.iso.datetime().optional(),
    }),
  ),
});

export async function readOurs(folder: string): Promise<readonly Told[]> {
  const { workstations } = SweepOutput.parse(JSON.parse(await outputOf(folder)));
  return workstations.map(({ workstation, state, headline, why, tries, at = "" }) => ({
    name: workstation,
    outcome: headline ?? why ?? state,
    tries,
    at: Date.parse(at),
  }));
}

export function ours(): Contender {
  return {
    name: "whyreboot sweep, all signals",
    prepare: async (job) => ourCommand(await configOf(job)),
    answers: async ({ folder }) =>
      (await readOurs(folder)).filter(({ outcome }) => outcome === "nothing-found").length,
  };
}

/** The looks of a sweep by themselves: what is more, its own part costs. */
export function oursLooksOnly(): Contender {
  return floor("whyreboot, only the looks", { parameters: [], whole: "nothing-found" });
}

/** Connect and leave. */
export function oursOpenOnly(): Contender {
  const parameters = ["--open-only"];
  return floor("whyreboot, connect and leave", { parameters, whole: "opened" });
}

function floor(
  name: string,
  { parameters, whole }: { readonly parameters: readonly string[]; readonly whole: string },
): Contender {
  const script = join(import.meta.dirname, "floor.ts");
  return {
    name,
    async prepare(job) {
      const config = await configOf(job);
      return { program: process.execPath, parameters: [script, ...parameters, "--config", config] };
    },
    async answers({ folder }) {
      const lines = (await outputOf(folder)).split("\n").filter((line) => line !== "");
      return lines.filter((line) => FloorLine.parse(JSON.parse(line)).outcome === whole).length;
    },
  };
}

const FloorLine = z.object({ name: z.string(), outcome: z.string() });

async function outputOf(folder: string): Promise<string> {
  return await readFile(join(folder, "output"), "utf8");
}

async function configOf({ fleet, addresses, folder }: Job): Promise<string> {
  const hosts = addresses.map((address) => ({ address, port: fleet.port }));
  return await writeConfig(folder, { ...fleet, hosts });
}

export interface Inventory extends Omit<SshPlace, "port"> {
  /** They are called PC-1, PC-2, … */
  readonly hosts: readonly { readonly address: string; readonly port: number }[];
  readonly connectSeconds?: number;
}

/** Sweeps take three of four connections. */
const connections = Math.ceil((together * 4) / 3);

/** Resolves with the file, which lies in `folder` beside its store. */
export async function writeConfig(
  folder: string,
  { hosts, user, privateKeyFile, knownHostsFile, connectSeconds = 30 }: Inventory,
): Promise<string> {
  const shell = [`shell:user:${userInfo().username}`];
  const rest = {
    ssh: { user, privateKeyFile, knownHostsFile, connectSeconds },
    store: { file: storeFile(folder) },
    rights: { ask: shell, sweep: shell },
    limits: { connections },
  };
  const listed = hosts.map(
    ({ address, port }, at) => `    - { name: PC-${at + 1}, address: ${address}, port: ${port} }\n`,
  );
  const others = Object.entries(rest).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  const file = join(folder, "whyreboot.yaml");
  await writeFile(file, `workstations:\n  hosts:\n${listed.join("")}${others.join("")}`);
  return file;
}

export function storeFile(folder: string): string {
  return join(folder, "whyreboot.db");
}

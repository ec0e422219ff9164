import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { SshPlace } from "../ssh-options.ts";
import type { Contender } from "./contender.ts";
import type { CommandLine } from "./measured.ts";

/**
 * The one place that names what is measured as ours: it looks at every workstation of the
 * configuration and prints a line of JSON for each as soon as it is done.
 */
export function ourCommand(config: string): CommandLine {
  return lookAtAll(["--all", "--json", "--config", config]);
}

function lookAtAll(parameters: readonly string[]): CommandLine {
  const script = join(import.meta.dirname, "look-at-all.ts");
  return { program: process.execPath, parameters: [script, ...parameters] };
}

/** One line of ours: the headline of its diagnosis, or why there was none. */
export interface Told {
  readonly name: string;
  readonly outcome: string;
}

const Line = z.object({
  name: z.string(),
  headline: z.string().optional(),
  failed: z.string().optional(),
  opened: z.literal(true).optional(),
});

/** In the order in which they came. */
export async function readOurs(folder: string): Promise<readonly Told[]> {
  const output = await readFile(join(folder, "output"), "utf8");
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { name, headline, failed, opened } = Line.parse(JSON.parse(line));
      return { name, outcome: headline ?? failed ?? (opened ? "opened" : "") };
    });
}

export function ours(): Contender {
  return contender("whyreboot, all signals", "nothing-found", ourCommand);
}

/** The floor: connect and leave. */
export function oursOpenOnly(): Contender {
  return contender("whyreboot, connect and leave", "opened", (config) =>
    lookAtAll(["--open-only", "--config", config]),
  );
}

function contender(
  name: string,
  whole: string,
  command: (config: string) => CommandLine,
): Contender {
  return {
    name,
    async prepare({ fleet, addresses, folder }) {
      const config = join(folder, "whyreboot.yaml");
      const hosts = addresses.map((address) => ({ address, port: fleet.port }));
      await writeConfig(config, { ...fleet, hosts });
      return command(config);
    },
    async answers({ folder }) {
      return (await readOurs(folder)).filter(({ outcome }) => outcome === whole).length;
    },
  };
}

export interface Inventory extends Omit<SshPlace, "port"> {
  /** They are called PC-1, PC-2, … */
  readonly hosts: readonly { readonly address: string; readonly port: number }[];
  readonly connectSeconds?: number;
}

export async function writeConfig(
  file: string,
  { hosts, user, privateKeyFile, knownHostsFile, connectSeconds = 30 }: Inventory,
): Promise<void> {
  const listed = hosts.map(
    ({ address, port }, at) => `    - { name: PC-${at + 1}, address: ${address}, port: ${port} }\n`,
  );
  const ssh = { user, privateKeyFile, knownHostsFile, connectSeconds };
  const text = `workstations:\n  hosts:\n${listed.join("")}ssh: ${JSON.stringify(ssh)}\n`;
  await writeFile(file, text);
}

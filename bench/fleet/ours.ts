import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Contender, Job } from "./contender.ts";

const root = join(import.meta.dirname, "../..");

/**
 * The one place that names what is measured as ours. It takes `--all --json --config FILE` and
 * prints a line of JSON for each workstation; `answers` must count whole diagnoses only.
 */
const ourProgram = [join(root, "bench/fleet/look-at-all.ts")];

export function ours(): Contender {
  return contender("whyreboot, all signals", [], '"headline":"nothing-found"');
}

/** The floor: connect and leave. */
export function oursOpenOnly(): Contender {
  return contender("whyreboot, connect and leave", ["--open-only"], '"opened":true');
}

function contender(name: string, more: readonly string[], whole: string): Contender {
  return {
    name,
    async prepare(job) {
      const config = await writeConfig(job);
      const asked = ["--all", "--json", "--config", config, ...more];
      return { program: process.execPath, parameters: [...ourProgram, ...asked] };
    },
    async answers({ folder }) {
      const output = await readFile(join(folder, "output"), "utf8");
      return output.split("\n").filter((line) => line.includes(whole)).length;
    },
  };
}

/** The names in it are `PC-1`, …; the address of each is in the order of the job. */
async function writeConfig({ fleet, addresses, folder }: Job): Promise<string> {
  const file = join(folder, "whyreboot.yaml");
  const hosts = addresses.map(
    (address, at) => `    - { name: PC-${at + 1}, address: ${address}, port: ${fleet.port} }\n`,
  );
  const ssh = [
    `user: ${fleet.user}`,
    `privateKeyFile: ${fleet.privateKeyFile}`,
    `knownHostsFile: ${fleet.knownHostsFile}`,
  ];
  await writeFile(file, `workstations:\n  hosts:\n${hosts.join("")}ssh: { ${ssh.join(", ")} }\n`);
  return file;
}

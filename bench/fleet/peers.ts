import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fastest, sshOptions } from "../ssh-options.ts";
import { type Contender, type Job, together } from "./contender.ts";
import type { OneCommand } from "./one-command.ts";

/**
 * Those who run one command line on many workstations with OpenSSH's client: one session each, and
 * the whole answer is kept. No SFTP, which the bot opens beside its commands.
 */
export function xargsSsh(one: OneCommand, algorithms: "pinned" | "default"): Contender {
  const more = algorithms === "pinned" ? fastest : {};
  return {
    name: `xargs -P${together} ssh, ${algorithms}`,
    async prepare(job) {
      const hosts = await hostsFile(job);
      const options = ["-F", "none", ...sshOptions(job.fleet, more)];
      const ssh = ["ssh", "-n", ...options, "{HOST}", one.line];
      return {
        program: "xargs",
        parameters: ["-a", hosts, "-P", String(together), "-I", "{HOST}", ...ssh],
      };
    },
    answers: async (job) => await inOneFile(job, one),
  };
}

export function pssh(one: OneCommand): Contender {
  return {
    name: `pssh -p ${together}, pinned`,
    async prepare(job) {
      const hosts = await hostsFile(job);
      const options = sshOptions(job.fleet, fastest).map((word) => (word === "-o" ? "-O" : word));
      const kept = ["-o", join(job.folder, "answers")];
      return {
        program: "parallel-ssh",
        parameters: ["-h", hosts, "-p", String(together), ...kept, ...options, one.line],
      };
    },
    async answers({ folder }) {
      const kept = join(folder, "answers");
      const names = await readdir(kept);
      const sizes = await Promise.all(
        names.map(async (name) => (await stat(join(kept, name))).size),
      );
      return sizes.filter((size) => size === one.bytes).length;
    },
  };
}

export function clush(one: OneCommand): Contender {
  return {
    name: `clush -f ${together}, pinned`,
    async prepare(job) {
      const hosts = await hostsFile(job);
      const options = ["-F", "none", ...sshOptions(job.fleet, fastest)].join(" ");
      const parameters = ["--hostfile", hosts, "-f", String(together), "-o", options];
      return { program: "clush", parameters: [...parameters, "-n", "-N", one.line] };
    },
    answers: async (job) => await inOneFile(job, one),
  };
}

async function hostsFile({ addresses, folder }: Job): Promise<string> {
  const file = join(folder, "hosts");
  await writeFile(file, addresses.map((address) => `${address}\n`).join(""));
  return file;
}

/** The answers are mixed in it, and clush takes carriage returns away; each has as many lines. */
async function inOneFile({ folder }: Job, { lines, end }: OneCommand): Promise<number> {
  const output = await readFile(join(folder, "output"), "latin1");
  const count = (part: string): number => output.split(part).length - 1;
  return Math.min(count(end), Math.floor(count("\n") / lines));
}

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { closing, framed, newMarker, opening } from "#adapters/ssh/dialogue.ts";
import type { Lab } from "../test/lab/start.ts";
import type { Runner } from "./race.ts";
import { sshOptions } from "./ssh-options.ts";

const execute = promisify(execFile);

/** Milliseconds; a client that takes longer hangs. */
const deadline = 30_000;

/** The line of `ssh -V`, or undefined where there is no OpenSSH client. */
export async function opensshVersion(): Promise<string | undefined> {
  try {
    return (await execute("ssh", ["-V"])).stderr.trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * OpenSSH's own client: one `cmd` with the very commands of the bot on its standard input, all at
 * once.
 */
export function opensshRunner(
  name: string,
  { lab, commands }: { readonly lab: Lab; readonly commands: readonly string[] },
  more: Readonly<Record<string, string>> = {},
): Runner {
  const parameters = [...sshOptions(lab, more)];
  parameters.push("-F", "none", lab.address, "cmd /q /d");
  return {
    name,
    async run(signal) {
      const marker = newMarker();
      const frames = commands.flatMap((command, number) => framed(marker, { number, command }));
      const text = [opening, ...frames, closing].map((line) => `${line}\r\n`).join("");
      const running = execute("ssh", parameters, { timeout: deadline, signal });
      running.child.stdin?.end(text);
      const { stdout } = await running;
      const answers = count(stdout, `${marker} end `);
      if (answers !== count(text, `${marker} end `)) throw new Error(`${name}: ${stdout}`);
    },
    cpu: cpuOfChildren,
  };
}

/** The smallest program there is: what starting any process costs of a client's time. */
export function processRunner(): Runner {
  return {
    name: "starting a process that does nothing",
    async run(signal) {
      await execute("true", [], { timeout: deadline, signal });
    },
    cpu: cpuOfChildren,
  };
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** Linux tells it of all children that have ended, in ticks of 10 ms (proc_pid_stat(5)). */
function cpuOfChildren(): number {
  const fields = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

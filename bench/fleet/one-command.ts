import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { opening } from "#adapters/ssh/dialogue.ts";
import { fastest, sshOptions } from "../ssh-options.ts";
import type { Fleet } from "./fleet.ts";

/** Every command of a question in one, for whoever can give a session no standard input. */
export interface OneCommand {
  readonly line: string;
  /** What one workstation prints for it. */
  readonly bytes: number;
  readonly lines: number;
  /** The last thing that it prints. */
  readonly end: string;
}

/** The most that `cmd` takes. */
const longest = 8191;

/**
 * The whole look as one command line of `cmd`, each answer followed by its exit code as in our
 * dialogue. Its answer is asked for once, so that half an answer can be told later.
 */
export async function oneCommand(fleet: Fleet): Promise<OneCommand> {
  const line = chainOf(fleet.commands);
  if (line.length > longest) throw new Error(`too long for cmd: ${line.length} characters`);
  const options = ["-F", "none", ...sshOptions(fleet, fastest)];
  const { stdout } = await promisify(execFile)("ssh", [...options, fleet.addresses[0] ?? "", line]);
  const ends = [...stdout.matchAll(/^whyreboot end \d+ (?:0|1)\r$/gmu)].map(([end]) => end.trim());
  if (ends.length !== fleet.commands.length - 1) throw new Error(`half an answer: ${stdout}`);
  const lines = stdout.split("\n").length - 1;
  return { line, lines, bytes: Buffer.byteLength(stdout), end: ends.at(-1) ?? "" };
}

function chainOf(commands: readonly string[]): string {
  const chain = commands
    .filter((command) => command !== opening)
    .flatMap((command, number) => [command, `echo whyreboot end ${number} !ERRORLEVEL!`]);
  return `cmd /q /d /v:on /c "${chain.join(" & ")}"`;
}

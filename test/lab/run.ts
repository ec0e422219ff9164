import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Longer than Wine takes to make a prefix on a slow machine. */
const deadline = 180_000;

/** Runs a program to its end and gives its output; rejects with both outputs when it failed. */
export async function run(
  program: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = { PATH: process.env["PATH"] ?? "" },
): Promise<string> {
  const { stdout } = await execute(program, parameters, { env: environment, timeout: deadline });
  return stdout;
}

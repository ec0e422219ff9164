import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Host } from "#adapters/ssh/settings.ts";
import type { SshSettings } from "#adapters/ssh/workstations.ts";

/** What the process is to do. */
export interface OneLookTask extends Pick<SshSettings, "credentials" | "knownHosts" | "jump"> {
  readonly hosts: readonly (readonly [string, Host])[];
  readonly keep: number;
}

/** Milliseconds after which it is killed: less than the time for which a login is kept. */
const patience = 20_000;

/**
 * A process of its own that looks twice and closes nothing. Its status is null when it had to be
 * killed, as something kept it alive.
 */
export async function runOneLook(
  task: OneLookTask,
): Promise<{ readonly said: string; readonly status: number | null }> {
  const script = fileURLToPath(new URL("one-look-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: patience,
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await once(child, "close");
  return { said, status: child.exitCode };
}

import { pino } from "pino";
import type { Host } from "#adapters/ssh/settings.ts";
import type { SshSettings } from "#adapters/ssh/workstations.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";

/** What the process is to do, as the JSON of its one argument: two looks, and then nothing. */
export interface OneLookTask extends Pick<SshSettings, "credentials" | "knownHosts"> {
  readonly hosts: readonly (readonly [string, Host])[];
  readonly keep: number;
}

const { hosts, ...task } = JSON.parse(process.argv[2] ?? "") as OneLookTask;
const workstations = sshWorkstations({
  ...task,
  hosts: new Map(hosts),
  asks: { environment: [], registry: [], trees: [], events: [] },
  log: pino({ enabled: false }),
});
for (const [name] of [...hosts, ...hosts]) {
  const opened = await workstations.open(name);
  if (!opened.ok) throw new Error(`${opened.why}: ${opened.detail}`);
  await using workstation = opened.workstation;
  process.stdout.write(`${(await workstation.machine.look("C:\\Windows")).state}\n`);
}

// The process of run-one-look.ts: two looks at each workstation, and then nothing more to do.
import { pino } from "pino";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { OneLookTask } from "./run-one-look.ts";

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the test that starts it
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

import { parseArgs } from "node:util";
import { destination, pino } from "pino";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import { asked } from "#checks/list.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { together } from "./contender.ts";
import { lookAt } from "./look.ts";

// The floors of a sweep: every workstation of the configuration, so many together, a line of JSON
// for each. It connects, looks and leaves, without a store; with `--open-only` it does not even look.
const { values } = parseArgs({
  options: {
    "open-only": { type: "boolean", default: false },
    config: { type: "string", default: "" },
  },
});
const loaded = await loadConfig({ file: values.config, env: {}, tokens: "not-needed" });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
const { hosts, ssh } = loaded.config;
const workstations = sshWorkstations({
  ...ssh,
  hosts: new Map(hosts.map((host) => [host.name, host])),
  asks: asked,
  log: pino({ level: "silent" }, destination({ fd: 2, sync: true })),
});

async function outcomeOf(name: string): Promise<string> {
  const opened = await workstations.open(name);
  if (!opened.ok) return opened.why;
  await using workstation = opened.workstation;
  return values["open-only"] ? "opened" : (await lookAt(workstation)).headline;
}

const waiting = hosts.values();
await Promise.all(
  Array.from({ length: together }, async () => {
    for (const { name } of waiting) {
      process.stdout.write(`${JSON.stringify({ name, outcome: await outcomeOf(name) })}\n`);
    }
  }),
);
// Kept logins hold the process for a while.
workstations[Symbol.dispose]();

import { parseArgs } from "node:util";
import { destination, pino } from "pino";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import { asked } from "#checks/list.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { together } from "./contender.ts";
import { lookAt } from "./look.ts";

// What `whyreboot sweep` will do, until it is there: every workstation of the configuration, so many
// together, a line of JSON for each. `--open-only` connects and leaves: the floor of it.
const { values } = parseArgs({
  options: {
    all: { type: "boolean" },
    json: { type: "boolean" },
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

async function look(name: string): Promise<object> {
  const opened = await workstations.open(name);
  if (!opened.ok) return { name, failed: opened.why };
  await using workstation = opened.workstation;
  return values["open-only"] ? { name, opened: true } : { name, ...(await lookAt(workstation)) };
}

const waiting = hosts.values();
await Promise.all(
  Array.from({ length: together }, async () => {
    for (const { name } of waiting) {
      process.stdout.write(`${JSON.stringify(await look(name))}\n`);
    }
  }),
);
const { user, system } = process.cpuUsage();
process.stderr.write(`${JSON.stringify({ cpuMilliseconds: (user + system) / 1000 })}\n`);

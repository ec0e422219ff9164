import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { pino } from "pino";
import { signalPages } from "#adapters/docs/pages.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { Answer } from "#bot/bot.ts";
import { createBot } from "#bot/create-bot.ts";
import type { Workstation } from "#bot/ports.ts";
import { asked } from "#checks/list.ts";
import { freshKeys } from "#practice/fresh-keys.ts";
import { practiceWorkstation } from "#practice/sshd.ts";
import type { CorpusMachine } from "./machine-files.ts";
import { pastLooks, today } from "./machine-past.ts";
import { memoryAudit } from "./memory-audit.ts";
import { memoryCaseStore } from "./memory-case-store.ts";
import { memorySweepStore } from "./memory-sweep-store.ts";
import { memoryWatchStore } from "./memory-watch-store.ts";
import { listed, person } from "./office.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A machine of the corpus, played by a practice workstation behind the real SSH adapter. */
export interface MachineOffice extends AsyncDisposable {
  open(): Promise<Workstation>;
  /** What the bot answers to a question about it. */
  ask(): Promise<Answer>;
}

const name = "MACHINE";
const user = "helpdesk";

export async function machineOffice(machine: CorpusMachine): Promise<MachineOffice> {
  const keys = freshKeys();
  const workstation = await practiceWorkstation(machine.furnish(), {
    user,
    clientKey: keys.public,
  });
  const folder = await temporaryFolder();
  const file = folder.path("known_hosts");
  await writeFile(file, `${workstation.knownHost}\n`);
  const { address, port } = workstation;
  const falls = machine.described.quirks.silentAfter !== undefined;
  const workstations = sshWorkstations({
    hosts: new Map([[name, { address, port, user }]]),
    credentials: { privateKey: keys.private },
    knownHosts: { file, trustOnFirstUse: false },
    asks: asked,
    // Waiting for one that falls silent is what such a machine is about; nobody waits long.
    deadlines: { connect: 15_000, call: falls ? 1_000 : 15_000 },
    log: pino({ level: "silent" }),
  });
  const member = person("test:user:alice");
  const bot = createBot({
    inventory: listed(name),
    workstations,
    cases: {
      ...memoryCaseStore(),
      pastLooks: async () => pastLooks(machine, fingerprint(workstation.hostKey)),
    },
    sweeps: memorySweepStore(),
    watches: memoryWatchStore(),
    audit: memoryAudit(),
    rights: { ask: [member.id], clear: [member.id] },
    pages: signalPages(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => today,
  });
  return {
    async open() {
      const opened = await workstations.open(name);
      if (!opened.ok) throw new Error(`${opened.why}: ${opened.detail}`);
      return opened.workstation;
    },
    ask: async () => await bot.ask({ text: name, person: member }),
    async [Symbol.asyncDispose]() {
      await workstation.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** `ssh-ed25519 AAAA…` as `ssh-keygen -l` prints it. */
function fingerprint(hostKey: string): string {
  const key = Buffer.from(hostKey.split(" ")[1] ?? "", "base64");
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/u, "")}`;
}

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { signalPages } from "#adapters/docs/pages.ts";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import { openStore } from "#adapters/store/open-store.ts";
import { createBot } from "#bot/create-bot.ts";
import { asked } from "#checks/list.ts";
import { type Lab, startLab } from "../test/lab/start.ts";
import type { Runner } from "./race.ts";

export interface Workplace extends AsyncDisposable {
  readonly lab: Lab;
  /** The whole bot, asked once a run; it lives as long as the workplace, as it does in use. */
  readonly bot: Runner;
  /** Milliseconds of each of its runs until the connection stood. */
  readonly connects: readonly number[];
  /** What one question ran on the workstation, in its order. */
  readonly commands: readonly string[];
}

const name = "LAB";
const person = { id: "shell:user:bench", name: "bench", holds: async () => "yes" as const };

/** A lab whose C: holds a pair that a setup left behind, so that the bot has all its work to do. */
export async function openWorkplace(): Promise<Workplace> {
  const lab = await startLab();
  const folder = await mkdtemp(join(tmpdir(), "whyreboot-bench-"));
  await plantLeftoverPair(lab);
  const commands: string[] = [];
  const log = pino({ level: "debug" }, { write: (line) => void commands.push(...commandIn(line)) });
  const store = await openStore({ file: join(folder, "whyreboot.db") });
  const bot = createBot({
    inventory: listInventory([{ name }]),
    workstations: sshWorkstations({
      hosts: new Map([[name, lab]]),
      credentials: { privateKey: lab.privateKey },
      knownHosts: { file: lab.knownHostsFile, trustOnFirstUse: false },
      asks: asked,
      log,
    }),
    cases: store,
    sweeps: store.sweeps,
    watches: store.watches,
    audit: store.audit,
    rights: { ask: [person.id], clear: [person.id] },
    pages: signalPages(),
    log,
    now: () => new Date(),
  });
  const connects: number[] = [];
  const question = { text: `why does ${name} ask to reboot`, person };
  await bot.ask(question);
  const once = commands.slice();
  return {
    commands: once,
    lab,
    connects,
    bot: {
      name: "whyreboot, the whole question",
      async run() {
        const { report } = await bot.ask(question);
        const whole =
          report?.restartFiles?.verdict === "leftover" &&
          report.signals.every(({ state }) => state !== "unseen") &&
          report.offers.length === 1;
        if (!whole) throw new Error(`not the whole answer: ${JSON.stringify(report)}`);
        connects.push(report.milliseconds.connect);
      },
      cpu() {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1000;
      },
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
      await lab.stop();
    },
  };
}

/** The log says, at its finest level, what is run on a workstation. */
function commandIn(line: string): string[] {
  const entry: unknown = JSON.parse(line);
  return typeof entry === "object" && entry !== null && "command" in entry
    ? [String(entry.command)]
    : [];
}

async function plantLeftoverPair({ driveC }: Lab): Promise<void> {
  const work = ["DEL C:\\W\\COMMDLG.DLL", "REN C:\\W\\~T0001.TMP COMMDLG.DLL"];
  await mkdir(join(driveC, "W"));
  await writeFile(join(driveC, "W/COMMDLG.DLL"), "new library");
  await writeFile(join(driveC, "windows/_MSSETUP.BAT"), `${work.join("\r\n")}\r\n`);
  await writeFile(join(driveC, "windows/_MSRSTRT.EXE"), Buffer.alloc(47_000, "MZ runner "));
}

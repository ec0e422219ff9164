import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Logger, pino } from "pino";
import { signalPages } from "#adapters/docs/pages.ts";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import { openStore, type Store } from "#adapters/store/open-store.ts";
import type { Bot } from "#bot/bot.ts";
import { createBot } from "#bot/create-bot.ts";
import { asked } from "#checks/list.ts";
import { startPractice } from "#practice/fleet.ts";

/** The whole bot over practice workstations, without a platform, and with nothing limited. */
export interface Desk {
  readonly bot: Bot;
  readonly store: Store;
  readonly log: Logger;
  /** Names that answer. */
  readonly names: readonly string[];
  stop(): Promise<void>;
}

/** Who asks, on both platforms. */
export const askers = { slack: "U0MEMBER", discord: "1001" } as const;

export async function openDesk(): Promise<Desk> {
  const names = ["PC-42", "PC-43", "PC-44", "PC-45", "PC-46"];
  const folder = await mkdtemp(join(tmpdir(), "whyreboot-bench-"));
  const fleet = await startPractice({ only: names });
  const knownHosts = join(folder, "known_hosts");
  await writeFile(knownHosts, fleet.knownHosts);
  const store = await openStore({ file: join(folder, "whyreboot.db") });
  const log = pino({ level: "silent" });
  const hosts = fleet.hosts.map((host) => ({ ...host, user: fleet.user }));
  const bot = createBot({
    inventory: listInventory(hosts),
    workstations: sshWorkstations({
      hosts: new Map(hosts.map((host) => [host.name, host])),
      credentials: { privateKey: fleet.privateKey },
      knownHosts: { file: knownHosts, trustOnFirstUse: false },
      asks: asked,
      log,
    }),
    cases: store,
    sweeps: store.sweeps,
    watches: store.watches,
    audit: store.audit,
    rights: {
      ask: [`slack:user:${askers.slack}`, `discord:user:${askers.discord}`],
      clear: [],
    },
    pages: signalPages(),
    log,
    now: () => new Date(),
  });
  return {
    bot,
    store,
    log,
    names,
    async stop() {
      await store[Symbol.asyncDispose]();
      await fleet.stop();
      await rm(folder, { recursive: true });
    },
  };
}

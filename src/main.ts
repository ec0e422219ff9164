import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { destination, type Logger, pino } from "pino";
import { signalPages } from "#adapters/docs/pages.ts";
import { type Command, readArguments, usage } from "#adapters/shell/arguments.ts";
import { dressExamined, examine, type Probe, type Verdict } from "#adapters/shell/doctor.ts";
import { dressJson } from "#adapters/shell/dress.ts";
import { beginning, dressFailure } from "#adapters/shell/failure.ts";
import { type ExitStatus, shellAct, shellAsk } from "#adapters/shell/listen.ts";
import { shellPerson } from "#adapters/shell/person.ts";
import { probeRights, probeWorkstation } from "#adapters/shell/probes.ts";
import { openTerminal, stopSignal } from "#adapters/shell/terminal.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import { openStore, type Store } from "#adapters/store/open-store.ts";
import type { Bot } from "#bot/bot.ts";
import { createBot } from "#bot/create-bot.ts";
import type { Rights } from "#bot/rights.ts";
import { asked } from "#checks/list.ts";
import { type PracticeFleet, startPractice } from "#practice/fleet.ts";
import type { Config } from "./config/config.ts";
import { wordFault } from "./config/faults.ts";
import { listInventory } from "./config/inventory.ts";
import { loadConfig } from "./config/load-config.ts";

const terminal = openTerminal();

async function run(command: Command): Promise<ExitStatus> {
  switch (command.name) {
    case "demo":
      return await demo(command.port);
    case "start":
      return await withConfig(command.config, "needed", start);
    case "ask": {
      const { question: text, json, from } = command;
      const ask = async (config: Config): Promise<ExitStatus> =>
        await withBot(
          config,
          logTo("warn"),
          async (bot, store) =>
            await shellAsk(
              { ...terminal, bot, cases: store, person: shellPerson() },
              { text, json, kept: "config" in from },
            ),
        );
      if ("config" in from) return await withConfig(from.config, "not-needed", ask);
      return await withPractice({ ask: [shellPerson().id], clear: [] }, ask);
    }
    case "clear":
    case "undo": {
      const act = command.name === "clear" ? "clear-restart-files" : "undo-clear";
      return await withConfig(
        command.config,
        "not-needed",
        async (config) =>
          await withBot(
            config,
            logTo("warn"),
            async (bot, store) =>
              await shellAct(
                { ...terminal, bot, cases: store, person: shellPerson() },
                { ...command, act },
              ),
          ),
      );
    }
    case "doctor":
      return await doctor(command);
    case "help":
      terminal.out(usage);
      return 0;
    case "wrong":
      terminal.err(`${command.says}\n\n${usage}`);
      return 2;
  }
}

/** Practice workstations and the page, until a signal. */
async function demo(port: number): Promise<ExitStatus> {
  const person = "web:user:local";
  // Listened for from the first moment on, so that nothing is left behind at any.
  const stopped = stopSignal();
  return await withPractice(
    { ask: [person], clear: [person] },
    async (config) =>
      await withBot(config, logTo("warn"), async (bot) => {
        const { startWeb } = await import("#adapters/web/start.ts");
        const web = await startWeb({
          bot,
          log: logTo("warn"),
          port,
          notice: "Practice workstations: nothing here is a real machine.",
          suggestions: practiceSuggestions,
        });
        terminal.out(`listening on ${web.url}\n`);
        await stopped;
        await web.stop();
        return 0;
      }),
  );
}

const practiceSuggestions = [
  { text: "why does PC-42 ask to reboot", about: "left-behind restart files" },
  { text: "why does PC-43 ask to reboot", about: "unfinished work of an old setup" },
  { text: "why does PC-44 ask to reboot", about: "one file alone" },
  { text: "why does PC-45 ask to reboot", about: "Windows Update" },
  { text: "why does PC-46 ask to reboot", about: "nothing asks" },
  { text: "why does PC-47 ask to reboot", about: "does not answer" },
  { text: "why does PC-48 ask to reboot", about: "access denied" },
  { text: "why does PC-49 ask to reboot", about: "changes before the click" },
];

/** Every platform that the configuration names, until a signal. */
async function start(config: Config): Promise<ExitStatus> {
  const log = logTo("info");
  return await withBot(config, log, async (bot, claims) => {
    const running: { stop(): Promise<void> }[] = [];
    const shared = { bot, claims, log };
    try {
      if (config.slack) {
        const { startSlack } = await import("#adapters/slack/start.ts");
        running.push(await beginning("Slack", startSlack({ ...shared, ...config.slack })));
      }
      if (config.discord) {
        const { startDiscord } = await import("#adapters/discord/start.ts");
        running.push(await beginning("Discord", startDiscord({ ...shared, ...config.discord })));
      }
      if (config.web) {
        const { startWeb } = await import("#adapters/web/start.ts");
        const web = await startWeb({ bot, log, ...config.web, suggestions: [] });
        terminal.out(`listening on ${web.url}\n`);
        running.push(web);
      }
      if (running.length === 0) {
        terminal.err("The configuration names no platform. Add slack:, discord: or web: to it.\n");
        return 2;
      }
      const { ask, clear } = config.rights;
      log.info({ ask, clear, workstations: config.hosts.length }, "ready; these may ask and clear");
      await stopSignal();
      return 0;
    } finally {
      await Promise.all(running.map(async (one) => await one.stop()));
    }
  });
}

/** Reads the configuration first; every fault is told at once, and nothing connects before. */
async function withConfig(
  file: string,
  tokens: "needed" | "not-needed",
  use: (config: Config) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const loaded = await loadConfig({ file, env: process.env, tokens });
  if (!loaded.ok) {
    for (const fault of loaded.faults) terminal.err(`${wordFault(file, fault)}\n`);
    return 2;
  }
  for (const warning of loaded.warnings) terminal.err(`${warning}\n`);
  return await use(loaded.config);
}

/** A configuration around the practice workstations, in a temporary folder that goes with it. */
async function withPractice(
  rights: Rights,
  use: (config: Config) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const folder = await mkdtemp(join(tmpdir(), "whyreboot-"));
  let fleet: PracticeFleet | undefined;
  try {
    fleet = await startPractice();
    const { user, privateKey } = fleet;
    const knownHosts = join(folder, "known_hosts");
    await writeFile(knownHosts, fleet.knownHosts);
    return await use({
      hosts: fleet.hosts.map((host) => ({ ...host, user })),
      ssh: {
        credentials: { privateKey },
        knownHosts: { file: knownHosts, trustOnFirstUse: false },
        deadlines: { connect: 4_000, call: 4_000 },
      },
      rights,
      store: { file: join(folder, "whyreboot.db") },
    });
  } finally {
    await fleet?.stop();
    await rm(folder, { recursive: true });
  }
}

async function withBot(
  config: Config,
  log: Logger,
  use: (bot: Bot, store: Store) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  await using store = await openStore(config.store);
  const bot = createBot({
    inventory: listInventory(config.hosts),
    workstations: sshOf(config, log),
    cases: store,
    rights: config.rights,
    pages: signalPages(),
    log,
    now: () => new Date(),
  });
  return await use(bot, store);
}

function sshOf(config: Config, log: Logger): ReturnType<typeof sshWorkstations> {
  const hosts = new Map(config.hosts.map((host) => [host.name, host]));
  return sshWorkstations({ ...config.ssh, hosts, asks: asked, log });
}

/** Everything that must be right, tried for real. */
async function doctor(command: Extract<Command, { name: "doctor" }>): Promise<ExitStatus> {
  return await withConfig(command.config, "needed", async (config) => {
    const examined = await examine(probesOf(config, command.workstation));
    terminal.out(command.json ? dressJson(examined) : dressExamined(examined));
    return examined.every(({ ok }) => ok) ? 0 : 1;
  });
}

function probesOf(config: Config, workstation: string | undefined): Probe[] {
  const { slack, discord, hosts, rights, store } = config;
  const named = workstation ?? hosts[0]?.name ?? "";
  const openNamed = async (): Promise<Verdict> =>
    await probeWorkstation(sshOf(config, logTo("silent")), listInventory(hosts).find(named));
  const openAndClose = async (): Promise<Verdict> => {
    await using opened = await openStore(store);
    await opened.findCase("");
    return { ok: true, says: store.file };
  };
  return [
    { what: "configuration", run: async () => ({ ok: true, says: "no fault" }) },
    { what: "rights", run: async () => await probeRights(rights) },
    { what: "store", run: openAndClose },
    { what: `SSH to ${named}`, run: openNamed },
    ...(slack ? [{ what: "Slack", run: async () => await probeSlackLazily(slack) }] : []),
    ...(discord ? [{ what: "Discord", run: async () => await probeDiscordLazily(discord) }] : []),
  ];
}

/** The platforms' libraries are loaded only where they are used: they cost half a second each. */
async function probeSlackLazily(slack: NonNullable<Config["slack"]>): Promise<Verdict> {
  const { probeSlack } = await import("#adapters/slack/probe.ts");
  return await probeSlack(slack);
}

async function probeDiscordLazily(discord: NonNullable<Config["discord"]>): Promise<Verdict> {
  const { probeDiscord } = await import("#adapters/discord/probe.ts");
  return await probeDiscord(discord);
}

/** To stderr: stdout belongs to answers. */
function logTo(level: "silent" | "warn" | "info"): Logger {
  return pino({ level }, destination({ fd: 2, sync: true }));
}

try {
  process.exitCode = await run(readArguments(process.argv.slice(2)));
} catch (error) {
  terminal.err(dressFailure(error));
  process.exitCode = 1;
}

import { destination, type Logger, pino } from "pino";
import { signalPages } from "#adapters/docs/pages.ts";
import { type Command, readArguments, usage } from "#adapters/shell/arguments.ts";
import { shellAudit } from "#adapters/shell/audit.ts";
import { dressExamined, examine } from "#adapters/shell/doctor.ts";
import { dressJson } from "#adapters/shell/dress.ts";
import { dressFailure } from "#adapters/shell/failure.ts";
import { type ExitStatus, shellAct, shellAsk } from "#adapters/shell/listen.ts";
import { shellPerson } from "#adapters/shell/person.ts";
import { openTerminal, stopSignal } from "#adapters/shell/terminal.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import { openStore, type Store } from "#adapters/store/open-store.ts";
import { keepPurging } from "#bot/act/keep-purging.ts";
import { keepResuming } from "#bot/act/keep-resuming.ts";
import type { Resumed } from "#bot/act/resume.ts";
import { writeHead } from "#bot/audit-chain.ts";
import type { Bot } from "#bot/bot.ts";
import { createBot } from "#bot/create-bot.ts";
import type { Desk } from "#bot/desk.ts";
import { openDesk } from "#bot/desk.ts";
import { gated } from "#bot/gate.ts";
import { plain } from "#bot/reply.ts";
import { keepSweeping } from "#bot/sweep/sweeping.ts";
import type { Tells } from "#bot/tell-lost.ts";
import { keepWatching } from "#bot/watch/keep-watching.ts";
import type { TellsBelow } from "#bot/watch/tell-news.ts";
import { describePolicy } from "#bot/words/policy.ts";
import { sayResumedInShort } from "#bot/words/resumed.ts";
import { asked } from "#checks/list.ts";
import { practiceSuggestions } from "#practice/suggestions.ts";
import type { Config } from "./config/config.ts";
import { wordFault } from "./config/faults.ts";
import { listInventory } from "./config/inventory.ts";
import { loadConfig } from "./config/load-config.ts";
import {
  allBroken,
  type Platforms,
  startPlatforms,
  tellsBelowOf,
  tellsOf,
  unknownIds,
} from "./main/platforms.ts";
import { probesOf } from "./main/probes.ts";
import { withPractice } from "./main/with-practice.ts";

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
          { log: logTo("warn") },
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
    case "undo":
    case "approve": {
      const act = command.name === "undo" ? "undo-clear" : "clear-restart-files";
      const as = command.name === "approve" ? "second" : "first";
      return await withConfig(
        command.config,
        "not-needed",
        async (config) =>
          await withBot(
            config,
            { log: logTo("warn") },
            async (bot, store) =>
              await shellAct(
                { ...terminal, bot, cases: store, person: shellPerson() },
                { ...command, act, as },
              ),
          ),
      );
    }
    case "doctor":
      return await doctor(command);
    case "audit-verify":
    case "audit-export":
      return await withConfig(command.config, "not-needed", async ({ store }) => {
        await using opened = await openStore(store);
        return await shellAudit({ ...terminal, audit: opened.audit }, command);
      });
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
      await withBot(config, { log: logTo("warn") }, async (bot, _, desk) => {
        desk.sweepsUnderWay.add(keepWatching(desk));
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

/** Milliseconds that running questions and acts get at the end; the whole end takes less than 10 s. */
const finishWithin = 6_000;

/** Every platform that the configuration names, until a signal. */
async function start(config: Config): Promise<ExitStatus> {
  const log = logTo("info");
  const platforms: Platforms = { running: [], chats: [], pages: [] };
  const tells = (): Tells => tellsOf(platforms);
  const tellsBelow = (): TellsBelow => tellsBelowOf(platforms);
  return await withBot(config, { log, tells, tellsBelow }, async (ungated, store, desk) => {
    const gate = gated(ungated);
    const { bot } = gate;
    const resuming = new AbortController();
    // Noted outside the store: only against it a later look sees that entries were cut off.
    log.info({ audit: writeHead(await store.audit.head()) }, "the head of the audit trail");
    const { running, chats, pages } = platforms;
    try {
      await startPlatforms(config, { bot, store, log, out: terminal.out }, platforms);
      if (chats.length + pages.length === 0) {
        terminal.err("The configuration names no platform. Add slack:, discord: or web: to it.\n");
        return 2;
      }
      const unknown = await unknownIds(config.rights, platforms, log);
      if (unknown.length > 0) {
        terminal.err(`The rights name ids that do not exist: ${unknown.join(", ")}.\n`);
        return 2;
      }
      const policy = describePolicy(desk);
      log.info({ policy, workstations: config.hosts.length }, "ready; these are the rights");
      const { signal } = resuming;
      const onResumed = (one: Resumed): void => terminal.err(`${plain(sayResumedInShort(one))}\n`);
      const telling = { open: store.messages, tells: tells() };
      void keepResuming(desk, { signal, onResumed, telling });
      desk.sweepsUnderWay.add(keepSweeping(desk));
      desk.sweepsUnderWay.add(keepWatching(desk));
      if (config.keptDays !== undefined) void keepPurging(desk, { signal, days: config.keptDays });
      const ends = await Promise.race([
        stopSignal().then(() => "told" as const),
        allBroken(platforms).then(() => "broken" as const),
      ]);
      return ends === "told" ? 0 : 1;
    } finally {
      resuming.abort();
      // At once: what is answered by the gate is still shown by the platforms.
      const closed = gate.close(finishWithin);
      await Promise.all(running.map(async (one) => await one.stop()));
      const cutOff = await closed;
      if (cutOff > 0) log.warn({ cutOff }, "stopped before these had ended");
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

interface Around {
  readonly log: Logger;
  /** The chats that the bot may speak through, once they are started. */
  readonly tells?: () => Tells;
  readonly tellsBelow?: () => TellsBelow;
}

async function withBot(
  config: Config,
  { log, tells, tellsBelow }: Around,
  use: (bot: Bot, store: Store, desk: Desk) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  await using store = await openStore(config.store);
  const desk = openDesk({
    inventory: listInventory(config.hosts),
    workstations: sshOf(config, log),
    cases: store,
    sweeps: store.sweeps,
    watches: store.watches,
    audit: store.audit,
    rights: config.rights,
    ...(config.approval ? { approval: config.approval } : {}),
    people: config.people ?? [],
    ...(config.keptDays === undefined ? {} : { keptDays: config.keptDays }),
    ...(config.limits ? { limits: config.limits } : {}),
    pages: signalPages(),
    // Loaded for the first picture: it takes more memory than an idle bot should.
    drawChart: async (chart) => await (await import("#adapters/picture/draw.ts")).drawChart(chart),
    drawTrend: async (trend) => await (await import("#adapters/picture/draw.ts")).drawTrend(trend),
    ...(tells ? { tells } : {}),
    ...(tellsBelow ? { tellsBelow } : {}),
    log,
    now: () => new Date(),
  });
  try {
    return await use(createBot(desk), store, desk);
  } finally {
    await desk.sweepsUnderWay.stop();
  }
}

function sshOf(config: Config, log: Logger): ReturnType<typeof sshWorkstations> {
  const hosts = new Map(config.hosts.map((host) => [host.name, host]));
  return sshWorkstations({ ...config.ssh, hosts, asks: asked, log });
}

/** Everything that must be right, tried for real. */
async function doctor(command: Extract<Command, { name: "doctor" }>): Promise<ExitStatus> {
  return await withConfig(command.config, "needed", async (config) => {
    const examined = await examine(
      probesOf(config, { workstation: command.workstation, ssh: sshOf(config, logTo("silent")) }),
    );
    terminal.out(command.json ? dressJson(examined) : dressExamined(examined));
    return examined.every(({ ok }) => ok) ? 0 : 1;
  });
}

/** To stderr: stdout belongs to answers. */
function logTo(level: "silent" | "warn" | "info"): Logger {
  return pino({ level }, destination({ fd: 2, sync: true }));
}

const command = readArguments(process.argv.slice(2));
try {
  process.exitCode = await run(command);
} catch (error) {
  terminal.err(dressFailure(error));
  process.exitCode = 1;
}
// What was not waited for may hold its connection for a minute more; it stands in the journal.
// oxlint-disable-next-line unicorn/no-process-exit -- a supervisor waits for this process
if (command.name === "start") process.exit();

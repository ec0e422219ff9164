import { sourceReader } from "#adapters/inventory/read-source.ts";
import { type Command, readArguments, usage } from "#adapters/shell/arguments.ts";
import { shellAudit } from "#adapters/shell/audit.ts";
import { dressExamined, examine } from "#adapters/shell/doctor.ts";
import { dressJson } from "#adapters/shell/dress.ts";
import { dressFailure } from "#adapters/shell/failure.ts";
import { type ExitStatus, type Shell, shellAct, shellAsk } from "#adapters/shell/listen.ts";
import { shellPerson } from "#adapters/shell/person.ts";
import { shellSweep } from "#adapters/shell/sweep.ts";
import { openTerminal, stopSignal } from "#adapters/shell/terminal.ts";
import { openStore } from "#adapters/store/open-store.ts";
import { keepWatching } from "#bot/watch/keep-watching.ts";
import { practiceSuggestions } from "#practice/suggestions.ts";
import type { Config } from "./config/config.ts";
import { wordFault } from "./config/faults.ts";
import { loadConfig } from "./config/load-config.ts";
import { listRules } from "./config/rules.ts";
import { openLists } from "./main/open-lists.ts";
import { probesOf } from "./main/probes.ts";
import { start } from "./main/start.ts";
import { logTo, sshOf, withBot } from "./main/with-bot.ts";
import { withPractice } from "./main/with-practice.ts";
import { work } from "./main/work.ts";

const terminal = openTerminal();
/** One, so that a file that was read with the configuration is not read a second time. */
const lists = sourceReader(listRules);

async function run(command: Command): Promise<ExitStatus> {
  switch (command.name) {
    case "demo":
      return await demo(command.port);
    case "start":
      return await withConfig(
        command.config,
        "needed",
        async (config) => await start(config, { lists, ...terminal }),
      );
    case "work":
      return await withConfig(
        command.config,
        "not-needed",
        async (config) => await work(config, command.site, { lists, ...terminal }),
      );
    case "ask": {
      const { question: text, json, from } = command;
      return await fromWhere(
        from,
        { ask: [shellPerson().id], clear: [] },
        async (shell) => await shellAsk(shell, { text, json, kept: "config" in from }),
      );
    }
    case "sweep": {
      const { question: text, output, from } = command;
      const { id } = shellPerson();
      return await fromWhere(
        from,
        { ask: [id], sweep: [id], clear: [] },
        async (shell) => await shellSweep(shell, { text, output }),
      );
    }
    case "clear":
    case "undo":
    case "approve": {
      const act = command.name === "undo" ? "undo-clear" : "clear-restart-files";
      const as = command.name === "approve" ? "second" : "first";
      return await fromWhere(
        command,
        { ask: [], clear: [] },
        async (shell) => await shellAct(shell, { ...command, act, as }),
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

/** One command in a shell, on the workstations of the configuration or on practice ones. */
async function fromWhere(
  from: { readonly config: string } | { readonly practice: true },
  practiceRights: Config["rights"],
  use: (shell: Shell) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const withShell = async (config: Config): Promise<ExitStatus> =>
    await withBot<ExitStatus>(
      config,
      { lists, log: logTo("warn"), pictures: false },
      async (bot, store) =>
        await use({
          ...terminal,
          bot,
          cases: store,
          sweeps: store.sweeps,
          person: shellPerson(),
          stopped: stopSignal,
        }),
    );
  return "config" in from
    ? await withConfig(from.config, "not-needed", withShell)
    : await withPractice(practiceRights, withShell);
}

/** Practice workstations and the page, until a signal. */
async function demo(port: number): Promise<ExitStatus> {
  const person = "web:user:local";
  // Listened for from the first moment on, so that nothing is left behind at any.
  const stopped = stopSignal();
  return await withPractice(
    { ask: [person], clear: [person] },
    async (config) =>
      await withBot<ExitStatus>(config, { lists, log: logTo("warn") }, async (bot, _, { desk }) => {
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

/** Reads the configuration first; every fault is told at once, and nothing connects before. */
async function withConfig(
  file: string,
  tokens: "needed" | "not-needed",
  use: (config: Config) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const { read: readSource } = lists;
  const loaded = await loadConfig({ file, env: process.env, tokens, readSource });
  if (!loaded.ok) {
    for (const fault of loaded.faults) terminal.err(`${wordFault(file, fault)}\n`);
    return 2;
  }
  for (const warning of loaded.warnings) terminal.err(`${warning}\n`);
  return await use(loaded.config);
}

/** Everything that must be right, tried for real. */
async function doctor(command: Extract<Command, { name: "doctor" }>): Promise<ExitStatus> {
  return await withConfig(command.config, "needed", async (config) => {
    const log = logTo("silent");
    const live = await openLists(config, lists, log);
    using ssh = sshOf(config, live, log);
    const { workstation } = command;
    const examined = await examine(probesOf(config, { workstation, ssh, lists: live }));
    terminal.out(command.json ? dressJson(examined) : dressExamined(examined));
    return examined.every(({ ok }) => ok) ? 0 : 1;
  });
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
if (/^(?:start|sweep|work)$/u.test(command.name)) process.exit();

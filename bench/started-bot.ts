import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freshKeys } from "#practice/fresh-keys.ts";

/** The bot as a process of its own, connected to every platform that its configuration names. */
export interface StartedBot extends AsyncDisposable {
  readonly pid: number;
}

interface Start {
  /** YAML: what is beside the workstations. */
  readonly platforms: string;
  /** Environment variables with their tokens. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Milliseconds. */
const deadlines = { ready: 60_000, end: 15_000 };

const root = join(import.meta.dirname, "..");

/** Starts it as the package's command does, with the Node that npm scripts find. */
export async function startBot({ platforms, tokens, signal }: Start): Promise<StartedBot> {
  const folder = await mkdtemp(join(tmpdir(), "whyreboot-bench-"));
  const config = join(folder, "whyreboot.yaml");
  await writeFile(join(folder, "id_ed25519"), freshKeys().private, { mode: 0o600 });
  await writeFile(join(folder, "known_hosts"), "");
  await writeFile(config, `${workstations}${platforms}`);
  const bot = spawn(join(root, "bin/whyreboot"), ["start", "--config", config], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      PATH: [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
      ...tokens,
    },
  });
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  // It closes after an error too, unless it never was a process.
  bot.once("close", () => resolve()).once("error", () => resolve());
  const end = async (): Promise<void> => {
    bot.kill("SIGTERM");
    const late = setTimeout(() => bot.kill("SIGKILL"), deadlines.end);
    await gone;
    clearTimeout(late);
    await rm(folder, { recursive: true });
  };
  try {
    const late = AbortSignal.any([signal, AbortSignal.timeout(deadlines.ready)]);
    await ready(bot.stderr.setEncoding("utf8"), late);
    if (bot.pid === undefined) throw new Error("the bot has no process");
    return { pid: bot.pid, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Its log says so when every platform has connected. */
async function ready(log: NodeJS.ReadableStream, late: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = "";
  const fail = (): void => reject(new Error(`the bot did not start: ${said.trim()}`));
  log.on("data", (text: string) => {
    said = (said + text).slice(-4000);
    if (said.includes('"msg":"ready')) resolve();
  });
  log.on("end", fail);
  late.addEventListener("abort", fail);
  await promise;
}

const workstations = `
workstations:
  hosts:
    - { name: PC-42, address: 127.0.0.1, port: 2222 }
ssh: { user: helpdesk, privateKeyFile: ./id_ed25519, knownHostsFile: ./known_hosts }
rights: { ask: [ "slack:channel:C0HELPDESK" ], clear: [ "slack:user:U0ALICE" ] }
`;

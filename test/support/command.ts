import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** How a command ended, and all that it printed. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that may still run. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves with the match once either stream holds it; rejects when the command ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** To this process alone, by its id. */
  signal(name: "SIGINT" | "SIGTERM" | "SIGKILL"): void;
}

export interface CommandSettings {
  readonly cwd: string;
  /** Beside PATH: nothing of the environment of the test gets in. */
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on standard input; it ends after that, unless it stays open. */
  readonly input?: string;
  readonly inputStaysOpen?: boolean;
  /** Milliseconds after which it is killed, whatever became of the test. */
  readonly patience?: number;
}

const bin = fileURLToPath(new URL("../../bin/whyreboot", import.meta.url));
const usualPatience = 40_000;

/** The real command in a process of its own, started as npm and a shell would start it. */
export function startCommand(words: readonly string[], settings: CommandSettings): Running {
  const child = spawn(process.execPath, [bin, ...words], {
    cwd: settings.cwd,
    env: { PATH: dirname(process.execPath), ...settings.env },
    timeout: settings.patience ?? usualPatience,
    killSignal: "SIGKILL",
  });
  const bell = new EventEmitter();
  const text = { stdout: "", stderr: "" };
  let over = false;
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (chunk: string) => {
      text[stream] += chunk;
      bell.emit("change");
    });
  }
  // A command that ends without reading its input breaks the pipe; its status says the rest.
  child.stdin.on("error", () => {});
  child.stdin.write(settings.input ?? "");
  if (settings.inputStaysOpen !== true) child.stdin.end();

  const ended = once(child, "close").then((): Ended => {
    over = true;
    bell.emit("change");
    return { status: child.exitCode, ...text };
  });
  return {
    ended,
    async printed(pattern) {
      for (;;) {
        const match = pattern.exec(text.stdout) ?? pattern.exec(text.stderr);
        if (match !== null) return match;
        if (over) throw new Error(`never printed ${pattern}: ${text.stdout}${text.stderr}`);
        await once(bell, "change");
      }
    },
    signal: (name) => void child.kill(name),
  };
}

import { clearLine, createInterface, cursorTo } from "node:readline";
import type { Shell } from "./listen.ts";

/** For what is too long to wait in memory until a pipe takes it. */
export interface LongOutput {
  /** Resolves when it is taken; false when nobody reads any more. */
  hand(text: string): Promise<boolean>;
}

/** The process's own terminal or pipes. */
export function openTerminal(): Pick<Shell, "terminal" | "out" | "err" | "readLine" | "status"> &
  LongOutput {
  // One reader for all questions: a second one would miss the lines that the first has taken in.
  let lines: AsyncIterator<string> | undefined;
  process.stdout.on("error", (error: Error) => {
    // Who reads may have had enough (`| head`); nothing that is written after that arrives.
    if (!("code" in error && error.code === "EPIPE")) throw error;
  });
  return {
    terminal: {
      // A terminal that was never told its size says 0; a pipe has none.
      columns: process.stdout.columns || 80,
      colours: process.stdout.hasColors?.() ?? false,
    },
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    status: (text) => {
      // Somebody's log file has no use for it.
      if (!process.stderr.isTTY) return;
      clearLine(process.stderr, 0);
      cursorTo(process.stderr, 0);
      // A line that is broken by the terminal could not be taken away again.
      if (text !== undefined)
        process.stderr.write(text.slice(0, (process.stderr.columns || 80) - 1));
    },
    hand: async (text) => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      process.stdout.write(text, (error) => resolve(!error));
      return await promise;
    },
    readLine: async (question) => {
      process.stderr.write(question);
      lines ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]();
      process.stdin.resume();
      try {
        const line = await lines.next();
        // No answer at the end of the input is not a yes.
        return line.done === true ? "" : line.value;
      } finally {
        // An input that is still read from would keep the process from ending.
        process.stdin.pause();
      }
    },
  };
}

/** Resolves when the process is told to end. From the call on, neither signal ends it by itself. */
export async function stopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  await promise;
}

import { createInterface } from "node:readline/promises";
import type { Shell } from "./listen.ts";

/** The process's own terminal or pipes. */
export function openTerminal(): Pick<Shell, "terminal" | "out" | "err" | "readLine"> {
  return {
    terminal: {
      columns: process.stdout.columns ?? 80,
      colours: process.stdout.hasColors?.() ?? false,
    },
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    readLine: async (question) => {
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      const { promise: ended, resolve } = Promise.withResolvers<string>();
      // No answer at the end of the input is not a yes.
      lines.once("close", () => resolve(""));
      try {
        return await Promise.race([lines.question(question), ended]);
      } finally {
        lines.close();
      }
    },
  };
}

import { legible } from "#bot/legible.ts";

/** One thing that must be right for the bot to work. */
export interface Probe {
  /** `Slack`, `SSH to PC-42`, … */
  readonly what: string;
  /** Tries it. A rejection is a fault with the error's words. */
  readonly run: () => Promise<Verdict>;
}

export type Verdict =
  | { readonly ok: true; readonly says: string }
  | { readonly ok: false; readonly says: string; readonly mend: string };

/** How one thing was found; the lines of `whyreboot doctor --json`. */
export interface Examined {
  readonly what: string;
  readonly ok: boolean;
  readonly says: string;
  readonly mend?: string;
}

/** Runs every probe, also after a fault: whoever mends one thing wants to hear the next as well. */
export async function examine(probes: readonly Probe[]): Promise<Examined[]> {
  return await Promise.all(
    probes.map(async ({ what, run }) => {
      try {
        return { what, ...(await run()) };
      } catch (error) {
        const says = error instanceof Error ? error.message : String(error);
        return {
          what,
          ok: false,
          says,
          mend: "Look at the words above; they are the library's own.",
        };
      }
    }),
  );
}

/** What was found, for people. Some of it are words of the other side, so no escape gets out. */
export function dressExamined(examined: readonly Examined[]): string {
  const lines = examined.flatMap(({ what, ok, says, mend }) => [
    `${ok ? "ok   " : "FAULT"}  ${what}: ${legible(says)}`,
    ...(mend === undefined ? [] : [`       ${mend}`]),
  ]);
  return `${lines.join("\n")}\n`;
}

import type { UnseenReason } from "#checks/sighting.ts";

/** What one query of the script gave. */
type Answer =
  | { readonly ok: true; readonly lines: readonly string[]; readonly exit: number }
  | { readonly ok: false; readonly why: UnseenReason; readonly detail: string };

export interface Transcript {
  /** Standard output as it comes, cut anywhere. Gives the numbers of the answers it completed. */
  hear(chunk: Uint8Array): readonly number[];
  /** Each settles as soon as its end mark is there, or when the rest is given up. */
  answer(query: number): Promise<Answer>;
  /** No more will come: every query that has no answer yet gets this one. */
  giveUp(why: UnseenReason, detail: string): void;
}

/**
 * Finds the answers between their marks. What stands outside belongs to nobody: a greeting of cmd,
 * the output of AutoRun or of a profile. Half an answer is no answer.
 */
export function transcript(marker: string, queries: number): Transcript {
  const answers = Array.from({ length: queries }, () => Promise.withResolvers<Answer>());
  // Decoding piece by piece as one stream: a letter of several bytes may be cut between chunks.
  const decoder = new TextDecoder("utf-8");
  const mark = new RegExp(
    `^(?<rest>.*)${marker} (?:begin (?<begin>\\d+)|end (?<end>\\d+) (?<exit>-?\\d+))\\s*$`,
    "s",
  );
  let text = "";
  let open: { readonly query: number; readonly lines: string[] } | undefined;

  const hearLine = (line: string): number | undefined => {
    const groups = mark.exec(line)?.groups;
    if (groups === undefined) {
      open?.lines.push(line);
      return undefined;
    }
    if (groups["begin"] !== undefined) {
      open = { query: Number(groups["begin"]), lines: [] };
      return undefined;
    }
    const ended = open;
    open = undefined;
    if (ended === undefined || ended.query !== Number(groups["end"])) return undefined;
    // Output that does not end in a line break runs into the mark.
    const lines = groups["rest"] === "" ? ended.lines : [...ended.lines, groups["rest"] ?? ""];
    answers[ended.query]?.resolve({ ok: true, lines, exit: Number(groups["exit"]) });
    return ended.query;
  };

  return {
    hear(chunk) {
      const piece = decoder.decode(chunk, { stream: true });
      text += piece;
      if (!piece.includes("\n")) return [];
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      return lines.flatMap((line) => hearLine(line.replace(/\r$/, "")) ?? []);
    },
    async answer(query) {
      const waiting = answers[query];
      if (waiting === undefined) throw new Error(`no query ${query} in the script`);
      return await waiting.promise;
    },
    giveUp(why, detail) {
      for (const { resolve } of answers) resolve({ ok: false, why, detail });
    },
  };
}

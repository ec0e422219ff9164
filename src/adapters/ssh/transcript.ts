import type { UnseenReason } from "#checks/sighting.ts";

/** What one command gave. */
export type Answer =
  | {
      readonly ok: true;
      /** Without their line breaks, in whatever code page the console speaks. */
      readonly lines: readonly Buffer[];
      readonly exit: number;
    }
  | NoAnswer;

export interface NoAnswer {
  readonly ok: false;
  readonly why: UnseenReason;
  readonly detail: string;
}

export interface Transcript {
  /** Standard output as it comes, cut anywhere. Gives how many answers it completed. */
  hear(chunk: Uint8Array): number;
  /** Settles as soon as the command's end mark is there, or when the rest is given up. */
  answer(command: number): Promise<Answer>;
  /** No more will come: every command that has no answer yet, and every later one, gets this. */
  giveUp(why: UnseenReason, detail: string): void;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Finds the answers between their marks. What stands outside belongs to nobody: a greeting of cmd,
 * the output of AutoRun or of a profile. Half an answer is no answer.
 *
 * The bytes stay bytes: which code page they are in is known only later. No code page of a Windows
 * console uses the byte of a line feed for anything else.
 */
export function transcript(marker: string): Transcript {
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  const markerBytes = Buffer.from(marker, "latin1");
  const mark = new RegExp(
    `^(?<rest>.*)${marker} (?:begin (?<begin>\\d+)|end (?<end>\\d+) (?<exit>-?\\d+))\\s*$`,
    "s",
  );
  let pieces: Uint8Array[] = [];
  let open: { readonly command: number; readonly lines: Buffer[] } | undefined;
  let over: NoAnswer | undefined;

  const hearLine = (line: Buffer): boolean => {
    const groups = line.includes(markerBytes)
      ? mark.exec(line.toString("latin1"))?.groups
      : undefined;
    if (groups === undefined) {
      open?.lines.push(line);
      return false;
    }
    if (groups["begin"] !== undefined) {
      open = { command: Number(groups["begin"]), lines: [] };
      return false;
    }
    const ended = open;
    open = undefined;
    if (ended === undefined || ended.command !== Number(groups["end"])) return false;
    const asked = waiting.get(ended.command);
    waiting.delete(ended.command);
    // Output that does not end in a line break runs into the mark.
    const rest = Buffer.from(groups["rest"] ?? "", "latin1");
    const lines = rest.length === 0 ? ended.lines : [...ended.lines, rest];
    asked?.resolve({ ok: true, lines, exit: Number(groups["exit"]) });
    return asked !== undefined;
  };

  return {
    hear(chunk) {
      pieces.push(chunk);
      // One line may come in thousands of chunks; it is put together once.
      if (!chunk.includes(lineFeed)) return 0;
      const { lines, rest } = splitLines(Buffer.concat(pieces));
      pieces = [rest];
      return lines.filter(hearLine).length;
    },
    async answer(command) {
      if (over !== undefined) return over;
      const asked = Promise.withResolvers<Answer>();
      waiting.set(command, asked);
      return await asked.promise;
    },
    giveUp(why, detail) {
      if (over !== undefined) return;
      over = { ok: false, why, detail };
      for (const { resolve } of waiting.values()) resolve(over);
      waiting.clear();
    },
  };
}

function splitLines(bytes: Buffer): { readonly lines: readonly Buffer[]; readonly rest: Buffer } {
  const lines: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, from)) {
    lines.push(bytes.subarray(from, bytes[at - 1] === carriageReturn && at > from ? at - 1 : at));
    from = at + 1;
  }
  return { lines, rest: bytes.subarray(from) };
}

import { styleText } from "node:util";
import type { Confirmation, Evidence, EvidenceRow, Line, Mood, Reply } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import { literal } from "./literal.ts";

/** How the terminal shows things: how wide it is, and whether it knows colours. */
export interface Terminal {
  readonly columns: number;
  readonly colours: boolean;
}

/** A reply as text for a terminal or a pipe. Nothing in it but the colours is an escape. */
export function dressReply(reply: Reply, terminal: Terminal): string {
  const blocks = [
    [mark(words(reply.headline), reply.mood, terminal)],
    ...reply.body.map((line) => wrap(words(line), terminal.columns)),
    ...reply.evidence.map((evidence) => dressEvidence(evidence, terminal)),
    reply.footer.length === 0 ? [] : [faint(words(reply.footer), terminal)],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

/** A confirmation, ready for `[y/N]` after it. */
export function dressConfirmation(confirmation: Confirmation, terminal: Terminal): string {
  const lines = confirmation.text.flatMap((line: Line) => wrap(words(line), terminal.columns));
  return `${[literal(confirmation.title), ...lines].join("\n")}\n${confirmation.yes}? [y/N] `;
}

/**
 * Data for a script. Control and direction characters that JSON leaves as they are get escaped, since
 * a terminal may show it: U+009B begins an escape sequence as well.
 */
export function dressJson(data: unknown): string {
  const text = JSON.stringify(data, undefined, 2).replace(
    /[\u007F-\u009F]|[\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) =>
      Array.from(
        { length: character.length },
        (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
      ).join(""),
  );
  return `${text}\n`;
}

function dressEvidence({ title, rows }: Evidence, terminal: Terminal): string[] {
  return [faint(literal(title), terminal), ...rows.flatMap((row) => dressRow(row, terminal))];
}

function dressRow({ quote, says }: EvidenceRow, terminal: Terminal): string[] {
  const said = wrap(words(says), terminal.columns - 6);
  return quote === undefined
    ? said.map((line) => `  ${line}`)
    : [`  ${literal(quote)}`, ...said.map((line) => `      ${line}`)];
}

const colours: Readonly<Record<Mood, "yellow" | "red" | "green" | "bold">> = {
  attention: "yellow",
  trouble: "red",
  done: "green",
  calm: "bold",
};

function words(line: Line): string {
  return literal(plain(line));
}

function mark(text: string, mood: Mood, { colours: wanted }: Terminal): string {
  return wanted ? styleText(colours[mood], text, { validateStream: false }) : text;
}

function faint(text: string, { colours: wanted }: Terminal): string {
  return wanted ? styleText("dim", text, { validateStream: false }) : text;
}

function wrap(text: string, columns: number): string[] {
  const width = Math.max(40, Math.min(columns, 100));
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

import { quote } from "../legible.ts";
import type { Inline, Line } from "../reply.ts";

/** A page of docs/signals, read for `explain`. */
export interface Page {
  /** The signal's id, or `restart-files`. */
  readonly id: string;
  readonly title: string;
  /** What people may call it: the id, the title, what stands before its colon, and the other names. */
  readonly names: readonly string[];
  readonly statement: Line;
  readonly lookedAt: Line;
  readonly why: Line;
  readonly verdict: Line;
  readonly blocks: Line;
  readonly whatToDo: Line;
  readonly sources: Line;
}

/** Every page has these, each one paragraph, in this order. */
export const sections = [
  "Statement",
  "Also called",
  "What is looked at",
  "Why it means this",
  "Verdict",
  "What it blocks",
  "What to do",
  "Sources",
] as const;

type Section = (typeof sections)[number];

/** Undefined for a text that is not of the form; tables and what stands beside them are passed over. */
export function parsePage(id: string, text: string): Page | undefined {
  const lines = text.split(/\r?\n/u);
  const title = titleOf(lines);
  const whole = sections.every((section) => paragraphOf(lines, section) !== "");
  if (title === "" || !whole) return undefined;
  const say = (section: Section): Line => inlineOf(paragraphOf(lines, section));
  return {
    id,
    title,
    names: [
      id,
      title,
      title.split(":", 1)[0] ?? title,
      ...otherNames(paragraphOf(lines, "Also called")),
    ],
    statement: say("Statement"),
    lookedAt: say("What is looked at"),
    why: say("Why it means this"),
    verdict: say("Verdict"),
    blocks: say("What it blocks"),
    whatToDo: say("What to do"),
    sources: say("Sources"),
  };
}

function titleOf(lines: readonly string[]): string {
  const title = lines.find((line) => line.startsWith("# ")) ?? "";
  return title.slice("# ".length).replaceAll("`", "").trim();
}

/** Empty when the page lacks it. */
function paragraphOf(lines: readonly string[], section: Section): string {
  const start = `**${section}.** `;
  const line = lines.find((one) => one.startsWith(start)) ?? "";
  return line.slice(start.length).trim();
}

function otherNames(written: string): string[] {
  return written
    .replace(/\.$/u, "")
    .split(",")
    .map((name) => name.replaceAll(/[`“”]/gu, "").trim())
    .filter((name) => name !== "");
}

/** Code becomes a quote, a link its text with the address, emphasis its words. */
function inlineOf(written: string): Line {
  const marked = /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*?([^*]+)\*\*?/gu;
  const parts: Inline[] = [];
  let at = 0;
  for (const match of written.matchAll(marked)) {
    const [whole, code, words, address, stressed] = match;
    parts.push(written.slice(at, match.index));
    if (code !== undefined) parts.push(quote(code));
    else if (words !== undefined) parts.push(`${words.replaceAll("`", "")} (${address})`);
    else parts.push(stressed ?? "");
    at = match.index + whole.length;
  }
  return [...parts, written.slice(at)].filter((part) => part !== "");
}

import type { Inventory } from "./ports.ts";
import { bare } from "./spelling/spelling.ts";
import type { AgainQuestion, SweepQuestion } from "./sweep/parse-sweep.ts";
import { parseSweep, readAgain, readCount } from "./sweep/parse-sweep.ts";
import type { WatchQuestion } from "./watch/parse-watch.ts";
import { parseWatch } from "./watch/parse-watch.ts";

/** What a person asked. */
export type Question =
  | { readonly kind: "why"; readonly workstation: string }
  /** What was asked and done about it: "history PC-42". */
  | { readonly kind: "history"; readonly workstation: string }
  | { readonly kind: "several"; readonly workstations: readonly string[] }
  | {
      readonly kind: "unknown-workstation";
      /** As the person wrote it; hostile text. */
      readonly written: string;
      readonly suggestion?: string;
    }
  | ExplainQuestion
  | SweepQuestion
  | AgainQuestion
  | WatchQuestion
  /** What waits for a second person's yes. */
  | { readonly kind: "approvals" }
  | { readonly kind: "help" };

/** A thing is to be explained, and no workstation of the inventory is named. */
export interface ExplainQuestion {
  readonly kind: "explain";
  /** As the person wrote it; hostile text. Empty for "explain" alone: what is there to explain? */
  readonly topic: string;
  /**
   * What the words mean if nothing of that name can be explained: "what is …" is said of many
   * things. Without it the person said "explain".
   */
  readonly otherwise?: Exclude<Question, ExplainQuestion>;
}

/** Nobody asks in more than this; the rest of a pasted page is not searched for names. */
const questionLength = 2000;

/**
 * Finds the workstation in a sentence. Only a name of the inventory is ever a workstation; a word
 * that merely looks like one is answered with a suggestion.
 */
export function parseQuestion(written: string, inventory: Inventory): Question {
  const text = wholeWords(written);
  const words = wordsOf(text);
  const many =
    readCount(text) ??
    readAgain(words, inventory) ??
    parseWatch(text, words, inventory) ??
    parseSweep(text, words, inventory);
  if (many !== undefined) return many;
  const named = namedIn(words, inventory);
  if (named !== undefined) return named;
  if (asksForApprovals(words)) return { kind: "approvals" };
  const near = nearMiss(words, inventory);
  const explain = readExplain(text);
  if (explain === undefined) return near ?? { kind: "help" };
  if (explain.said === "explain") return { kind: "explain", topic: explain.topic };
  // A slip in a workstation's name is likelier than a topic that is spelt nearly like one.
  if (near?.suggestion !== undefined) return near;
  return { kind: "explain", topic: explain.topic, otherwise: near ?? { kind: "help" } };
}

/** What a message names, as a question: workstations, or a word that looks like one. */
export function namesWritten(written: string, inventory: Inventory): string {
  const words = wordsOf(wholeWords(written));
  const names = namesIn(words, inventory);
  return names.length > 0 ? names.join(" ") : (nearMiss(words, inventory)?.written ?? "");
}

/** Cut between two words: a part of `PC-421` is not `PC-42`. */
function wholeWords(text: string): string {
  if (text.length <= questionLength) return text;
  return text.slice(0, questionLength).replace(/[\p{L}\p{N}._-]+$/u, "");
}

function namedIn(
  words: readonly string[],
  inventory: Inventory,
): Extract<Question, { readonly kind: "why" | "history" | "several" }> | undefined {
  const asksHistory = words[0]?.toLowerCase() === "history";
  // A workstation may have that name as well.
  const history = asksHistory ? namesIn(words.slice(1), inventory) : [];
  const found = history.length > 0 ? history : namesIn(words, inventory);
  const [first, ...others] = found;
  if (first === undefined) return undefined;
  if (others.length > 0) return { kind: "several", workstations: found };
  return { kind: history.length > 0 ? "history" : "why", workstation: first };
}

/** "approvals", "what waits", "what is waiting for approval?" */
function asksForApprovals(words: readonly string[]): boolean {
  const said = words.map((word) => word.toLowerCase());
  if (said.length === 1 && (said[0] === "approvals" || said[0] === "approve")) return true;
  return said[0] === "what" && (said.includes("waits") || said.includes("waiting"));
}

function namesIn(words: readonly string[], inventory: Inventory): readonly string[] {
  return [...new Set(words.flatMap((word) => inventory.find(word) ?? []))];
}

/** "explain …", "what is …", "what does … mean": the topic, and how it was asked for. */
function readExplain(
  text: string,
): { readonly said: "explain" | "what"; readonly topic: string } | undefined {
  const written = text.split(/\s+/u).filter((word) => word !== "");
  const words = written.map((word) => word.toLowerCase().replaceAll(/[^\p{L}]/gu, ""));
  const explain = words.indexOf("explain");
  if (explain !== -1) {
    return { said: "explain", topic: topicOf(written.slice(explain + 1)) };
  }
  const what = words.findIndex(
    (word, index) => word === "whats" || (word === "what" && asks.has(words[index + 1] ?? "")),
  );
  if (what === -1) return undefined;
  const topic = topicOf(written.slice(what + (words[what] === "whats" ? 1 : 2)));
  return topic === "" ? undefined : { said: "what", topic };
}

const asks = new Set(["is", "are", "does", "do"]);

function topicOf(written: readonly string[]): string {
  return written.join(" ").replace(/[?.!,;:]{1,20}$/u, "");
}

function wordsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}._-]+/u)
    .map((word) => word.replace(/^[._-]+|[._-]+$/gu, ""))
    .filter((word) => word !== "");
}

function nearMiss(
  words: readonly string[],
  inventory: Inventory,
): Extract<Question, { readonly kind: "unknown-workstation" }> | undefined {
  // "PC 42" is written as two words by people and as one name by the inventory.
  const joined = words.slice(1).map((word, index) => `${words[index] ?? ""}-${word}`);
  // A pasted log says the same again and again.
  for (const written of new Set([...words, ...joined.filter(looksLikeName)])) {
    const suggestion = nearest(written, inventory);
    if (suggestion !== undefined) return { kind: "unknown-workstation", written, suggestion };
  }
  const written = words.find(looksLikeName);
  return written === undefined ? undefined : { kind: "unknown-workstation", written };
}

function looksLikeName(word: string): boolean {
  return word.length <= 64 && /\p{L}/u.test(word) && /\d/u.test(word);
}

/** The closest name, if it is close enough to be a slip of the fingers. */
function nearest(written: string, inventory: Inventory): string | undefined {
  if (written.length > 64 || written.length < 3) return undefined;
  const named = looksLikeName(written);
  const slips = named ? (bare(written).length < 4 ? 1 : 2) : Math.floor(written.length / 5);
  return inventory.spelling().closest(written, slips);
}

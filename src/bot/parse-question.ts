import leven from "leven";
import type { Inventory } from "./ports.ts";

/** What a person asked. */
export type Question =
  | { readonly kind: "why"; readonly workstation: string }
  | { readonly kind: "several"; readonly workstations: readonly string[] }
  | {
      readonly kind: "unknown-workstation";
      /** As the person wrote it; hostile text. */
      readonly written: string;
      readonly suggestion?: string;
    }
  | { readonly kind: "help" };

/** Nobody asks in more than this; the rest of a pasted page is not searched for names. */
const questionLength = 2000;

/**
 * Finds the workstation in a sentence. Only a name of the inventory is ever a workstation; a word
 * that merely looks like one is answered with a suggestion.
 */
export function parseQuestion(text: string, inventory: Inventory): Question {
  const words = wordsOf(text.slice(0, questionLength));
  const found = new Set(words.flatMap((word) => inventory.find(word) ?? []));
  const [first] = found;
  if (first !== undefined) {
    return found.size === 1
      ? { kind: "why", workstation: first }
      : { kind: "several", workstations: [...found] };
  }
  return nearMiss(words, inventory) ?? { kind: "help" };
}

function wordsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}._-]+/u)
    .map((word) => word.replace(/^[._-]+|[._-]+$/gu, ""))
    .filter((word) => word !== "");
}

function nearMiss(words: readonly string[], inventory: Inventory): Question | undefined {
  // "PC 42" is written as two words by people and as one name by the inventory.
  const joined = words.slice(1).map((word, index) => `${words[index] ?? ""}-${word}`);
  for (const written of [...words, ...joined.filter(looksLikeName)]) {
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
  let best: { name: string; distance: number } | undefined;
  for (const name of inventory.names()) {
    const distance = leven(bare(written), bare(name), { maxDistance: slips + 1 });
    if (distance <= slips && distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best?.name;
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[-._]/gu, "");
}

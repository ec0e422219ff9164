import leven from "leven";
import type { Page } from "./page.ts";

export type FoundPage =
  | { readonly kind: "found"; readonly page: Page }
  /** More than one may be meant; nothing is guessed. */
  | { readonly kind: "several"; readonly pages: readonly Page[] }
  | { readonly kind: "unknown"; readonly near: readonly Page[] };

/** More is no choice any more. */
const offered = 5;
/** Nobody types a longer name; the rest of a pasted page is not compared letter by letter. */
const topicLength = 100;

/** Words around a topic that are not part of it. */
const fillers = new Set(
  (
    "a about an and are at by can do does for from in is it me mean means of on or please signal " +
    "tell that the this to us what with you"
  ).split(" "),
);

/**
 * The page that a topic means: by one of its names, then by a name with a slip of the fingers, then
 * by words that only one page has all of. Case, blanks and punctuation never matter.
 */
export function findPage(topic: string, pages: readonly Page[]): FoundPage {
  const words = wordsOf(topic.slice(0, topicLength)).filter((word) => !fillers.has(word));
  const wanted = words.join("");
  if (wanted === "") return { kind: "unknown", near: [] };
  const ways = [named, misspelt, describing];
  for (const way of ways) {
    const found = pages.filter((page) => way(page, { wanted, words }));
    const [page] = found;
    if (page === undefined) continue;
    return found.length === 1
      ? { kind: "found", page }
      : { kind: "several", pages: found.slice(0, offered) };
  }
  return { kind: "unknown", near: nearest(pages, words) };
}

interface Wanted {
  /** The topic in one piece, lower case, letters and digits only. */
  readonly wanted: string;
  readonly words: readonly string[];
}

function named(page: Page, { wanted }: Wanted): boolean {
  return page.names.some((name) => bare(name) === wanted);
}

function misspelt(page: Page, { wanted }: Wanted): boolean {
  const slips = Math.min(3, Math.floor(wanted.length / 4));
  return (
    slips > 0 &&
    page.names.some((name) => leven(bare(name), wanted, { maxDistance: slips + 1 }) <= slips)
  );
}

function describing(page: Page, { words }: Wanted): boolean {
  const known = vocabulary(page);
  return words.every((word) => known.has(singular(word)));
}

/** Pages that share a word with the topic; the fewer pages have the word, the more it says. */
function nearest(pages: readonly Page[], words: readonly string[]): Page[] {
  const known = pages.map((page) => ({ page, words: vocabulary(page) }));
  const weights = words.map(singular).map((word) => {
    const having = known.filter((one) => one.words.has(word)).length;
    return { word, weight: having === 0 ? 0 : 1 / having };
  });
  return known
    .map(({ page, words }) => {
      const shared = weights.filter(({ word }) => words.has(word));
      return { page, nearness: shared.reduce((sum, { weight }) => sum + weight, 0) };
    })
    .filter(({ nearness }) => nearness > 0)
    .toSorted((one, other) => other.nearness - one.nearness)
    .slice(0, offered)
    .map(({ page }) => page);
}

function vocabulary({ names }: Page): ReadonlySet<string> {
  return new Set(
    names
      .flatMap(wordsOf)
      .filter((word) => !fillers.has(word))
      .map(singular),
  );
}

function bare(name: string): string {
  return wordsOf(name)
    .filter((word) => !fillers.has(word))
    .join("");
}

/** `PendingFileRename` is three words. */
function wordsOf(text: string): string[] {
  return text
    .normalize("NFKC")
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

function singular(word: string): string {
  return word.length > 3 ? word.replace(/s$/u, "") : word;
}

import { isPlainName } from "./origin-folders.ts";

/** Fewer letters than this are no name to go by. */
const shortestName = 3;
const shortestStem = 4;

/**
 * A program's name, or a folder's, by its words, without what only tells versions apart: `Acme
 * Writer 3.1 (remove only)` and a folder `ACME WRITER` are one. Undefined for names that say nothing.
 */
export function nameKey(name: string): string | undefined {
  const words = wordsOf(name);
  if (isPlainName(words.join(" ").toUpperCase())) return undefined;
  return words.join("").length < shortestName ? undefined : words.join(" ");
}

/**
 * What an 8.3 alias keeps of the long name: `ACMEWR` of `ACMEWR~1`; undefined for a name that is no
 * alias. Blanks and dots of the long name are dropped before it is cut to six letters, and which
 * number follows is chance: an alias never proves which name it stands for.
 */
export function aliasStem(name: string): string | undefined {
  if (!name.includes("~")) return undefined;
  return /^([^~]{1,6})~\d+$/u.exec(name)?.[1]?.toUpperCase();
}

/** The same, for aliases that keep enough of a name that belongs to one program. */
export function tellingStem(name: string): string | undefined {
  const stem = aliasStem(name);
  return stem === undefined || stem.length < shortestStem || isPlainName(name) ? undefined : stem;
}

/** Whether the alias may stand for this folder or program. */
export function stemFits(stem: string, longName: string): boolean {
  return longName.toUpperCase().replaceAll(/[ .]/gu, "").startsWith(stem);
}

function wordsOf(name: string): readonly string[] {
  const plain = name.replaceAll(/\([^()]*\)/gu, " ").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !/^v?\d+$/u.test(word));
}

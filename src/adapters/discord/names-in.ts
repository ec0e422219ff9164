import type { Bot } from "#bot/bot.ts";
import type { Person } from "#bot/ports.ts";

/** Words of a message that are looked at; the rest of a pasted page is not searched for names. */
const mostWords = 60;
/** More is no name. */
const mostLetters = 64;

/**
 * The workstations that a message names, as a question about them. A word that only looks like a
 * name is asked about too, when there is no better one: the bot says what it may have meant.
 * Undefined when there is neither.
 */
export async function namesIn(
  content: string,
  { bot, person }: { readonly bot: Pick<Bot, "suggest">; readonly person: Person },
): Promise<string | undefined> {
  const words = new Set(content.split(/[^\p{L}\p{N}._-]+/u).map(trimmed));
  const some = [...words].filter(({ length }) => length > 1 && length <= mostLetters);
  const looked = some.slice(0, mostWords);
  const named = await Promise.all(
    looked.map(async (word) => {
      const [best] = await bot.suggest({ person, typed: word, most: 1 });
      return best !== undefined && bare(best) === bare(word) ? [best] : [];
    }),
  );
  const names = [...new Set(named.flat())];
  if (names.length > 0) return names.join(" ");
  return looked.find((word) => /\p{L}/u.test(word) && /\d/u.test(word));
}

function trimmed(word: string): string {
  return word.replaceAll(/^[._-]{1,64}|[._-]{1,64}$/gu, "");
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[-._]/gu, "");
}

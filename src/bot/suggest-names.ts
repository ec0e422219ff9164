import type { Suggesting } from "./bot.ts";
import { shownTo } from "./rights.ts";
import type { BotDeps } from "./settle-case.ts";

/** More is no part of a name. */
const typedRead = 64;

/**
 * Names that begin with what was typed, then those that hold it, then slips of the fingers. Nobody
 * is told a name that they may not ask about.
 */
export async function suggestNames(
  deps: BotDeps,
  { person, typed, most }: Suggesting,
): Promise<readonly string[]> {
  // “pc 42” is on the way to PC-42 as well.
  const wanted = typed.slice(0, typedRead).replaceAll(/\s/gu, "");
  return (await shownTo(person, deps)).spelling().ranked(wanted, most);
}

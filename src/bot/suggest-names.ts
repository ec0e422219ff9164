import leven from "leven";
import type { Suggesting } from "./bot.ts";
import { bare } from "./parse-question.ts";
import { visibleTo } from "./rights.ts";
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
  const wanted = bare(typed.slice(0, typedRead).replaceAll(/\s/gu, ""));
  const ranked = (await visibleTo(person, deps)).flatMap((name) => {
    const rank = rankOf(bare(name), wanted);
    return rank === undefined ? [] : [{ name, rank }];
  });
  // The sort is stable, so names of one rank stay in the order of the inventory.
  return ranked
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, most)
    .map(({ name }) => name);
}

function rankOf(name: string, wanted: string): number | undefined {
  if (name.startsWith(wanted)) return 0;
  if (name.includes(wanted)) return 1;
  const slips = wanted.length < 4 ? 1 : 2;
  if (wanted.length < 3) return undefined;
  const distance = leven(name, wanted, { maxDistance: slips + 1 });
  return distance <= slips ? 1 + distance : undefined;
}

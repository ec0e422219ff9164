import type { Bot } from "#bot/bot.ts";
import type { Person } from "#bot/ports.ts";
import type { Choice } from "./api.ts";
import type { Desk } from "./desk.ts";
import { personIn } from "./desk.ts";
import { faultOf } from "./faults.ts";
import { limits } from "./limits.ts";
import type { Typing } from "./schema.ts";

/** Suggests whole questions while one is being typed. Discord takes no deferral here. */
export async function answerTyping(desk: Desk, typing: Typing): Promise<void> {
  const person = personIn(desk, typing);
  const typed = typing.data.options?.find(({ focused }) => focused === true)?.value;
  if (person === undefined || typeof typed !== "string") return;
  const choices = await completions(typed, { bot: desk.bot, person }).catch((error: unknown) => {
    desk.log.error({ fault: faultOf(error) }, "could not suggest anything");
    return [];
  });
  await desk.api.respond(typing, { as: "choices", choices });
}

interface Asking {
  readonly bot: Pick<Bot, "suggest">;
  readonly person: Person;
}

/**
 * The word that may be a name is completed and what stands around it is kept: "why does PC-4 ask"
 * becomes "why does PC-42 ask". After a space, or at the beginning, every name fits.
 */
export async function completions(typed: string, asking: Asking): Promise<readonly Choice[]> {
  for (const { before, word, after } of places(typed)) {
    const most = limits.choices;
    const names = await asking.bot.suggest({ person: asking.person, typed: word, most });
    const whole = names.map((name) => choice({ before, name, after }));
    const texts = [...new Set(whole)].filter(({ length }) => length > 0 && length <= limits.choice);
    if (texts.length > 0) return texts.map((text) => ({ name: text, value: text }));
  }
  return [];
}

interface Place {
  readonly before: string;
  readonly word: string;
  readonly after: string;
}

/** Where a name may be in the making, the likeliest first: a word with a digit, then the last one. */
function places(typed: string): readonly Place[] {
  const words = [...typed.matchAll(/\S+/gu)].map(({ 0: word, index }) => ({ word, index }));
  const withDigit = words.findLast(({ word }) => /\d/u.test(word));
  const unfinished = /\s$/u.test(typed) ? undefined : words.at(-1);
  const likely = [...new Set([withDigit, unfinished])].filter((one) => one !== undefined);
  if (likely.length === 0) return [{ before: typed, word: "", after: "" }];
  return likely.map(({ word, index }) => ({
    before: typed.slice(0, index),
    word,
    after: typed.slice(index + word.length),
  }));
}

/** The name alone where the whole question would be too long to be suggested. */
function choice({ before, name, after }: { before: string; name: string; after: string }): string {
  const whole = `${before}${name}${after}`.trim();
  return whole.length <= limits.choice ? whole : name;
}

import type { Quote } from "./reply.ts";

/** Longer quotes are cut, and say so. */
const quoteLength = 300;

/** Anybody else's text, made safe to show: see `legible`. */
export function quote(text: string): Quote {
  return { quote: legible(text) };
}

/**
 * One line in which every character can be seen: control characters become their pictures, and
 * what changes direction, hides or joins text becomes its code point. Platform markup is left
 * alone; escaping that is the work of each `dress.ts`.
 */
export function legible(text: string): string {
  const shown = allSeen(text.slice(0, quoteLength));
  return text.length > quoteLength ? `${shown}… (cut, ${text.length} characters)` : shown;
}

/** The same, however long it is. */
export function allSeen(text: string): string {
  return text.replace(unseenOrStacked, visible);
}

/**
 * All that is not seen, and more marks on one letter than any script puts there: they would run
 * over the lines above and below.
 */
const unseenOrStacked =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?<=\p{M}{4})\p{M}/gu;

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `\\u{${code.toString(16).toUpperCase()}}`;
}

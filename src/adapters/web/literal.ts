import type { Line } from "#bot/reply.ts";

/**
 * Hostile text as one line in which every character can be seen: control characters become their
 * pictures, and what changes direction, hides or joins text becomes its code point. Text past
 * `most` characters is cut, with a count of what is left out.
 */
export function literal(text: string, most: number): string {
  let shown = "";
  let used = 0;
  for (const character of text) {
    const visible = spellOut(character);
    if (shown.length + visible.length > most) {
      return `${shown}… (${count(text.length - used)} more characters)`;
    }
    shown += visible;
    used += character.length;
  }
  return shown;
}

/** The line, cut after `most` characters, quotes spelled out. */
export function literalLine(line: Line, most: number): Line {
  const shown = [];
  let room = most;
  for (const [index, part] of line.entries()) {
    if (room <= 0) return [...shown, `… (${count(line.length - index)} more parts)`];
    const text = literal(typeof part === "string" ? part : part.quote, room);
    shown.push(typeof part === "string" ? text : { quote: text });
    room -= text.length;
  }
  return shown;
}

export function count(number: number): string {
  return number.toLocaleString("en-GB");
}

function spellOut(character: string): string {
  if (!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u.test(character))
    return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `\\u{${code.toString(16).toUpperCase()}}`;
}

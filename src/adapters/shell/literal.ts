/** No line of a workstation or a person needs more; a terminal would scroll everything else away. */
const mostCharacters = 4_000;

/**
 * Text as one line on which a terminal does nothing but show letters. The bot's `legible` left
 * nothing to do here; a terminal obeys what it is sent, so this does not rest on that alone.
 */
export function literal(text: string): string {
  const shown = text.slice(0, mostCharacters).replace(obeyed, spellOut);
  const left = text.length - mostCharacters;
  return left > 0 ? `${shown}… (${left} more characters)` : shown;
}

/** Controls, directions, line ends, and all that is there without being seen. */
const obeyed = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

function spellOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `\\u{${code.toString(16).toUpperCase()}}`;
}

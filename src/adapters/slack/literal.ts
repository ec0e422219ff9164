/**
 * Hostile text as something that Slack shows literally and in the line where it belongs: control,
 * direction and other invisible characters are spelled out, half characters are replaced (the Web
 * API client throws on them), and text past `most` characters is cut with a count of what is left.
 */
export function literal(text: string, most: number): string {
  let shown = "";
  let used = 0;
  for (const character of text) {
    const visible = spellOut(character);
    if (shown.length + visible.length > most) {
      return `${shown}… (${text.length - used} more characters)`;
    }
    shown += visible;
    used += character.length;
  }
  return shown;
}

/** Slack's three control characters, for mrkdwn and the top-level text. */
export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function spellOut(character: string): string {
  if (!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(character))
    return character.toWellFormed();
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

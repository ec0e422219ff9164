import type { Inline, Line } from "#bot/reply.ts";

const ellipsis = "…";

/**
 * A line in Discord's Markdown, at most `room` characters long, whole: no code span is ever left
 * half open, and what is cut says so.
 */
export function markdown(line: Line, room: number): string {
  let text = "";
  for (const part of line) {
    const left = room - text.length;
    const dressed = dressInline(part, left);
    if (dressed === undefined) return text + ellipsis.slice(0, left);
    text += dressed;
  }
  return text;
}

/**
 * Anybody else's text, literally. A code span is the one place where Discord parses nothing: no
 * mention, link, emoji, timestamp, heading or spoiler. Only a backtick could end it; it becomes the
 * look-alike U+02CB. Undefined when not even a shortened form fits.
 */
export function codeSpan(text: string, room: number): string | undefined {
  const whole = harmless(text.slice(0, room));
  if (text.length <= room && whole.length + 2 <= room) return `\`${whole}\``;
  const more = ` (${text.length} characters)`;
  const space = room - more.length - ellipsis.length - 2;
  if (space < 1) return undefined;
  return `\`${wellCut(whole, space)}${ellipsis}\`${more}`;
}

/** Where Discord parses nothing, such as the description of a picture. */
export function plainText(text: string, room: number): string {
  const shown = visible(text);
  return shown.length <= room ? shown : `${wellCut(shown, room - ellipsis.length)}${ellipsis}`;
}

/** The bot's own words: Markdown in them is an accident (`_Mssetup.bat`), links are meant. */
function ownWords(text: string): string {
  return text
    .split(/(https:\/\/[^\s<>()]+)/u)
    .map((piece, index) => (index % 2 === 1 ? piece : escapeMarkdown(piece)))
    .join("");
}

function dressInline(part: Inline, room: number): string | undefined {
  if (typeof part !== "string") return codeSpan(part.quote, room);
  const dressed = ownWords(part);
  if (dressed.length <= room) return dressed;
  // Escaping at most doubles the length, so half the room always fits.
  const half = Math.floor((room - ellipsis.length) / 2);
  return half < 1 ? undefined : `${ownWords(wellCut(part, half))}${ellipsis}`;
}

function escapeMarkdown(text: string): string {
  return visible(text.replaceAll(/\s/gu, " "))
    .replaceAll(/[\\*_~|`<[\]]/gu, "\\$&")
    .replace(/^(\s*)([#>+-])/u, "$1\\$2")
    .replace(/^(\s*\d+)\./u, "$1\\.")
    .replaceAll(/@(?=everyone|here)/giu, "@\u200B");
}

function harmless(text: string): string {
  const shown = visible(text).replaceAll("`", "\u02CB");
  // An empty code span is shown as two backticks.
  return shown === "" ? " " : shown;
}

/** Control, direction, joining and lone surrogate characters; the bot's `legible` left none. */
function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu,
    "\uFFFD",
  );
}

/** Cuts without halving a surrogate pair. */
function wellCut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/u, "");
}

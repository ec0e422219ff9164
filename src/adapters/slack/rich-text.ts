import type { types } from "@slack/bolt";
import type { Line } from "#bot/reply.ts";
import { limits } from "./limits.ts";
import { literal } from "./literal.ts";

/**
 * Everything the bot says goes into rich text, which Slack does not parse: no mention, no
 * formatting and no link can come out of a file name, whatever is in it. Slack refuses empty text
 * elements, so there are none.
 */
export function inline(line: Line, style: types.RichTextStyleable["style"] = {}): Elements {
  return line.flatMap((part) =>
    typeof part === "string" ? ownWords(part, style) : quote(part.quote, style),
  );
}

/** Text in a fixed-width face, as it is. */
export function quote(text: string, style: types.RichTextStyleable["style"] = {}): Elements {
  const shown = literal(text, limits.quote);
  return shown === "" ? [] : [{ type: "text", text: shown, style: { ...style, code: true } }];
}

export function section(elements: Elements): types.RichTextSection {
  return { type: "rich_text_section", elements };
}

export function richText(...elements: types.RichTextBlockElement[]): types.RichTextBlock {
  return { type: "rich_text", elements };
}

export type Elements = types.RichTextElement[];

const address = /(https:\/\/[^\s)]+[^\s).,:;])/;

/** The bot's own addresses become links; nobody else's do, since quotes never come here. */
function ownWords(text: string, style: types.RichTextStyleable["style"]): Elements {
  return text
    .toWellFormed()
    .split(address)
    .filter((piece) => piece !== "")
    .map((piece) =>
      address.test(piece)
        ? { type: "link", url: piece, ...styled(style) }
        : { type: "text", text: piece, ...styled(style) },
    );
}

function styled(style: types.RichTextStyleable["style"]): types.RichTextStyleable {
  return style === undefined || Object.keys(style).length === 0 ? {} : { style };
}

import type { Button, Confirmation, Line, Mood, Reply, ReplyFile } from "#bot/reply.ts";
import { hasCase } from "#bot/reply.ts";
import { closeId, writeCustomId } from "./custom-id.ts";
import { cutOff, dressEvidence } from "./dress-evidence.ts";
import type { FileLink, Gallery } from "./files.ts";
import { linksOf, pictureOf } from "./files.ts";
import { limits } from "./limits.ts";
import { markdown } from "./literal.ts";

/** A whole message in Discord's words: components only, no content, no embeds, no pings. */
export interface Payload {
  /** IS_COMPONENTS_V2; `private` messages add EPHEMERAL where they are created. */
  readonly flags: number;
  readonly components: readonly Component[];
  /** What its components show of files; sent beside it (`files.ts`). */
  readonly files?: readonly ReplyFile[];
  /** On every message and on every edit: an edit without it is parsed for pings all over again. */
  readonly allowed_mentions: { readonly parse: readonly []; readonly replied_user: false };
}

export type Component =
  | { readonly type: 17; readonly accent_color: number; readonly components: readonly Component[] }
  | { readonly type: 10; readonly content: string }
  | { readonly type: 14; readonly divider: true; readonly spacing: 1 }
  | { readonly type: 1; readonly components: readonly DiscordButton[] }
  | Gallery
  | FileLink;

interface DiscordButton {
  readonly type: 2;
  readonly style: 2 | 4;
  readonly label: string;
  readonly custom_id: string;
}

/** MessageFlags.IsComponentsV2 */
const componentsV2 = 1 << 15;

/** Whether a message with these flags is one of components of the second kind. */
export function hasComponents(flags: number): boolean {
  return (flags & componentsV2) !== 0;
}

const accents: Readonly<Record<Mood, number>> = {
  calm: 0x5b7083,
  attention: 0xd29922,
  trouble: 0xcf222e,
  done: 0x2da44e,
};

// Shares of the text that all displays of a message have together; the evidence takes the rest.
const room = { headline: 500, body: 2200, footer: 250, title: 300, confirm: 3000 } as const;
const blank: Component = { type: 14, divider: true, spacing: 1 };

/** The whole reply as one message; what does not fit is counted in words, never dropped silently. */
export function dress(reply: Reply, files: readonly ReplyFile[] = []): Payload {
  const headline = `**${markdown(reply.headline, room.headline)}**`;
  const kept = hasCase(reply);
  const body = paragraphs(reply.body, room.body, kept);
  const footer = reply.footer.length === 0 ? "" : `-# ${markdown(reply.footer, room.footer)}`;
  const rows = buttonRows(reply.buttons);
  const evidence = dressEvidence(reply.evidence, {
    text: limits.textTotal - headline.length - body.length - footer.length,
    // Container, headline, body, two dividers and the footer come on top.
    displays: limits.components - 6 - rows.length - reply.buttons.length - files.length,
    hasCase: kept,
  });
  const words = message(reply.mood, [
    ...text(headline),
    ...text(body),
    ...pictureOf(files),
    ...(evidence.length === 0 ? [] : [blank]),
    ...evidence.flatMap(text),
    ...linksOf(files),
    ...rows,
    ...(footer === "" ? [] : [blank]),
    ...text(footer),
  ]);
  return files.length === 0 ? words : { ...words, files };
}

/** A private question with its two answers; `original` is the message that the act is about. */
export function dressConfirmation(confirmation: Confirmation, original: string): Payload {
  const customId = writeCustomId({ press: confirmation.press, original });
  return message("attention", [
    ...text(`**${markdown([confirmation.title], room.title)}**`),
    ...text(paragraphs(confirmation.text, room.confirm, true)),
    {
      type: 1,
      components: [
        { type: 2, style: 4, label: label(confirmation.yes), custom_id: customId },
        { type: 2, style: 2, label: label(confirmation.no), custom_id: closeId },
      ],
    },
  ]);
}

/** A few words of the adapter itself. */
export function dressWords(words: string): Payload {
  return message("calm", text(markdown([words], room.headline)));
}

function message(mood: Mood, components: readonly Component[]): Payload {
  return {
    flags: componentsV2,
    components: [{ type: 17, accent_color: accents[mood], components }],
    allowed_mentions: { parse: [], replied_user: false },
  };
}

// An empty text display is refused.
function text(content: string): readonly Component[] {
  return content === "" ? [] : [{ type: 10, content }];
}

function paragraphs(lines: readonly Line[], most: number, kept: boolean): string {
  let written = "";
  for (const [index, line] of lines.entries()) {
    const left = most - written.length - 2;
    if (left < 100) return `${written}\n\n${cutOff(lines.length - index, kept)}`;
    written += `${index === 0 ? "" : "\n\n"}${markdown(line, left)}`;
  }
  return written;
}

function buttonRows(buttons: readonly Button[]): readonly Component[] {
  const rows: Component[] = [];
  for (let start = 0; start < buttons.length; start += limits.buttonsPerRow) {
    const row = buttons.slice(start, start + limits.buttonsPerRow);
    rows.push({ type: 1, components: row.map(dressButton) });
  }
  return rows;
}

function dressButton(button: Button): DiscordButton {
  return {
    type: 2,
    style: button.style === "danger" ? 4 : 2,
    label: label(button.label),
    custom_id: writeCustomId({ press: button.press }),
  };
}

function label(words: string): string {
  return words.length <= limits.buttonLabel ? words : `${words.slice(0, limits.buttonLabel - 1)}…`;
}

import { z } from "zod";
import { type Html, html } from "./html.ts";

const text = z.object({ type: z.literal(10), content: z.string() });
const line = z.object({ type: z.literal(14) });
const button = z.object({ type: z.literal(2), style: z.number(), label: z.string() });
const row = z.object({ type: z.literal(1), components: z.array(button) });
const media = z.object({ url: z.string() });
const gallery = z.object({
  type: z.literal(12),
  items: z.array(z.object({ media, description: z.string() })),
});
const file = z.object({ type: z.literal(13), file: media });
const inside = z.discriminatedUnion("type", [text, line, row, gallery, file]);
const container = z.object({
  type: z.literal(17),
  accent_color: z.number().int(),
  components: z.array(inside),
});
const message = z.object({ components: z.array(container) });

/**
 * A message as Discord shows it on a phone, by its payload alone. Throws at anything that it does
 * not know, as the drawing of Slack's does.
 */
export function drawDiscord(payload: unknown, pictures: Pictures = {}): Html {
  const { components } = message.parse(payload);
  const all = components.map((one) => drawContainer(one, pictures));
  return html`<section class="discord">${all}</section>`;
}

/** By the name of the file, as a `data:` address. */
export type Pictures = Readonly<Record<string, string>>;

function drawContainer(
  { accent_color: accent, components }: z.infer<typeof container>,
  pictures: Pictures,
): Html {
  const colour = `#${accent.toString(16).padStart(6, "0")}`;
  const all = components.map((one) => drawInside(one, pictures));
  return html`<div class="container" style="border-left-color: ${colour}">${all}</div>`;
}

function drawInside(one: z.infer<typeof inside>, pictures: Pictures): Html {
  if (one.type === 14) return html`<hr />`;
  if (one.type === 12) {
    const all = one.items.map(({ media: { url }, description }) =>
      drawPicture(pictures[nameOf(url)], description),
    );
    return html`<div class="block">${all}</div>`;
  }
  if (one.type === 13) return html`<p class="file block">${nameOf(one.file.url)}</p>`;
  if (one.type === 10)
    return html`<div class="block">${one.content.split("\n").map(drawLine)}</div>`;
  const buttons = one.components.map(
    ({ label, style }) =>
      html`<span class="button ${style === 4 ? "danger" : "normal"}">${label}</span>`,
  );
  return html`<div class="block buttons">${buttons}</div>`;
}

function nameOf(url: string): string {
  return url.replace("attachment://", "");
}

/** Without its points, its words: as for whoever does not see it. */
function drawPicture(source: string | undefined, description: string): Html {
  return source === undefined
    ? html`<p class="file">${description}</p>`
    : html`<p><img src="${source}" alt="${description}" /></p>`;
}

function drawLine(written: string): Html {
  if (written === "") return html`<div class="gap"></div>`;
  if (written.startsWith("-# ")) return html`<p class="small">${markdown(written.slice(3))}</p>`;
  if (written.startsWith("- ")) return html`<ul><li>${markdown(written.slice(2))}</li></ul>`;
  return html`<p>${markdown(written)}</p>`;
}

/** Of Discord's Markdown, what the bot writes: bold, code spans, escaped characters, addresses. */
export function markdown(written: string): Html {
  const pieces = Array.from(written.matchAll(piece), ({ groups }) => groups ?? {});
  return html`${pieces.map(drawPiece)}`;
}

const piece =
  /\*\*(?<bold>(?:`[^`]*`|\\.|[^*\\`])+)\*\*|`(?<code>[^`]*)`|\\(?<escaped>[^A-Za-z0-9\s])|(?<address>https:\/\/[^\s<>()]+)|(?<plain>[^*`\\h]+|.)/gsu;

function drawPiece(groups: Readonly<Record<string, string | undefined>>): Html {
  const { bold, code, escaped, address, plain } = groups;
  if (bold !== undefined) return html`<b>${markdown(bold)}</b>`;
  if (code !== undefined) return html`<code>${code}</code>`;
  if (address !== undefined) return html`<a>${address}</a>`;
  return html`${escaped ?? plain ?? ""}`;
}

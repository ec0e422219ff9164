import { z } from "zod";
import { type Html, html } from "./html.ts";

const plainText = z.object({ type: z.literal("plain_text"), text: z.string() });
const style = z.object({ bold: z.boolean().optional(), code: z.boolean().optional() }).optional();
const inline = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string(), style }),
  z.object({ type: z.literal("link"), url: z.string(), text: z.string().optional(), style }),
  z.object({ type: z.literal("emoji"), name: z.string() }),
]);
const section = z.object({ type: z.literal("rich_text_section"), elements: z.array(inline) });
const rich = z.discriminatedUnion("type", [
  section,
  z.object({ type: z.literal("rich_text_list"), elements: z.array(section) }),
]);
const button = z.object({
  type: z.literal("button"),
  text: plainText,
  style: z.enum(["danger", "primary"]).optional(),
  confirm: z
    .object({
      title: plainText,
      text: plainText,
      confirm: plainText,
      deny: plainText,
      style: z.literal("danger").optional(),
    })
    .optional(),
});
const block = z.discriminatedUnion("type", [
  z.object({ type: z.literal("rich_text"), elements: z.array(rich) }),
  z.object({ type: z.literal("actions"), elements: z.array(button) }),
  z.object({ type: z.literal("context"), elements: z.array(plainText) }),
]);
const message = z.object({ blocks: z.array(block) });

type Inline = z.infer<typeof inline>;
type Button = z.infer<typeof button>;

/**
 * A message as Slack shows it on a phone, by its payload alone. Throws at anything that it does not
 * know: a picture in which something is missing would be a lie.
 */
export function drawSlack(payload: unknown): Html {
  const { blocks } = message.parse(payload);
  const asked = blocks.flatMap((one) => (one.type === "actions" ? one.elements.map(dialog) : []));
  return html`<section class="slack">${blocks.map(drawBlock)}</section>${asked}`;
}

function drawBlock(one: z.infer<typeof block>): Html {
  if (one.type === "rich_text") return html`<div class="block">${one.elements.map(drawRich)}</div>`;
  if (one.type === "actions") {
    return html`<div class="block buttons">${one.elements.map(drawButton)}</div>`;
  }
  return html`<div class="block small">${one.elements.map(({ text }) => html`${text}`)}</div>`;
}

function drawRich(one: z.infer<typeof rich>): Html {
  if (one.type === "rich_text_section") return html`<p>${one.elements.map(drawInline)}</p>`;
  const items = one.elements.map(({ elements }) => html`<li>${elements.map(drawInline)}</li>`);
  return html`<ul>${items}</ul>`;
}

function drawInline(one: Inline): Html {
  if (one.type === "emoji") return drawSign(one.name);
  const words = one.type === "link" ? html`<a>${one.text ?? one.url}</a>` : html`${one.text}`;
  const spelt = one.style?.code === true ? html`<code>${words}</code>` : words;
  return one.style?.bold === true ? html`<b>${spelt}</b>` : spelt;
}

/** Drawn and not written, since not every machine has a face with these signs. */
function drawSign(name: string): Html {
  const shape = shapes[name];
  if (shape === undefined) throw new Error(`the sign :${name}: has no drawing yet`);
  return html`<svg class="sign" viewBox="0 0 20 20">${shape}</svg>`;
}

const shapes: Readonly<Record<string, Html>> = {
  warning: html`<path d="M10 1 19.5 18.5H.5z" fill="#f5b800" /><path d="M9 7h2v6H9zm0 7.5h2v2H9z" fill="#222" />`,
  no_entry: html`<circle cx="10" cy="10" r="9.5" fill="#d12b38" /><path d="M4 8.3h12v3.4H4z" fill="#fff" />`,
  white_check_mark: html`<rect width="20" height="20" rx="3.5" fill="#46a35e" /><path d="m4.5 10.5 3.7 4 7.3-9" fill="none" stroke="#fff" stroke-width="2.4" />`,
};

function drawButton({ text, style: looks }: Button): Html {
  return html`<span class="button ${looks ?? "normal"}">${text.text}</span>`;
}

/** The dialog that Slack itself opens at a click. */
function dialog({ text, confirm }: Button): Html {
  if (confirm === undefined) return html``;
  const answers = html`<span class="button normal">${confirm.deny.text}</span>
    <span class="button ${confirm.style ?? "primary"}">${confirm.confirm.text}</span>`;
  return html`<p class="caption">A click on “${text.text}” first asks:</p>
    <section class="slack dialog">
      <p><b>${confirm.title.text}</b></p>
      <p class="lines">${confirm.text.text}</p>
      <div class="buttons">${answers}</div>
    </section>`;
}

import { z } from "zod";
import { nodes } from "./slack-server-blocks.ts";
import type { SlackMessage } from "./slack-server-world.ts";

/** A message as a person reads it in Slack's client. */

export interface ShownButton {
  readonly label: string;
  readonly actionId: string;
  readonly value: string;
  readonly style: string | undefined;
  /** The words of Slack's own dialog. */
  readonly dialog: string | undefined;
}

const words = z.object({ type: z.string(), text: z.string() });
const link = z.object({ type: z.literal("link"), url: z.string() });
const plain = z.object({ text: z.string() });
const button = z.object({
  type: z.literal("button"),
  action_id: z.string(),
  value: z.string(),
  style: z.string().optional(),
  text: plain,
  confirm: z.object({ title: plain, text: plain, confirm: plain, deny: plain }).optional(),
});

/** All words of the message, its buttons left out. */
export function wordsOf(message: SlackMessage): string {
  return message.blocks.map((block) => nodes(readable(block)).flatMap(text).join("")).join("\n");
}

export function buttonsOf(message: SlackMessage): ShownButton[] {
  if (message.deleted) return [];
  return nodes([...message.blocks]).flatMap((node) => {
    const parsed = button.safeParse(node);
    if (!parsed.success) return [];
    const { action_id: actionId, value, style, confirm } = parsed.data;
    const dialog = confirm && [confirm.title, confirm.text, confirm.confirm, confirm.deny];
    return [
      {
        label: parsed.data.text.text,
        actionId,
        value,
        style,
        dialog: dialog?.map((part) => part.text).join("\n"),
      },
    ];
  });
}

function readable(block: unknown): unknown {
  return z.object({ type: z.literal("actions") }).safeParse(block).success ? [] : block;
}

function text(node: object): string[] {
  const said = words.safeParse(node);
  if (said.success) return [said.data.text];
  const linked = link.safeParse(node);
  if (linked.success) return [linked.data.url];
  return z.object({ type: z.literal("rich_text_section") }).safeParse(node).success ? ["\n"] : [];
}

import { z } from "zod";

/**
 * Slack's own checks on a message, as strict as its documents are: unknown fields, empty texts and
 * lengths past the limit are refused. https://docs.slack.dev/reference/block-kit/blocks
 */

const blockId = z.string().min(1).max(255).optional();

function plainText(most: number): z.ZodType {
  return z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  });
}

function textObject(most: number): z.ZodType {
  const mrkdwn = z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(most),
    verbatim: z.boolean().optional(),
  });
  return z.union([plainText(most), mrkdwn]);
}

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
  })
  .optional();

const richWords = z.strictObject({ type: z.literal("text"), text: z.string().min(1), style });
const richLink = z.strictObject({
  type: z.literal("link"),
  url: z.url({ protocol: /^https$/ }).max(3000),
  text: z.string().min(1).optional(),
  style,
});
const richEmoji = z.strictObject({
  type: z.literal("emoji"),
  name: z.string().regex(/^[a-z0-9_+-]+$/),
});
/** Mentions exist in rich text too, and pass this check: they are a violation of their own. */
const richMention = z.looseObject({
  type: z.enum(["user", "usergroup", "broadcast", "channel", "team"]),
});
const richInline = z.union([richWords, richLink, richEmoji, richMention]);

const richSection = z.strictObject({
  type: z.literal("rich_text_section"),
  elements: z.array(richInline).min(1),
});
const richList = z.strictObject({
  type: z.literal("rich_text_list"),
  style: z.enum(["bullet", "ordered"]),
  elements: z.array(richSection).min(1),
  indent: z.int().min(0).max(8).optional(),
  offset: z.int().optional(),
  border: z.union([z.literal(0), z.literal(1)]).optional(),
});
const richPreformatted = z.strictObject({
  type: z.literal("rich_text_preformatted"),
  elements: z.array(z.union([richWords, richLink])).min(1),
  border: z.union([z.literal(0), z.literal(1)]).optional(),
});
const richQuote = z.strictObject({
  type: z.literal("rich_text_quote"),
  elements: z.array(richInline).min(1),
});

const dialog = z.strictObject({
  title: plainText(100).optional(),
  text: textObject(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(["primary", "danger"]).optional(),
});

const button = z.strictObject({
  type: z.literal("button"),
  action_id: z.string().min(1).max(255).optional(),
  text: plainText(75),
  value: z.string().min(1).max(2000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  confirm: dialog.optional(),
});

const block = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), block_id: blockId, text: plainText(150) }),
  z.strictObject({ type: z.literal("section"), block_id: blockId, text: textObject(3000) }),
  z.strictObject({ type: z.literal("divider"), block_id: blockId }),
  z.strictObject({
    type: z.literal("plan"),
    title: z.string().min(1),
    tasks: z.array(
      z.strictObject({
        type: z.literal("task_card"),
        task_id: z.string().min(1),
        title: z.string().min(1),
        status: z.enum(["pending", "in_progress", "complete", "error"]),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal("context"),
    block_id: blockId,
    elements: z.array(textObject(3000)).min(1).max(10),
  }),
  z.strictObject({
    type: z.literal("actions"),
    block_id: blockId,
    elements: z.array(button).min(1).max(25),
  }),
  z.strictObject({
    type: z.literal("rich_text"),
    block_id: blockId,
    elements: z.array(z.union([richSection, richList, richPreformatted, richQuote])).min(1),
  }),
]);

const wholeMessage = 13_000;

/** Why Slack refuses the message, with Slack's own error code; undefined when it takes it. */
export function refusal(text: string, blocks: unknown): { error: string; why: string } | undefined {
  const parsed = z.array(block).max(50).safeParse(blocks);
  if (!parsed.success) {
    return { error: "invalid_blocks", why: z.prettifyError(parsed.error) };
  }
  const ids = parsed.data.flatMap((one) =>
    one.type === "actions" ? one.elements.map((element) => element.action_id) : [],
  );
  if (new Set(ids).size < ids.length) {
    return { error: "invalid_blocks", why: "action_id is not unique in the message" };
  }
  const length = text.length + JSON.stringify(blocks).length;
  if (length > wholeMessage) return { error: "msg_blocks_too_long", why: `${length} characters` };
  return undefined;
}

/** Everything in a message that would call somebody or lead somewhere by Slack's own parsing. */
export function mentions(text: string, blocks: unknown): string[] {
  const parsedTexts = [text, ...texts(blocks, "mrkdwn")];
  const marks = parsedTexts.flatMap(
    (words) => words.match(/<(?:[@#!]|https?:|mailto:)[^>]*>?/g) ?? [],
  );
  const rich = nodes(blocks)
    .filter((node) => richMention.safeParse(node).success)
    .map((node) => JSON.stringify(node));
  return [...marks, ...rich];
}

function texts(blocks: unknown, type: string): string[] {
  const shape = z.object({ type: z.literal(type), text: z.string() });
  return nodes(blocks).flatMap((node) => {
    const parsed = shape.safeParse(node);
    return parsed.success ? [parsed.data.text] : [];
  });
}

/** Every object inside, in order. */
export function nodes(value: unknown): object[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.values(value).flatMap(nodes)];
}

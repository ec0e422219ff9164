import { z } from "zod";

// The components that a bot like this may send; anything else is refused as unknown.
const customId = z.string().min(1).max(100);

const Button = z.strictObject({
  type: z.literal(2),
  style: z.number().int().min(1).max(4),
  label: z.string().min(1).max(80),
  custom_id: customId,
  disabled: z.boolean().optional(),
});
export type Button = z.infer<typeof Button>;

const Row = z.strictObject({ type: z.literal(1), components: z.array(Button).min(1).max(5) });
const Text = z.strictObject({ type: z.literal(10), content: z.string().min(1).max(4000) });
const Separator = z.strictObject({
  type: z.literal(14),
  divider: z.boolean().optional(),
  spacing: z.union([z.literal(1), z.literal(2)]).optional(),
});
/** Only what comes with the message: this bot shows nothing from elsewhere. */
const Media = z.strictObject({ url: z.string().regex(/^attachment:\/\/[\w.-]+$/u) });
const Gallery = z.strictObject({
  type: z.literal(12),
  items: z
    .array(
      z.strictObject({
        media: Media,
        description: z.string().min(1).max(1024),
        spoiler: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(10),
});
const File = z.strictObject({
  type: z.literal(13),
  file: Media,
  spoiler: z.boolean().optional(),
});
const Inside = z.discriminatedUnion("type", [Row, Text, Separator, Gallery, File]);
const Container = z.strictObject({
  type: z.literal(17),
  accent_color: z.number().int().min(0).max(0xffffff).nullish(),
  spoiler: z.boolean().optional(),
  components: z.array(Inside).min(1),
});

export const Component = z.discriminatedUnion("type", [
  Row,
  Text,
  Separator,
  Gallery,
  File,
  Container,
]);
export type Component = z.infer<typeof Component>;

type Leaf =
  | z.infer<typeof Text>
  | z.infer<typeof Separator>
  | z.infer<typeof Gallery>
  | z.infer<typeof File>
  | Button;

/** All of them in reading order, rows and containers taken apart. */
function leaves(components: readonly Component[]): readonly Leaf[] {
  return components.flatMap((component): readonly Leaf[] =>
    component.type === 17 || component.type === 1
      ? leavesInside(component.components)
      : [component],
  );
}

function leavesInside(components: readonly (z.infer<typeof Inside> | Button)[]): readonly Leaf[] {
  return components.flatMap((inside) => (inside.type === 1 ? inside.components : [inside]));
}

/** As Discord counts towards its 40: everything, at every depth. */
export function countOf(components: readonly Component[]): number {
  return components.reduce((count, component) => {
    if (component.type === 17) return count + 1 + countOf(component.components);
    return count + 1 + (component.type === 1 ? component.components.length : 0);
  }, 0);
}

export function textsOf(components: readonly Component[]): readonly string[] {
  return leaves(components).flatMap((leaf) => (leaf.type === 10 ? [leaf.content] : []));
}

export function buttonsOf(components: readonly Component[]): readonly Button[] {
  return leaves(components).flatMap((leaf) => (leaf.type === 2 ? [leaf] : []));
}

/** The addresses of the files that are shown. */
export function filesOf(components: readonly Component[]): readonly string[] {
  return leaves(components).flatMap((leaf) => {
    if (leaf.type === 12) return leaf.items.map(({ media }) => media.url);
    return leaf.type === 13 ? [leaf.file.url] : [];
  });
}

const codeSpans = /(`+)([\s\S]*?[^`])\1(?!`)/gu;

/** What a person reads: Markdown's marks gone, what stands in code spans as it is. */
export function shown(markdown: string): string {
  let text = "";
  let from = 0;
  for (const span of markdown.matchAll(codeSpans)) {
    text += shownOutside(markdown.slice(from, span.index)) + (span[2] ?? "");
    from = span.index + span[0].length;
  }
  return text + shownOutside(markdown.slice(from));
}

function shownOutside(markdown: string): string {
  return markdown
    .replaceAll(/^(?:-# |#{1,3} |- )/gmu, "")
    .replaceAll("**", "")
    .replaceAll(/\\([^A-Za-z0-9\s])/gu, "$1");
}

/** What Discord would make of it besides plain words; empty when it is shown literally. */
export function hazards(markdown: string): readonly string[] {
  const outside = markdown.replaceAll(codeSpans, "").replaceAll(/\\[^A-Za-z0-9\s]/gu, "");
  const found: string[] = [];
  if (/<(?:@|#|a?:|t:|\/|id:)/u.test(outside)) found.push("a mention, emoji or timestamp");
  if (/@(?:everyone|here)/iu.test(outside)) found.push("a mention of everyone");
  if (/\]\(/u.test(outside)) found.push("a masked link");
  if (/\|\|/u.test(outside)) found.push("a spoiler");
  if (outside.includes("`")) found.push("a half-open code span");
  if (/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(markdown.replaceAll("\n", ""))) {
    found.push("a control or direction character");
  }
  return found;
}

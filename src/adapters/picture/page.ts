import { fit, lineOf, wrap } from "./fit-text.ts";
import type { Box, Mark, Measure, Scene, TextMark, TextStyle } from "./scene.ts";
import { contentWidth, lineHeight, margin, pictureWidth, styles } from "./scene.ts";

/** What every picture has around its content. */
interface Frame {
  readonly title: string;
  readonly footer: string;
}

/** The marks of a part, and where the next part may begin. */
export interface Part {
  readonly marks: readonly Mark[];
  readonly bottom: number;
}

/** Title, content and footer, one under the other; the picture is as high as they need. */
export function page(frame: Frame, measure: Measure, content: (top: number) => Part): Scene {
  const title = paragraph(frame.title, margin - 8, { style: styles.title, ink: "ink", measure });
  const middle = content(title.bottom + 20);
  const footer = paragraph(frame.footer, middle.bottom + 14, {
    style: styles.small,
    ink: "soft",
    measure,
  });
  return {
    width: pictureWidth,
    height: Math.ceil(footer.bottom + margin - 12),
    marks: [...title.marks, ...middle.marks, ...footer.marks],
  };
}

/** A text in a box of its width, from `left`. */
export function textAt(box: Omit<Box, "height">, text: string, style: TextStyle): TextMark {
  const height = lineHeight(style);
  return { kind: "text", box: { ...box, height }, text, ...style, ink: "ink", align: "start" };
}

/** As `textAt`, cut to the width; a name that is empty says so. */
export function fittedAt(box: Omit<Box, "height">, text: string, by: By): TextMark {
  const room = { width: box.width, style: by.style, measure: by.measure };
  return textAt(box, fit(lineOf(text) || "(no name)", room), by.style);
}

/** A text that ends where its box ends. */
export function endAt(text: TextMark): TextMark {
  return { ...text, align: "end" };
}

interface By {
  readonly style: TextStyle;
  readonly measure: Measure;
}

interface ByInk extends By {
  readonly ink: TextMark["ink"];
}

/** Up to two lines over the whole width. */
function paragraph(text: string, top: number, { style, ink, measure }: ByInk): Part {
  const height = lineHeight(style);
  const line = lineOf(text);
  if (line === "") return { marks: [], bottom: top };
  const marks = wrap(line, 2, { width: contentWidth, style, measure }).map(
    (line, index): Mark => ({
      ...textAt({ x: margin, y: top + index * height, width: contentWidth }, line, style),
      ink,
    }),
  );
  return { marks, bottom: top + marks.length * height };
}

/** A count as people write it: 100,000. */
export function written(count: number): string {
  return grouped.format(count);
}

const grouped = new Intl.NumberFormat("en-US");

/** Throws for what is no count: a picture must not show a number that nobody counted. */
export function counted(count: number): number {
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new RangeError("a chart shows whole counts that are not negative");
}

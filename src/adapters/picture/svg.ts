import { colours, fills, paper } from "./palette.ts";
import type { BarMark, Mark, PlainMark, Scene, TextMark, TextStyle } from "./scene.ts";

/** Of the font files: Latin, Cyrillic, Greek and Hebrew. */
export const family = "Arimo";

/** Above the letters' line, in parts of their size. */
const ascent = 1;

/** A scene as an SVG document. */
export function toSvg({ width, height, marks }: Scene): string {
  const edge = `<rect x="1" y="1" width="${width - 2}" height="${height - 2}" fill="none" stroke="${colours.edge}" stroke-width="2"/>`;
  const ground = `<rect width="${width}" height="${height}" fill="${paper}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${patterns}</defs>${ground}${edge}${marks.map(markToSvg).join("")}</svg>`;
}

/** A text alone, from nought, for measuring it. */
export function textToSvg(text: string, style: TextStyle): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text ${font(style)}>${escape(text)}</text></svg>`;
}

const patterns = Object.entries(fills)
  .map(([tone, { ink, pattern }]) =>
    pattern === undefined
      ? ""
      : `<pattern id="${tone}" width="${pattern.every}" height="${pattern.every}" patternUnits="userSpaceOnUse"><path d="${pattern.path}" stroke="${ink}" stroke-width="3" stroke-linecap="round" fill="none"/></pattern>`,
  )
  .join("");

function markToSvg(mark: Mark): string {
  switch (mark.kind) {
    case "text":
      return textMarkToSvg(mark);
    case "bar":
      return barToSvg(mark);
    case "track":
    case "rule":
      return plainToSvg(mark);
  }
}

/** A document of its own in its box, so that no accent, however high, leaves it. */
function textMarkToSvg({ box, text, size, weight, ink, align }: TextMark): string {
  const x = align === "start" ? 0 : box.width;
  return `<svg x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}"><text x="${x}" y="${Math.round(size * ascent)}" text-anchor="${align}" ${font({ size, weight })} fill="${colours[ink]}">${escape(text)}</text></svg>`;
}

function barToSvg({ box, tone }: BarMark): string {
  const { ink, ground, pattern } = fills[tone];
  const line = Math.min(2, box.width / 4, box.height / 4);
  const inner = `x="${line / 2}" y="${line / 2}" width="${box.width - line}" height="${box.height - line}" rx="${Math.min(4, box.width / 4, box.height / 4)}" stroke="${ink}" stroke-width="${line}"`;
  const over = pattern === undefined ? "" : `<rect ${inner} fill="url(#${tone})"/>`;
  // A pattern begins with its bar.
  return `<g transform="translate(${box.x} ${box.y})"><rect ${inner} fill="${ground}"/>${over}</g>`;
}

function plainToSvg({ kind, box }: PlainMark): string {
  const round = kind === "track" ? 4 : 0;
  return `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="${round}" fill="${colours[kind]}"/>`;
}

function font({ size, weight }: TextStyle): string {
  return `font-family="${family}" font-size="${size}" font-weight="${weight}"`;
}

/** Foreign text as XML; what XML has no place for is shown as not known. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, "\uFFFD")
    .replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}

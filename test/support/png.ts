import { Resvg } from "@resvg/resvg-js";

/** What another decoder sees in a PNG. */
export interface SeenPicture {
  readonly width: number;
  readonly height: number;
  /** Of a point, as `#rrggbb`. */
  colourAt(x: number, y: number): string;
}

/** Decodes with the PNG library of resvg, which checks structure and sums. */
export function decodePng(png: Uint8Array): SeenPicture {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const image = `data:image/png;base64,${bytes.toString("base64")}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="${image}"/></svg>`;
  const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  return {
    width,
    height,
    colourAt: (x, y) => `#${pixels.toString("hex", (y * width + x) * 4, (y * width + x) * 4 + 3)}`,
  };
}

/** The chunks of a PNG, in their order. */
export function chunksOf(png: Uint8Array): readonly { type: string; data: Buffer }[] {
  const bytes = Buffer.from(png);
  const chunks = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const end = at + 8 + bytes.readUInt32BE(at);
    chunks.push({
      type: bytes.toString("latin1", at + 4, at + 8),
      data: bytes.subarray(at + 8, end),
    });
  }
  return chunks;
}

/** What the file says of itself, for whoever does not see it. */
export function descriptionOf(png: Uint8Array): string | undefined {
  const text = chunksOf(png).find(({ type }) => type === "iTXt");
  return text?.data.toString("utf8").split("\0").at(-1);
}

/** A run of points of one colour, along a line or down one. */
export interface Run {
  readonly start: number;
  readonly length: number;
}

/** Where a line of the picture has a colour, from left to right. */
export function runsAcross(picture: SeenPicture, y: number, colour: string): readonly Run[] {
  return runs(picture.width, (x) => picture.colourAt(x, y) === colour);
}

/** Where a column of the picture has a colour, from above. */
export function runsDown(picture: SeenPicture, x: number, colour: string): readonly Run[] {
  return runs(picture.height, (y) => picture.colourAt(x, y) === colour);
}

function runs(length: number, isThere: (at: number) => boolean): readonly Run[] {
  const found: Run[] = [];
  let start: number | undefined;
  for (let at = 0; at <= length; at += 1) {
    const there = at < length && isThere(at);
    if (there) start ??= at;
    if (there || start === undefined) continue;
    found.push({ start, length: at - start });
    start = undefined;
  }
  return found;
}

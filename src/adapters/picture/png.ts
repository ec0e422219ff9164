import { crc32, deflateSync } from "node:zlib";

/** A picture as it was painted: red, green, blue and opacity of each point; all are opaque. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

const mostColours = 256;

/**
 * A PNG with a palette, which for flat bars and text is a fraction of one in full colours. Colours
 * near each other fall together until 256 are enough. Its description is in the file too.
 */
export function encodePng({ width, height, rgba }: Pixels, description: string): Uint8Array {
  const { palette, indices } = reduce(rgba);
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0; row < height; row += 1) {
    rows.set(indices.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits for each point, colours by palette, no interlacing.
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("PLTE", palette),
    chunk("iTXt", describedBy(description)),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

interface Reduced {
  /** Red, green and blue of each colour. */
  readonly palette: Buffer;
  /** For each point, which colour. */
  readonly indices: Uint8Array;
}

function reduce(rgba: Uint8Array): Reduced {
  const points = new DataView(rgba.buffer, rgba.byteOffset, rgba.byteLength);
  const counts = new Map<number, number>();
  for (let at = 0; at < rgba.length; at += 4) {
    const colour = points.getUint32(at) >>> 8;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const colours = fewColours(counts);
  const palette = Buffer.alloc(colours.list.length * 3);
  for (const [index, colour] of colours.list.entries()) palette.writeUIntBE(colour, index * 3, 3);
  const indices = new Uint8Array(rgba.length / 4);
  for (let point = 0; point < indices.length; point += 1) {
    indices[point] = colours.indexOf.get((points.getUint32(point * 4) >>> 8) & colours.mask) ?? 0;
  }
  return { palette, indices };
}

interface Colours {
  readonly list: readonly number[];
  readonly indexOf: ReadonlyMap<number, number>;
  readonly mask: number;
}

/** The most frequent colour stands for those near it, so that planes and ink stay as they are. */
function fewColours(counts: ReadonlyMap<number, number>): Colours {
  const frequent = [...counts].sort(([a, one], [b, other]) => other - one || a - b);
  for (const mask of [0xffffff, 0xfcfcfc, 0xf8f8f8, 0xf0f0f0, 0xe0e0e0, 0xc0c0c0]) {
    const near = new Map<number, number>();
    for (const [colour] of frequent) near.set(colour & mask, near.get(colour & mask) ?? colour);
    if (near.size > mostColours) continue;
    const indexOf = new Map(Array.from(near.keys(), (key, index) => [key, index]));
    return { list: [...near.values()], indexOf, mask };
  }
  throw new Error("a picture of more colours than a palette can hold");
}

/** The PNG specification's text chunk in UTF-8: keyword, not compressed, language, text. */
function describedBy(description: string): Buffer {
  const text = description.toWellFormed().replaceAll("\0", "\uFFFD");
  return Buffer.from(`Description\0\0\0en\0\0${text}`, "utf8");
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

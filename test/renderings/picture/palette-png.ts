import { crc32, deflateSync } from "node:zlib";

/** A picture as a canvas hands it out: red, green, blue and opacity of each point. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

const mostColours = 256;

/**
 * A PNG with a palette, a quarter of the size of one in full colours. Colours that are near each
 * other fall together until a few are enough, which in flat drawings with text hardly shows.
 */
export function palettePng({ width, height, rgba }: Pixels): Buffer {
  const { colours, points } = reduce(rgba);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) {
    rows.set(points.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits for each point, colours by palette, no interlacing.
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(colours.flatMap((colour) => [colour >> 16, colour >> 8, colour]))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

interface Reduced {
  readonly colours: readonly number[];
  readonly points: Uint8Array;
}

function reduce(rgba: Uint8Array): Reduced {
  const points = Array.from({ length: rgba.length / 4 }, (_, point) => {
    const [red = 0, green = 0, blue = 0] = rgba.subarray(point * 4, point * 4 + 3);
    return (red << 16) | (green << 8) | blue;
  });
  const counts = new Map<number, number>();
  for (const colour of points) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const frequent = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  for (const mask of [0xffffff, 0xf8f8f8, 0xf0f0f0, 0xe0e0e0]) {
    // The most frequent colour stands for those near it, so that planes stay as they are.
    const near = new Map<number, number>();
    for (const colour of frequent) near.set(colour & mask, near.get(colour & mask) ?? colour);
    const colours = [...near.values()];
    if (colours.length > mostColours) continue;
    const numbers = new Map([...near.keys()].map((key, number) => [key, number]));
    return { colours, points: Uint8Array.from(points, (one) => numbers.get(one & mask) ?? 0) };
  }
  throw new Error("too many colours, however near each other they are");
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { encodePng } from "#adapters/picture/png.ts";
import { decodePng } from "../../support/png.ts";

function opaque(colours: readonly number[]): Uint8Array {
  return Uint8Array.from(colours.flatMap((one) => [one >> 16, one >> 8, one, 255]));
}

function seenIn(png: Uint8Array): readonly string[] {
  const picture = decodePng(png);
  const { width, height } = picture;
  return Array.from({ length: width * height }, (_, at) =>
    picture.colourAt(at % width, Math.floor(at / width)),
  );
}

test("up to 256 colours come back as they were", () => {
  const colour = fc.nat({ max: 0xffffff });
  fc.assert(
    fc.property(fc.array(colour, { minLength: 12, maxLength: 240 }), (some) => {
      const width = Math.floor(some.length / 4);
      const colours = some.slice(0, width * 4);

      const png = encodePng({ width, height: 4, rgba: opaque(colours) }, "");

      expect(seenIn(png)).toEqual(colours.map((one) => `#${one.toString(16).padStart(6, "0")}`));
    }),
    { numRuns: 30 },
  );
});

test("of more colours, those near each other become one, and the most frequent stays", () => {
  const noise = Array.from({ length: 4000 }, (_, index) => (index * 2_654_435_761) & 0xffffff);
  const colours = [...Array.from({ length: 96 }, () => 0xb23a0e), ...noise];

  const seen = seenIn(encodePng({ width: 64, height: 64, rgba: opaque(colours) }, ""));
  const distances = colours.map((colour, at) => apart(seen[at], colour));

  expect(new Set(seen.slice(0, 96))).toEqual(new Set(["#b23a0e"]));
  expect(new Set(seen).size).toBeLessThanOrEqual(256);
  expect(Math.max(...distances)).toBeLessThan(64);
});

function apart(colour: string | undefined, wanted: number): number {
  const seen = Number.parseInt(colour?.slice(1) ?? "", 16);
  return Math.max(
    ...[16, 8, 0].map((shift) => Math.abs(((seen >> shift) & 255) - ((wanted >> shift) & 255))),
  );
}

import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openPainter } from "#adapters/picture/paint.ts";
import { colours } from "#adapters/picture/palette.ts";
import { encodePng } from "#adapters/picture/png.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { decodePng, runsAcross } from "../../support/png.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const bold = fileURLToPath(
  import.meta.resolve("@expo-google-fonts/arimo/600SemiBold/Arimo_600SemiBold.ttf"),
);

test("a font that is not there, or is none, gives no picture without words", async () => {
  await using folder = await temporaryFolder();
  const broken = folder.path("broken.ttf");
  await writeFile(broken, "not a font");

  await expect(openPainter({ 400: folder.path("none.ttf"), 600: bold })).rejects.toThrow(/fonts/u);
  await expect(openPainter({ 400: broken, 600: bold })).rejects.toThrow(/fonts/u);
});

test("a text is never wider in the picture than it was measured", async () => {
  const { measure, paint } = await openPainter();
  const style = { size: 32, weight: 600 } as const;
  const drawn = fc.oneof(hostileText(), fc.string({ unit: "binary", maxLength: 60 }));
  fc.assert(
    fc.property(drawn, (text) => {
      const box = { x: 0, y: 0, width: 1000, height: 60 };
      const mark = { kind: "text", box, text, ...style, ink: "ink", align: "start" } as const;
      const pixels = paint({ width: 1000, height: 60, marks: [mark] });
      const picture = decodePng(encodePng(pixels, ""));
      const lines = Array.from({ length: 50 }, (_, line) =>
        runsAcross(picture, line + 5, colours.ink),
      );
      const ends = lines.flat().map(({ start, length }) => start + length);

      expect(Math.max(0, ...ends)).toBeLessThanOrEqual(Math.ceil(measure(text, style)));
    }),
    { numRuns: 40 },
  );
});

import { describe, expect, test } from "vitest";
import type { Fill } from "#adapters/picture/palette.ts";
import { colours, fills, paper } from "#adapters/picture/palette.ts";

/** WCAG 2.2, “relative luminance”. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, “contrast ratio”. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe("the colours", () => {
  test.each(["ink", "soft"] as const)("%s is text with a contrast of 4.5 : 1 and more", (ink) => {
    expect(contrast(colours[ink], paper)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(Object.entries(fills))("%s can be seen on paper and on its track", (_, { ink }) => {
    expect(contrast(ink, paper)).toBeGreaterThanOrEqual(3);
    expect(contrast(ink, colours.track)).toBeGreaterThanOrEqual(3);
  });

  test("no two tones have one pattern, so that none is told by colour alone", () => {
    const patterns = Object.values(fills).map(patternOf);

    expect(new Set(patterns).size).toBe(6);
  });
});

function patternOf({ ink, ground, pattern }: Fill): string {
  return pattern?.path ?? (ink === ground ? "full" : "hollow");
}

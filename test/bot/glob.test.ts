import * as fc from "fast-check";
import { expect, test } from "vitest";
import { globOf } from "#bot/glob.ts";

test.each([
  ["PC-*", "PC-42", true],
  ["pc-*", "PC-42", true],
  ["PC-*", "pc-", true],
  ["PC-*", "LAB-PC-42", false],
  ["*-42", "PC-42", true],
  ["*", "", true],
  ["", "", true],
  ["", "PC", false],
  ["PC-??", "PC-42", true],
  ["PC-??", "PC-4", false],
  ["*4*2*", "PC-42", true],
  ["*a*b", "xaxb-ab", true],
  ["PC-4.", "PC-42", false],
  ["PC[4]", "PC4", false],
  ["(PC|LAB)", "PC", false],
  ["**", "anything", true],
])("%j on %j: %j", (pattern, name, fits) => {
  expect(globOf(pattern)(name)).toBe(fits);
});

test("says the same as a pattern of regular expressions, for whatever is written", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "-", ".", "*", "?", "["),
    maxLength: 8,
  });
  fc.assert(
    fc.property(text, text, (pattern, name) => {
      const escaped = pattern
        .replaceAll(/[-.[]/gu, (one) => `[${one}]`)
        .replaceAll("*", ".*")
        .replaceAll("?", ".");

      expect(globOf(pattern)(name)).toBe(new RegExp(`^${escaped}$`, "u").test(name));
    }),
    { numRuns: 2000 },
  );
});

test("comes to an end with a pattern that would keep a regular expression busy for years", () => {
  const pattern = `${"*a".repeat(500)}b`;

  expect(globOf(pattern)("a".repeat(5_000))).toBe(false);
});

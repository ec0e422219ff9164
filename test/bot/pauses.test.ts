import { assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { pauseAfter } from "#bot/pauses.ts";

test("each pause is longer, partly random, and never longer than the last", () => {
  assert(
    property(integer({ min: 0, max: 200 }), (tries) => {
      const whole = Math.min(300 * 2 ** tries, 20_000);
      const wait = pauseAfter({ first: 300, most: 20_000 }, tries);

      expect(wait).toBeGreaterThanOrEqual(whole / 2);
      expect(wait).toBeLessThanOrEqual(whole);
    }),
  );
});

import * as fc from "fast-check";
import leven from "leven";
import { describe, expect, it } from "vitest";
import { bare, prepareSpelling, type Spelling, spellingOf } from "#bot/spelling/spelling.ts";

/** Names that differ in little, so that slips lead from one to the other. */
const letters = fc.constantFrom("a", "b", "A", "1", "2", "-", ".");
const name = fc.string({ unit: letters, minLength: 1, maxLength: 9 });
const written = fc.oneof(
  fc.string({ unit: letters, maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);
const names = fc.uniqueArray(name, { maxLength: 40 });

/** Each name compared with what was written: what the tree must find as well. */
function closestByHand(list: readonly string[], text: string, slips: number): string | undefined {
  const distances = list.map((one) => leven(bare(text), bare(one)));
  const best = Math.min(...distances, Infinity);
  return best <= slips ? list[distances.indexOf(best)] : undefined;
}

function rankedByHand(list: readonly string[], typed: string, most: number): readonly string[] {
  const wanted = bare(typed);
  const slips = wanted.length < 4 ? 1 : 2;
  const rank = (one: string): number => {
    if (bare(one).startsWith(wanted)) return 0;
    if (bare(one).includes(wanted)) return 1;
    const distance = leven(bare(one), wanted);
    return wanted.length >= 3 && distance <= slips ? 1 + distance : Infinity;
  };
  return list
    .filter((one) => rank(one) < Infinity)
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, most);
}

describe("the closest name", () => {
  it("is the one that comparing each name would find", () => {
    fc.assert(
      fc.property(names, written, fc.nat(4), (list, text, slips) => {
        expect(spellingOf(list).closest(text, slips)).toBe(closestByHand(list, text, slips));
      }),
      { numRuns: 2000 },
    );
  });

  it("is looked for among the names of some alone, where that is asked for", () => {
    fc.assert(
      fc.property(names, written, fc.nat(100), (list, text, some) => {
        const shown = list.filter((_, at) => (at * 7) % 100 < some);

        expect(spellingOf(list).within(shown).closest(text, 2)).toBe(closestByHand(shown, text, 2));
      }),
      { numRuns: 500 },
    );
  });
});

describe("names for what somebody is typing", () => {
  it("stand in the order that comparing each name would give", () => {
    fc.assert(
      fc.property(names, written, fc.integer({ min: 1, max: 8 }), (list, typed, most) => {
        expect(spellingOf(list).ranked(typed, most)).toEqual(rankedByHand(list, typed, most));
      }),
      { numRuns: 2000 },
    );
  });

  it("are only those of some, where that is asked for", () => {
    fc.assert(
      fc.property(names, written, fc.nat(100), (list, typed, some) => {
        const shown = list.filter((_, at) => (at * 7) % 100 < some);

        expect(spellingOf(list).within(shown).ranked(typed, 5)).toEqual(
          rankedByHand(shown, typed, 5),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe("of thousands of names", () => {
  /** No order, many alike at their beginnings, and some that differ in their dashes alone. */
  const many = Array.from({ length: 9_000 }, (_, at) => {
    const number = (at * 7919) % 9_000;
    return number % 10 === 0
      ? `PC${number}`
      : `PC-${number}-${String.fromCharCode(97 + (number % 26))}`;
  });

  it("says the same when it is prepared beforehand, with breaths between the slices", async () => {
    let breaths = 0;
    const prepared = await prepareSpelling(many, async () => {
      breaths += 1;
    });
    const asks = ["pc-123a", "PC 77", "pc8999x", "kiosk", "PC", "c-4500-c"];
    const say = (spelling: Spelling): unknown =>
      asks.map((one) => [spelling.closest(one, 2), spelling.ranked(one, 7)]);

    expect(breaths).toBeGreaterThan(3);
    expect(say(prepared)).toEqual(say(spellingOf(many)));
    expect(say(prepared)).toEqual(
      asks.map((one) => [closestByHand(many, one, 2), rankedByHand(many, one, 7)]),
    );
  });
});

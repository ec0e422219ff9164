import { expect, it } from "vitest";
import { growthOf, overtakenBySecondTries } from "../../../bench/fleet/service.ts";

it("counts nobody as overtaken when second tries come last, or never", () => {
  const inTurn = [
    { tries: 1, at: 10 },
    { tries: 1, at: 5 },
    { tries: 2, at: 20 },
  ];

  expect(overtakenBySecondTries(inTurn)).toBe(0);
  expect(overtakenBySecondTries(inTurn.slice(0, 2))).toBe(0);
});

it("counts those whose first turn was told after somebody's second", () => {
  const overtaken = [
    { tries: 2, at: 10 },
    { tries: 1, at: 11 },
    { tries: 1, at: 9 },
    { tries: 1, at: 12 },
  ];

  expect(overtakenBySecondTries(overtaken)).toBe(2);
});

it("says 1 of memory that is flat after its beginning", () => {
  const beginning = [10, 20];
  const flat = Array.from({ length: 8 }, () => 80);

  expect(growthOf([...beginning, ...flat])).toBe(1);
});

it("says how much memory grew, whatever single samples show", () => {
  const samples = Array.from({ length: 50 }, (_, at) => 100 + 10 * at);

  expect(growthOf(samples)).toBeCloseTo(545 / 245, 1);
  expect(growthOf(samples.with(48, 90_000))).toBeCloseTo(555 / 245, 1);
});

it("refuses to tell from too few samples", () => {
  expect(() => growthOf([1, 2, 3])).toThrow("too few samples");
});

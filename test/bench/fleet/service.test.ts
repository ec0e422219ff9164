import { expect, it } from "vitest";
import { growthOf, mostPlacesEarly } from "../../../bench/fleet/service.ts";

it("finds nobody early who was served in the order of the list", () => {
  expect(mostPlacesEarly([0, 1, 2, 3])).toBe(0);
});

it("lets a slow one fall behind, and tells how far the others came before their turn", () => {
  expect(mostPlacesEarly([1, 2, 3, 0, 4])).toBe(1);
  expect(mostPlacesEarly([9, 0, 1, 2])).toBe(9);
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

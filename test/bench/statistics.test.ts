import { expect, it } from "vitest";
import { spreadOf } from "../../bench/statistics.ts";

it("finds the middle and the middle half in any order", () => {
  expect(spreadOf([50, 10, 40, 20, 30])).toEqual({ median: 30, from: 20, to: 40 });
});

it("takes the point between two samples where no sample is in the middle", () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, from: 1.75, to: 3.25 });
});

import { expect, test } from "vitest";
import { drawTrend } from "#adapters/picture/draw.ts";
import { fills } from "#adapters/picture/palette.ts";
import type { TrendChart } from "#bot/chart.ts";
import type { Run, SeenPicture } from "../../support/png.ts";
import { decodePng, descriptionOf, runsAcross, runsDown } from "../../support/png.ts";

function weeks(...asks: readonly number[]): TrendChart {
  return {
    title: "Workstations of Head office that ask to restart",
    points: asks.map((count, week) => ({
      at: new Date(Date.UTC(2026, 8, 7 + 7 * week, 8)).toISOString(),
      counts: { asks: count, clear: 40 - count },
    })),
    footer: "Mondays, 08:00 UTC",
    alternative: "From 40 down to 10 in three weeks.",
  };
}

test("each look is a column, the oldest first, as high as its counts", async () => {
  const picture = decodePng(await drawTrend(weeks(40, 20, 10)));
  // The column that is all asking reaches from the lowest to the highest line of the plot.
  const columns = runsAcross(picture, footOf(picture, 250), fills.asks.ink);
  const heights = columns.flatMap((column) => lengthsDown(picture, middleOf(column)).slice(0, 1));

  const ofTallest = heights.map((height) => Math.round((height / Math.max(...heights)) * 40));

  expect(ofTallest).toEqual([40, 20, 10]);
});

test("the same trend gives the same bytes, with its alternative text", async () => {
  const first = await drawTrend(weeks(4, 3, 2));
  const again = await drawTrend(weeks(4, 3, 2));

  expect(Buffer.from(again).equals(Buffer.from(first))).toBe(true);
  expect(descriptionOf(first)).toBe("From 40 down to 10 in three weeks.");
});

test("no look, one look and looks that counted nothing are drawn too", async () => {
  const none = decodePng(await drawTrend(weeks()));
  const one = decodePng(await drawTrend(weeks(7)));
  const nothing = decodePng(
    await drawTrend({ ...weeks(), points: [{ at: "2026-11-24", counts: {} }] }),
  );

  expect([none.width, one.width, nothing.width]).toEqual([1000, 1000, 1000]);
});

test("what is no count is refused rather than drawn", async () => {
  await expect(drawTrend(weeks(3, -1))).rejects.toThrow(/whole counts/u);
});

function lengthsDown(picture: SeenPicture, x: number): readonly number[] {
  return runsDown(picture, x, fills.asks.ink).map(({ length }) => length);
}

/** A little above the lowest point of the column at x. */
function footOf(picture: SeenPicture, x: number): number {
  const [column = { start: 0, length: 0 }] = runsDown(picture, x, fills.asks.ink);
  return column.start + column.length - 12;
}

function middleOf({ start, length }: Run): number {
  return start + Math.floor(length / 2);
}

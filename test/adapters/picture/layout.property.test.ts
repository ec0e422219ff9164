import * as fc from "fast-check";
import { expect, test } from "vitest";
import { layOutChart } from "#adapters/picture/layout-chart.ts";
import { layOutTrend } from "#adapters/picture/layout-trend.ts";
import { openPainter } from "#adapters/picture/paint.ts";
import type { Box, Mark, Scene, TextMark } from "#adapters/picture/scene.ts";
import type { Chart, ChartTone, TrendChart } from "#bot/chart.ts";
import { hostileText } from "../../support/hostile-text.ts";

const { measure } = await openPainter();

const tone = fc.constantFrom<ChartTone>(
  "asks",
  "harmless",
  "clear",
  "unknown",
  "unreachable",
  "waiting",
);
const count = fc.oneof(
  fc.nat({ max: 50 }),
  fc.nat({ max: 100_000 }),
  fc.constantFrom(0, 1, 10 ** 12),
);
const label = fc.oneof(
  hostileText(),
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: fc.constantFrom("W", "i", "漢", "👩‍💻", "ש", "e\u0301"), maxLength: 120 }),
);
const chart: fc.Arbitrary<Chart> = fc.record({
  title: label,
  total: count,
  bars: fc.array(fc.record({ label, count, tone }), { maxLength: 20 }),
  footer: label,
  alternative: fc.constant(""),
});
const at = fc.oneof(fc.constant("2026-11-24T08:00:00Z"), label);
const counts = fc.dictionary(tone, count).map((some) => ({ ...some }));
const trend: fc.Arbitrary<TrendChart> = fc.record({
  title: label,
  points: fc.array(fc.record({ at, counts }), { maxLength: 80 }),
  footer: label,
  alternative: fc.constant(""),
});

function textsOf({ marks }: Scene): readonly TextMark[] {
  return marks.filter((mark) => mark.kind === "text");
}

function outside({ width, height, marks }: Scene): readonly Mark[] {
  return marks.filter(
    ({ box }) =>
      !(box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0) ||
      box.x + box.width > width + 0.001 ||
      box.y + box.height > height + 0.001,
  );
}

function meet(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width - 0.001 &&
    other.x < one.x + one.width - 0.001 &&
    one.y < other.y + other.height - 0.001 &&
    other.y < one.y + one.height - 0.001
  );
}

/** A text on a text, on a bar or on a line that parts. */
function overlaps(scene: Scene): readonly (readonly [Mark, Mark])[] {
  return textsOf(scene).flatMap((text) =>
    scene.marks
      .filter((mark) => mark !== text && meet(text.box, mark.box))
      .map((mark) => [text, mark] as const),
  );
}

/** A text that its box would cut. */
function tooWide(scene: Scene): readonly TextMark[] {
  return textsOf(scene).filter((text) => measure(text.text, text) > text.box.width + 0.001);
}

function faultsOf(scene: Scene): readonly unknown[] {
  return [...outside(scene), ...overlaps(scene), ...tooWide(scene)];
}

function numbersOf(scene: Scene): readonly number[] {
  return textsOf(scene)
    .filter(({ weight, size, align }) => weight === 600 && size === 32 && align === "end")
    .map(({ text }) => Number(text.replaceAll(",", "")));
}

test("nothing of a chart is outside, cut or over something else, whatever the names are", () => {
  fc.assert(
    fc.property(chart, (chart) => {
      expect(faultsOf(layOutChart(chart, measure))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test("nothing of a trend is outside, cut or over something else", () => {
  fc.assert(
    fc.property(trend, (trend) => {
      expect(faultsOf(layOutTrend(trend, measure))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test("every workstation of a chart is in a bar that is shown, and there are at most twelve", () => {
  const small = fc.nat({ max: 100_000 });
  const bars = fc.array(fc.record({ label: fc.constant("a cause"), count: small, tone }), {
    maxLength: 60,
  });
  const frame = { title: "", total: 100_000, footer: "", alternative: "" };
  fc.assert(
    fc.property(bars, (bars) => {
      const numbers = numbersOf(layOutChart({ ...frame, bars }, measure));

      expect(numbers.length).toBeLessThanOrEqual(12);
      expect(sumOf(numbers)).toBe(sumOf(bars.map(({ count }) => count)));
    }),
    { numRuns: 100 },
  );
});

test("causes keep their order and come before what is not known", () => {
  const bars = fc.array(fc.record({ label: fc.constant("a cause"), count: fc.constant(1), tone }), {
    maxLength: 30,
  });
  const frame = { title: "", total: 40, footer: "", alternative: "" };
  fc.assert(
    fc.property(bars, (bars) => {
      const given = bars.map(({ tone }) => tone);
      const causes = given.filter(isCause);
      const others = given.filter((tone) => !isCause(tone));

      const drawn = tonesOf(layOutChart({ ...frame, bars }, measure));

      expect(drawn.filter(isCause).slice(0, 7)).toEqual(causes.slice(0, 7));
      expect(drawn.filter((tone) => !isCause(tone)).slice(0, 3)).toEqual(others.slice(0, 3));
      expect(drawn.toSorted((one, other) => Number(isCause(other)) - Number(isCause(one)))).toEqual(
        drawn,
      );
    }),
    { numRuns: 100 },
  );
});

function isCause(tone: ChartTone): boolean {
  return tone === "asks" || tone === "harmless";
}

function tonesOf({ marks }: Scene): readonly ChartTone[] {
  return marks.flatMap((mark) => (mark.kind === "bar" ? [mark.tone] : []));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

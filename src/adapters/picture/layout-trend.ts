import type { TrendChart, TrendPoint } from "#bot/chart.ts";
import { countOf, legend, tones } from "./legend.ts";
import type { Part } from "./page.ts";
import { endAt, fittedAt, page, textAt, written } from "./page.ts";
import type { Box, Mark, Measure, Scene } from "./scene.ts";
import { contentWidth, lineHeight, margin, styles } from "./scene.ts";

/** More columns than these could not be told apart; the latest are shown, and how many. */
const mostColumns = 60;

const plotHeight = 400;

/** A count that is not nothing is seen; all tones of a column together still find room. */
const leastSegment = 4;
const tallest = plotHeight - tones.length * leastSegment;

/** Where everything of a trend is. Throws a `RangeError` for what is no count. */
export function layOutTrend(trend: TrendChart, measure: Measure): Scene {
  const points = trend.points.slice(-mostColumns);
  const top = topOf(points);
  return page(trend, measure, (y) => {
    const { marks, plot } = axis(top, y, measure);
    const days = dates(points, plot, measure);
    const left = trend.points.length - points.length;
    const below = legend(points, left, { top: days.bottom + 16, measure });
    const columns = points.flatMap((point, index) => {
      const slot = plot.width / points.length;
      return column(point, { ...plot, x: plot.x + index * slot, width: slot }, top);
    });
    return {
      marks: [...marks, ...columns, ...days.marks, ...below.marks],
      bottom: below.bottom,
    };
  });
}

/** The highest column, rounded up to what people count in. */
function topOf(points: readonly TrendPoint[]): number {
  const sums = points.map((point) => tones.reduce((sum, [tone]) => sum + countOf(point, tone), 0));
  const highest = Math.max(2, ...sums);
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8].find(
    (step) => step * power >= highest && Number.isInteger(step * power),
  );
  return Math.round((step ?? 10) * power);
}

/** Lines at nothing, half and all, and the room beside their numbers. */
function axis(top: number, y: number, measure: Measure): { marks: readonly Mark[]; plot: Box } {
  const levels = (top % 2 === 0 ? [top, top / 2, 0] : [top, 0]).map((count) => ({
    text: written(count),
    height: (count / top) * tallest,
  }));
  const widest = Math.ceil(Math.max(...levels.map(({ text }) => measure(text, styles.small))));
  const half = lineHeight(styles.small) / 2;
  const x = margin + widest + 14;
  const plot = { x, y: y + half, width: margin + contentWidth - x, height: plotHeight };
  const bottom = plot.y + plotHeight;
  const marks = levels.flatMap(({ text, height }): readonly Mark[] => [
    { kind: "rule", box: { x, y: bottom - height, width: plot.width, height: 2 } },
    {
      ...endAt(textAt({ x: margin, y: bottom - height - half, width: widest }, text, styles.small)),
      ink: "soft",
    },
  ]);
  return { marks, plot };
}

function column(point: TrendPoint, slot: Box, top: number): readonly Mark[] {
  const width = Math.min(slot.width * 0.76, 76);
  const x = slot.x + (slot.width - width) / 2;
  let bottom = slot.y + slot.height;
  return tones.flatMap(([tone]): readonly Mark[] => {
    const count = countOf(point, tone);
    if (count === 0) return [];
    const height = Math.max(leastSegment, (count / top) * tallest);
    bottom -= height;
    return [{ kind: "bar", box: { x, y: bottom, width, height }, tone }];
  });
}

/** The first day and the last. */
function dates(points: readonly TrendPoint[], plot: Box, measure: Measure): Part {
  const y = plot.y + plot.height + 10;
  const by = { style: styles.small, measure };
  const width = plot.width / 2 - 10;
  const last = { x: plot.x + plot.width - width, y, width };
  const ends = [
    ...points.slice(0, 1).map(({ at }) => fittedAt({ x: plot.x, y, width }, dayOf(at), by)),
    ...points
      .slice(1)
      .slice(-1)
      .map(({ at }) => endAt(fittedAt(last, dayOf(at), by))),
  ];
  const marks = ends.map((mark): Mark => ({ ...mark, ink: "soft" }));
  return { marks, bottom: y + lineHeight(styles.small) };
}

function dayOf(at: string): string {
  return at.slice(0, "2026-11-24".length);
}

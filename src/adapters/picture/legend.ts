import type { ChartTone, TrendPoint } from "#bot/chart.ts";
import type { Part } from "./page.ts";
import { counted, endAt, fittedAt, textAt, written } from "./page.ts";
import type { Box, Mark, Measure } from "./scene.ts";
import { contentWidth, lineHeight, margin, styles } from "./scene.ts";

/** From the bottom of a column up, and from the top of the legend down. */
export const tones = [
  ["asks", "asks to restart"],
  ["harmless", "asks, but harmless"],
  ["clear", "nothing found that asks"],
  ["unknown", "cannot tell"],
  ["unreachable", "unreachable"],
  ["waiting", "not looked at yet"],
] as const satisfies readonly (readonly [ChartTone, string])[];

/** A tone that a look left out counts none there. */
export function countOf(point: TrendPoint | undefined, tone: ChartTone): number {
  return counted(point?.counts[tone] ?? 0);
}

const rowHeight = 46;

/** Of a column of counts; wider where a count needs it. */
const leastColumn = 140;

/**
 * Each tone that was ever counted: its pattern, what it means, how many it had in the first of the
 * looks and has in the latest; and that `left` earlier ones are not shown.
 */
export function legend(points: readonly TrendPoint[], left: number, by: Below): Part {
  const shown = tones.filter(([tone]) => points.some((point) => countOf(point, tone) > 0));
  const first = points.slice(0, -1).slice(0, 1);
  const latest = points.slice(-1);
  const counts = shown.flatMap(([tone]) =>
    [...first, ...latest].map((point) => by.measure(written(countOf(point, tone)), styles.count)),
  );
  const width = Math.ceil(Math.max(leastColumn, ...counts));
  const columns: Columns = {
    first: { x: margin + contentWidth - 2 * width - 24, width },
    latest: { x: margin + contentWidth - width, width },
  };
  const top = by.top + lineHeight(styles.small);
  const rows = shown.flatMap(([tone, words], index): readonly Mark[] => {
    const y = top + index * rowHeight;
    const x = margin + 60;
    const room = { x, y, width: columns.first.x - 20 - x };
    const count = (point: TrendPoint): string => written(countOf(point, tone));
    return [
      { kind: "bar", box: { x: margin, y: y + 9, width: 44, height: 24 }, tone },
      fittedAt(room, words, { style: styles.label, measure: by.measure }),
      ...first.map((point) => endAt(textAt({ ...columns.first, y }, count(point), styles.label))),
      ...latest.map((point) => endAt(textAt({ ...columns.latest, y }, count(point), styles.count))),
    ];
  });
  return {
    marks: [...head(first.length + latest.length, left, { ...by, columns }), ...rows],
    bottom: top + shown.length * rowHeight,
  };
}

interface Below {
  readonly top: number;
  readonly measure: Measure;
}

interface Columns {
  readonly first: Pick<Box, "x" | "width">;
  readonly latest: Pick<Box, "x" | "width">;
}

/** Over the counts, which of the looks they are of. */
function head(
  columnCount: number,
  left: number,
  { top, measure, columns }: Below & { readonly columns: Columns },
): readonly Mark[] {
  const by = { style: styles.small, measure };
  const room = { x: margin, y: top, width: columns.first.x - margin - 20 };
  return [
    ...(left > 0 ? [fittedAt(room, `${written(left)} earlier looks are not shown`, by)] : []),
    ...(columnCount > 1 ? [endAt(fittedAt({ ...columns.first, y: top }, "first", by))] : []),
    ...(columnCount > 0 ? [endAt(fittedAt({ ...columns.latest, y: top }, "latest", by))] : []),
  ].map((mark): Mark => ({ ...mark, ink: "soft" }));
}

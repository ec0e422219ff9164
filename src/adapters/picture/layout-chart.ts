import type { Chart, ChartBar } from "#bot/chart.ts";
import type { Part } from "./page.ts";
import { counted, endAt, fittedAt, page, textAt, written } from "./page.ts";
import type { Mark, Measure, Scene } from "./scene.ts";
import { contentWidth, lineHeight, margin, styles } from "./scene.ts";

/** So many bars at most: of causes, and of the rest, which is four tones. */
const mostCauses = 8;
const mostOthers = 4;

const barHeight = 22;
const barGap = 24;
const rowHeight = lineHeight(styles.label) + 2 + barHeight + barGap;

/** A count that is not nothing is seen, however small. */
const leastBar = 10;

/** Where everything of a chart is. Throws a `RangeError` for what is no count. */
export function layOutChart(chart: Chart, measure: Measure): Scene {
  const causes = chart.bars.filter(isCause);
  const others = chart.bars.filter((bar) => !isCause(bar));
  const upper = fold(causes, mostCauses, "more causes");
  const lower = fold(others, mostOthers, "more");
  const scale = scaleOf(chart.total, [...upper, ...lower], measure);
  return page(chart, measure, (top) => {
    const first = rows(upper, top, scale);
    const parted = upper.length > 0 && lower.length > 0;
    const between = parted ? rule(first.bottom) : { marks: [], bottom: first.bottom };
    const second = rows(lower, between.bottom, scale);
    return {
      marks: [...first.marks, ...between.marks, ...second.marks],
      bottom: second.bottom,
    };
  });
}

/** Something was found that asks; all else is known to be well, or not known. */
function isCause({ tone }: ChartBar): boolean {
  return tone === "asks" || tone === "harmless";
}

/** What finds no room is one bar, as bad as its worst. */
function fold(bars: readonly ChartBar[], most: number, words: string): readonly ChartBar[] {
  if (bars.length <= most) return bars;
  const folded = bars.slice(most - 1);
  const count = folded.reduce((sum, bar) => sum + counted(bar.count), 0);
  const tone = worst.find((tone) => folded.some((bar) => bar.tone === tone)) ?? "unknown";
  const label = `and ${written(folded.length)} ${words}`;
  return [...bars.slice(0, most - 1), { label, count, tone }];
}

/** Among what is not a cause nothing is called well that may not be. */
const worst = ["asks", "harmless", "unknown", "unreachable", "waiting", "clear"] as const;

interface Scale {
  /** All of it: the count of a bar over the whole width. */
  readonly full: number;
  /** `of 40`, the same in each row, and its width. */
  readonly of: string;
  readonly ofWidth: number;
  readonly measure: Measure;
}

function scaleOf(total: number, bars: readonly ChartBar[], measure: Measure): Scale {
  // More in one bar than there are would run over the edge; it is drawn as all of them.
  const full = Math.max(counted(total), 1, ...bars.map(({ count }) => counted(count)));
  const of = `of ${written(total)}`;
  return { full, of, ofWidth: Math.ceil(measure(of, styles.label)), measure };
}

function rows(bars: readonly ChartBar[], top: number, scale: Scale): Part {
  return {
    marks: bars.flatMap((bar, index) => row(bar, top + index * rowHeight, scale)),
    bottom: top + bars.length * rowHeight,
  };
}

/** The label with the number beside it, under them the bar: so a label has room on a phone too. */
function row(bar: ChartBar, y: number, { full, of, ofWidth, measure }: Scale): readonly Mark[] {
  const right = margin + contentWidth;
  const count = written(bar.count);
  const countWidth = Math.ceil(measure(count, styles.count));
  const ofX = right - ofWidth;
  const countX = ofX - 9 - countWidth;
  const width = countX - 28 - margin;
  const barY = y + lineHeight(styles.label) + 2;
  const track = { x: margin, y: barY, width: contentWidth, height: barHeight };
  const length = Math.max(leastBar, (bar.count / full) * contentWidth);
  return [
    fittedAt({ x: margin, y, width }, bar.label, { style: styles.label, measure }),
    endAt(textAt({ x: countX, y, width: countWidth }, count, styles.count)),
    { ...endAt(textAt({ x: ofX, y, width: ofWidth }, of, styles.label)), ink: "soft" },
    { kind: "track", box: track },
    ...(bar.count === 0
      ? []
      : [{ kind: "bar", box: { ...track, width: length }, tone: bar.tone } as const]),
  ];
}

function rule(top: number): Part {
  const box = { x: margin, y: top + 2, width: contentWidth, height: 2 };
  return { marks: [{ kind: "rule", box }], bottom: top + 20 };
}

import { expect, test } from "vitest";
import { layOutChart } from "#adapters/picture/layout-chart.ts";
import { layOutTrend } from "#adapters/picture/layout-trend.ts";
import { openPainter } from "#adapters/picture/paint.ts";
import type { Scene } from "#adapters/picture/scene.ts";
import type { ChartBar, ChartTone } from "#bot/chart.ts";

const { measure } = await openPainter();
const frame = { title: "Head office", footer: "today", alternative: "" };

function bar(label: string, count: number, tone: ChartTone = "asks"): ChartBar {
  return { label, count, tone };
}

function textsOf({ marks }: Scene): readonly string[] {
  return marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
}

function tonesOf({ marks }: Scene): readonly ChartTone[] {
  return marks.flatMap((mark) => (mark.kind === "bar" ? [mark.tone] : []));
}

test("every number is written beside its bar, with what it is a part of", () => {
  const bars = [bar("Windows Update", 1234), bar("Unreachable", 0, "unreachable")];

  expect(textsOf(layOutChart({ ...frame, total: 100_000, bars }, measure))).toEqual([
    "Head office",
    "Windows Update",
    "1,234",
    "of 100,000",
    "Unreachable",
    "0",
    "of 100,000",
    "today",
  ]);
});

test("causes that find no room are one bar, which says how many, and is as bad as its worst", () => {
  const causes = Array.from({ length: 10 }, (_, index) => bar(`cause ${index}`, 1, "harmless"));
  const bars = [...causes, bar("the last", 5), bar("Unreachable", 2, "unreachable")];

  const scene = layOutChart({ ...frame, total: 40, bars }, measure);

  expect(textsOf(scene).filter((text) => /more|Unreachable/u.test(text))).toEqual([
    "and 4 more causes",
    "Unreachable",
  ]);
  expect(textsOf(scene)).toContain("8");
  expect(tonesOf(scene).slice(-2)).toEqual(["asks", "unreachable"]);
});

test("what is not known and finds no room is never shown as if nothing asked there", () => {
  const others = [1, 2, 3, 4].map((count) => bar("Nothing found", count, "clear"));
  const bars = [...others, bar("Not looked at yet", 1, "waiting")];

  expect(tonesOf(layOutChart({ ...frame, total: 40, bars }, measure))).toEqual([
    "clear",
    "clear",
    "clear",
    "waiting",
  ]);
});

test("a long label ends in an ellipsis, between two letters as people see them", () => {
  const bars = [bar("Windows Update ".repeat(15), 3), bar("e\u0301".repeat(100), 2)];

  const [, words, , , accents] = textsOf(layOutChart({ ...frame, total: 40, bars }, measure));

  expect(words).toMatch(/^Windows Update .{20,}…$/u);
  expect("Windows Update ".repeat(15)).toContain(words?.slice(0, -1));
  expect(accents).toMatch(/^(?:e\u0301){20,}…$/u);
});

test("a long title has two lines, broken between words", () => {
  const title = "Why so many of the workstations of the whole Head office ask to restart";

  const [first = "", second = ""] = textsOf(
    layOutChart({ ...frame, title, total: 1, bars: [] }, measure),
  );

  expect(`${first} ${second}`).toBe(title);
});

test("a name that is empty or only blank says so", () => {
  const bars = [bar("", 3), bar(" \u00A0 ", 2)];
  const texts = textsOf(layOutChart({ ...frame, total: 40, bars }, measure));

  expect(texts.filter((text) => text === "(no name)")).toHaveLength(2);
});

test("a trend says in words what each tone means, and how many it had first and has now", () => {
  const points = [
    { at: "2026-11-17T08:00:00Z", counts: { asks: 12, clear: 20, unreachable: 8 } },
    { at: "2026-11-24T08:00:00Z", counts: { asks: 7, clear: 30, unreachable: 3 } },
  ];

  expect(textsOf(layOutTrend({ ...frame, points }, measure)).slice(1, -1)).toEqual([
    ..."40 20 0 2026-11-17 2026-11-24 first latest".split(" "),
    "asks to restart",
    "12",
    "7",
    "nothing found that asks",
    "20",
    "30",
    "unreachable",
    "8",
    "3",
  ]);
});

test("a trend of more looks than it has room for shows the latest, and says how many it left out", () => {
  const points = Array.from({ length: 100 }, (_, week) => ({
    at: `look ${week}`,
    counts: { asks: 1 },
  }));

  const scene = layOutTrend({ ...frame, points }, measure);

  expect(textsOf(scene)).toContain("40 earlier looks are not shown");
  expect(textsOf(scene)).toContain("look 40");
  expect(tonesOf(scene)).toHaveLength(60 + 1);
});

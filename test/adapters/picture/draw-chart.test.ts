import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { drawChart } from "#adapters/picture/draw.ts";
import { colours, fills, paper } from "#adapters/picture/palette.ts";
import type { Chart, ChartBar, ChartTone } from "#bot/chart.ts";
import type { SeenPicture } from "../../support/png.ts";
import { chunksOf, decodePng, descriptionOf, runsAcross, runsDown } from "../../support/png.ts";

const office: Chart = {
  title: "Why workstations of Head office ask to restart",
  total: 40,
  bars: [
    { label: "Windows Update installed updates", count: 20, tone: "asks" },
    { label: "Restart files that an old setup left", count: 10, tone: "asks" },
    { label: "Pending file renames", count: 1, tone: "harmless" },
    { label: "Nothing found that asks", count: 4, tone: "clear" },
    { label: "Cannot tell", count: 1, tone: "unknown" },
    { label: "Unreachable", count: 2, tone: "unreachable" },
    { label: "Not looked at yet", count: 2, tone: "waiting" },
  ],
  footer: "2026-11-24 08:55 UTC · 40 workstations asked",
  alternative: "Of 40 workstations, 20 ask because Windows Update installed updates – and so on.",
};

/** A point where every bar that is there has its colour: within it, away from its round corners. */
const inside = 44 + 5;

async function seen(chart: Chart): Promise<SeenPicture> {
  return decodePng(await drawChart(chart));
}

function asking(...counts: readonly number[]): readonly ChartBar[] {
  return counts.map((count) => ({ label: `cause of ${count}`, count, tone: "asks" }));
}

/** How long the bars are that are filled with one colour, from above. */
function lengths(picture: SeenPicture, tone: ChartTone): readonly number[] {
  const { ink } = fills[tone];
  return runsDown(picture, inside, ink)
    .filter(({ length }) => length > 10)
    .map(({ start, length }) => runsAcross(picture, start + Math.floor(length / 2), ink))
    .map(([bar]) => bar?.length ?? 0);
}

function startsDown(picture: SeenPicture, colour: string): readonly number[] {
  return runsDown(picture, inside, colour).map(({ start }) => start);
}

/** How many strokes of text there are between two heights. The picture's frame is no text. */
function inkOn(picture: SeenPicture, top: number, bottom: number): number {
  const lines = Array.from({ length: bottom - top }, (_, line) => top + line);
  return lines.flatMap((y) => runsAcross(picture, y, colours.ink)).length;
}

test("a bar is as long as its share of all workstations, the worst first", async () => {
  const picture = await seen({ ...office, bars: asking(40, 20, 10, 5) });

  const [all = 0, ...parts] = lengths(picture, "asks");

  expect(all).toBe(912);
  expect(parts.map((part) => Math.round((part / all) * 40))).toEqual([20, 10, 5]);
});

test("every tone is drawn in its own colour, in the order of the chart", async () => {
  const picture = await seen(office);
  const tones = ["asks", "harmless", "clear", "unknown", "unreachable", "waiting"] as const;

  const tops = tones.flatMap((tone) => startsDown(picture, fills[tone].ink).slice(0, 1));

  expect(tops).toHaveLength(6);
  expect(tops).toEqual(tops.toSorted((one, other) => one - other));
});

test("one of a hundred thousand is still a bar that can be seen", async () => {
  const picture = await seen({ ...office, total: 100_000, bars: asking(99_999, 1) });

  const [big, small] = lengths(picture, "asks");

  expect(big).toBe(912);
  expect(small).toBeGreaterThanOrEqual(8);
});

test("no bar is drawn for none, and none of nothing is drawn too", async () => {
  const none = await seen({ ...office, bars: asking(10, 0) });
  const nothing = await seen({ ...office, total: 0, bars: asking(0) });
  const empty = await seen({ ...office, title: "", total: 0, bars: [], footer: "" });

  expect(lengths(none, "asks")).toHaveLength(1);
  expect(lengths(nothing, "asks")).toEqual([]);
  expect(empty.width).toBe(1000);
});

test("a picture is 1000 points wide and as high as its bars need, on paper of its own", async () => {
  const one = await seen({ ...office, bars: asking(3) });
  const two = await seen({ ...office, bars: asking(3, 2) });
  const three = await seen({ ...office, bars: asking(3, 2, 1) });

  expect([one.width, two.width, three.width]).toEqual([1000, 1000, 1000]);
  expect(two.height).toBeGreaterThan(one.height);
  expect(three.height - two.height).toBe(two.height - one.height);
  expect([one.colourAt(20, 20), one.colourAt(980, one.height - 20)]).toEqual([paper, paper]);
});

test.each([
  "日本の支店",
  "👩‍💻",
  "שלום",
  "مرحبا",
  "\uD800",
  "\u202Eevil",
  "\uFFFF\uFFFE",
  "\0",
  "",
  "Łódź Привет Γειά",
])("a name such as %j leaves something to be seen in the label's place", async (label) => {
  const nameless = { ...office, title: "", footer: "", total: 9 };
  const picture = await seen({ ...nameless, bars: [{ label, count: 0, tone: "asks" }] });

  const [track = 0] = startsDown(picture, colours.track);

  expect(inkOn(picture, 10, track)).toBeGreaterThan(20);
});

test("the same chart gives the same bytes, also while others are drawn", async () => {
  const other = { ...office, title: "Another", bars: asking(1, 2, 3) };

  const alone = Buffer.from(await drawChart(office));
  const [first, , again] = await Promise.all([office, other, office].map(drawChart));

  expect([first, again]).toEqual([alone, alone]);
});

test("the file carries the alternative text, whatever is in it", async () => {
  const hostile = { ...office, alternative: `a\0b\uD800c ${"日本 ".repeat(500)}` };

  expect(descriptionOf(await drawChart(office))).toBe(office.alternative);
  expect(descriptionOf(await drawChart(hostile))).toBe(`a\uFFFDb\uFFFDc ${"日本 ".repeat(500)}`);
});

test("the file is small: a byte a point, by palette", async () => {
  const png = await drawChart(office);

  const [head] = chunksOf(png);

  expect(head?.data.subarray(8, 10)).toEqual(Buffer.from([8, 3]));
  expect(png.length).toBeLessThan(64 * 1024);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1.5])(
  "what is no count, such as %d, is refused rather than drawn",
  async (count) => {
    await expect(drawChart({ ...office, bars: asking(count) })).rejects.toThrow(/whole counts/u);
    await expect(drawChart({ ...office, total: count })).rejects.toThrow(/whole counts/u);
  },
);

test("a process that has drawn nothing has not loaded the library", async () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const script = `
    const { drawChart } = await import("./src/adapters/picture/draw.ts");
    const loaded = () => process.report.getReport().sharedObjects.some((one) => one.includes("resvg"));
    const before = loaded();
    await drawChart({ title: "", total: 1, bars: [], footer: "", alternative: "" });
    console.log(JSON.stringify([before, loaded()]));`;

  const run = promisify(execFile)(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script],
    { cwd: root },
  );

  expect(JSON.parse((await run).stdout)).toEqual([false, true]);
});

test("loading the library looks up no names, for which the whole process would wait", async () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const script = `
    const { report } = process;
    const getReport = report.getReport.bind(report);
    const asked = [];
    report.getReport = () => (asked.push(report.excludeNetwork), getReport());
    const { drawChart } = await import("./src/adapters/picture/draw.ts");
    await drawChart({ title: "", total: 1, bars: [], footer: "", alternative: "" });
    console.log(JSON.stringify({ asked, after: report.excludeNetwork }));`;

  const run = promisify(execFile)(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script],
    { cwd: root },
  );

  expect(JSON.parse((await run).stdout)).toEqual({ asked: [true], after: false });
});

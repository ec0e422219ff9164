import { setImmediate } from "node:timers/promises";
import type { DrawChart, DrawTrend } from "#bot/chart.ts";
import { layOutChart } from "./layout-chart.ts";
import { layOutTrend } from "./layout-trend.ts";
import { openPainter } from "./paint.ts";
import { encodePng } from "./png.ts";
import type { Measure, Scene } from "./scene.ts";

/** Bars, the worst first, as a PNG; without a browser, fonts of the system or a network. */
export const drawChart: DrawChart = async (chart) =>
  await draw((measure) => layOutChart(chart, measure), chart.alternative);

/** Columns, a look each, the oldest first. */
export const drawTrend: DrawTrend = async (trend) =>
  await draw((measure) => layOutTrend(trend, measure), trend.alternative);

async function draw(layOut: (measure: Measure) => Scene, alternative: string): Promise<Uint8Array> {
  const { measure, paint } = await openPainter();
  const scene = layOut(measure);
  // Between two long steps all else has its turn; the library's memory is given back only then.
  await setImmediate();
  const pixels = paint(scene);
  await setImmediate();
  return encodePng(pixels, alternative);
}

import { fileURLToPath } from "node:url";
import type { ResvgRenderOptions } from "@resvg/resvg-js";
import type { Pixels } from "./png.ts";
import type { Measure, Scene, TextStyle } from "./scene.ts";
import { family, textToSvg, toSvg } from "./svg.ts";

/** What measures text and paints with the same fonts. */
export interface Painter {
  readonly measure: Measure;
  readonly paint: (scene: Scene) => Pixels;
}

/** Paths of the font files, by how bold they are. */
export type FontFiles = Readonly<Record<TextStyle["weight"], string>>;

/**
 * Loads the library, only now: a process that never draws does not have it in memory. Rejects when
 * it is missing on this machine, or the fonts are.
 */
export async function openPainter(files: FontFiles = packagedFonts()): Promise<Painter> {
  const { Resvg } = await withoutLookups(async () => await import("@resvg/resvg-js"));
  const widths = new Map<string, number>();
  const measure: Measure = (text, style) => {
    const svg = textToSvg(text, style);
    const known = widths.get(svg);
    if (known !== undefined) return known;
    // Each measurement holds its fonts in memory until it is collected: only the one it needs.
    const box = new Resvg(svg, only([files[style.weight]])).getBBox();
    const width = box === undefined ? 0 : Math.max(0, box.x + box.width);
    widths.set(svg, width);
    return width;
  };
  // The library leaves out text, without a word, when it cannot read a font.
  if (!weights.every((weight) => measure("0", { size: 32, weight }) > 0)) {
    throw new Error("the fonts of pictures cannot be read");
  }
  return {
    measure,
    // Not `renderAsync`: each of the threads it works in would keep some 15 MB for good.
    paint(scene) {
      const picture = new Resvg(toSvg(scene), only(Object.values(files))).render();
      return { width: picture.width, height: picture.height, rgba: picture.pixels };
    },
  };
}

/**
 * The library asks Node's diagnostic report which C library is there. Unless told otherwise, that
 * report looks up the name of every open connection's other end, and the whole process waits: five
 * seconds were seen in the middle of a sweep.
 */
async function withoutLookups<T>(load: () => Promise<T>): Promise<T> {
  // In Node since 22, not yet in its types.
  const report: typeof process.report & { excludeNetwork?: boolean } = process.report;
  const { excludeNetwork = false } = report;
  report.excludeNetwork = true;
  try {
    return await load();
  } finally {
    report.excludeNetwork = excludeNetwork;
  }
}

const weights = [400, 600] as const;

function packagedFonts(): FontFiles {
  const regular = import.meta.resolve("@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf");
  const bold = import.meta.resolve("@expo-google-fonts/arimo/600SemiBold/Arimo_600SemiBold.ttf");
  return { 400: fileURLToPath(regular), 600: fileURLToPath(bold) };
}

/** These fonts and none of the system's, so that a picture is the same on every machine. */
function only(fontFiles: string[]): ResvgRenderOptions {
  return {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: family },
    logLevel: "off",
  };
}

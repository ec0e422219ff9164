import type { ChartTone } from "#bot/chart.ts";

/** Ink and soft stand on paper with a contrast of at least 4.5 : 1. */
export const paper = "#fafaf7";
export const colours = {
  ink: "#1b1f24",
  soft: "#565d67",
  track: "#e9eae7",
  rule: "#bcbfba",
  edge: "#c3c6c1",
} as const;

/** How a tone fills its bar. No two tones share a pattern, so that none needs its colour. */
export interface Fill {
  /** At least 3 : 1 on paper. */
  readonly ink: string;
  readonly ground: string;
  /** Repeated, in a square of `every` points; drawn in ink. */
  readonly pattern?: { readonly every: number; readonly path: string };
}

/** Told apart with each common kind of colour blindness: by lightness, and blue from orange. */
export const fills: Readonly<Record<ChartTone, Fill>> = {
  asks: { ink: "#b23a0e", ground: "#b23a0e" },
  harmless: {
    ink: "#2668b0",
    ground: "#b9d5f3",
    pattern: { every: 12, path: "M-3 15 15 -3M-9 9 9 -9M3 21 21 3" },
  },
  clear: { ink: "#0b7a5e", ground: "#c9ecdd" },
  unknown: {
    ink: "#6a4ba3",
    ground: "#e6dcf6",
    pattern: { every: 12, path: "M-3 15 15 -3M-3 -3 15 15" },
  },
  unreachable: {
    ink: "#434b57",
    ground: "#cfd4da",
    pattern: { every: 8, path: "M4 -1V9" },
  },
  waiting: {
    ink: "#666e79",
    ground: "#f3f3f0",
    pattern: { every: 10, path: "M5 5H5.01" },
  },
};

import type { ChartTone } from "#bot/chart.ts";

/** All in points of the picture, from its left upper corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Points high, and how bold. */
export interface TextStyle {
  readonly size: number;
  readonly weight: 400 | 600;
}

/** One line, never wider than its box. */
export interface TextMark extends TextStyle {
  readonly kind: "text";
  readonly box: Box;
  readonly text: string;
  readonly ink: "ink" | "soft";
  readonly align: "start" | "end";
}

/** What is counted, in its tone. */
export interface BarMark {
  readonly kind: "bar";
  readonly box: Box;
  readonly tone: ChartTone;
}

/** What a bar is a part of, and lines that part or measure. */
export interface PlainMark {
  readonly kind: "track" | "rule";
  readonly box: Box;
}

export type Mark = TextMark | BarMark | PlainMark;

/** A picture before it is painted: where everything is. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** How far a text reaches to the right of where it begins. */
export type Measure = (text: string, style: TextStyle) => number;

/** Wide enough for a phone's screen at twice to three times its points. */
export const pictureWidth = 1000;

export const margin = 44;

export const contentWidth = pictureWidth - 2 * margin;

export const styles = {
  title: { size: 40, weight: 600 },
  label: { size: 32, weight: 400 },
  count: { size: 32, weight: 600 },
  small: { size: 26, weight: 400 },
} as const satisfies Record<string, TextStyle>;

/** From the top of the highest letter of the font to the bottom of the lowest, and a little. */
export function lineHeight({ size }: TextStyle): number {
  return Math.ceil(size * 1.375);
}

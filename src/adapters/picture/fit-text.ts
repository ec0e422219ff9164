import { legible } from "#bot/legible.ts";
import type { Measure, TextStyle } from "./scene.ts";

/** The room that a text has, and how it is set there. */
export interface Room {
  readonly width: number;
  readonly style: TextStyle;
  readonly measure: Measure;
}

/** Foreign text as one line in which nothing is unseen. */
export function lineOf(text: string): string {
  return legible(text)
    .replace(/\p{Zs}+/gu, " ")
    .trim();
}

/** As much of a line as there is room for; what is cut ends in an ellipsis. */
export function fit(line: string, room: Room): string {
  const letters = Array.from(graphemes.segment(line), ({ segment }) => segment);
  const cutTo = (count: number): string =>
    count === letters.length ? line : `${letters.slice(0, count).join("").trimEnd()}…`;
  return cutTo(mostThatFit(letters.length, cutTo, room));
}

/** A line on up to `most` lines, broken between words; the last one is cut where it must be. */
export function wrap(line: string, most: number, room: Room): readonly string[] {
  const words = line.split(" ");
  const first = (count: number): string => words.slice(0, count).join(" ");
  const count = most === 1 ? 0 : mostThatFit(words.length, first, room);
  if (count === 0) return [fit(line, room)];
  if (count === words.length) return [line];
  return [first(count), ...wrap(words.slice(count).join(" "), most - 1, room)];
}

/** So many measurements by the rule of three; halving is slower, but sure to end soon. */
const guesses = 4;

/**
 * How many parts of a text have room. Each measurement costs a little time and memory, so the
 * next one is where the last ones let it expect the edge.
 */
function mostThatFit(most: number, textOf: (count: number) => string, room: Room): number {
  const { width, style, measure } = room;
  let fitting = { count: 0, width: 0 };
  let over = { count: most, width: measure(textOf(most), style) };
  if (over.width <= width) return most;
  for (let tries = 0; over.count - fitting.count > 1; tries += 1) {
    const share = tries < guesses ? (width - fitting.width) / (over.width - fitting.width) : 1 / 2;
    const guess = Math.floor(fitting.count + share * (over.count - fitting.count));
    const count = Math.min(Math.max(guess, fitting.count + 1), over.count - 1);
    const tried = { count, width: measure(textOf(count), style) };
    if (tried.width <= width) fitting = tried;
    else over = tried;
  }
  return fitting.count;
}

/** A flag or a letter with its accents is never cut in two. */
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

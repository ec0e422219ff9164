import { setImmediate as breathe } from "node:timers/promises";

/** Each line with its number, from 1. Lets other things be done meanwhile. */
export async function* linesOf(
  text: string,
): AsyncGenerator<readonly [line: string, number: number], void> {
  for (const [at, line] of text.split("\n").entries()) {
    if (at % 2_000 === 1_999) await breathe();
    yield [line, at + 1];
  }
}

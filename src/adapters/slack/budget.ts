import type { types } from "@slack/bolt";
import { limits } from "./limits.ts";
import type { Elements } from "./rich-text.ts";
import { richText, section } from "./rich-text.ts";

/** What is still free in one message. */
export interface Budget {
  /** Takes the characters and blocks if both are there, and says whether they were. */
  takes(characters: number, blocks: number): boolean;
}

/** A message's budget after the parts that must be in it, and after the sentence about what is not. */
export function budgetBeside(blocks: readonly types.KnownBlock[]): Budget {
  const reserved = size(leftOut(Number.MAX_SAFE_INTEGER, true));
  let characters = limits.messageCharacters - size(blocks) - reserved;
  let free = limits.blocks - blocks.length - 1;
  return {
    takes(moreCharacters, moreBlocks) {
      if (moreCharacters > characters || moreBlocks > free) {
        characters = 0;
        return false;
      }
      characters -= moreCharacters;
      free -= moreBlocks;
      return true;
    },
  };
}

/** Serialised length, with the comma that joins it to the next. */
export function size(part: unknown): number {
  return JSON.stringify(part).length + 1;
}

/** Says how much did not fit, so that nothing is dropped silently. */
export function leftOut(lines: number, hasCase: boolean): types.RichTextBlock[] {
  if (lines === 0) return [];
  const words = lines === 1 ? "1 more line" : `${lines} more lines`;
  const where = hasCase ? "in the case" : "left out";
  const said: Elements = [
    { type: "text", text: `… ${words} ${lines === 1 ? "is" : "are"} ${where}.` },
  ];
  return [richText(section(said))];
}

import { expect, it } from "vitest";
import type { Dialogue } from "#adapters/ssh/dialogue.ts";
import { withSecondStart } from "#adapters/ssh/second-start.ts";

/** Ends its commands as the list says, one after the other. */
function ending(exits: readonly number[]): {
  readonly dialogue: Dialogue;
  readonly asked: string[];
} {
  const asked: string[] = [];
  return {
    asked,
    dialogue: {
      async ask(command) {
        const exit = exits[asked.length] ?? 0;
        asked.push(command);
        return { ok: true, lines: [], exit };
      },
      refused: () => false,
      end: async () => true,
    },
  };
}

it("asks once more for a program that did not start", async () => {
  const { dialogue, asked } = ending([9009, 0]);

  const answer = await withSecondStart(dialogue).ask("reg query HKLM");

  expect(answer).toMatchObject({ ok: true, exit: 0 });
  expect(asked).toEqual(["reg query HKLM", "reg query HKLM"]);
});

it("gives up on a program that does not start twice", async () => {
  const { dialogue, asked } = ending([9009, 9009, 0]);

  const answer = await withSecondStart(dialogue).ask("reg query HKLM");

  expect(answer).toMatchObject({ exit: 9009 });
  expect(asked).toHaveLength(2);
});

it.each([0, 1, 5, -1])("takes exit %d for an answer", async (exit) => {
  const { dialogue, asked } = ending([exit, 0]);

  expect(await withSecondStart(dialogue).ask("reg query HKLM")).toMatchObject({ exit });
  expect(asked).toHaveLength(1);
});

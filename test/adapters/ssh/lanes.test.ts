import { describe, expect, it } from "vitest";
import type { Lane } from "#adapters/ssh/lanes.ts";
import { lanes } from "#adapters/ssh/lanes.ts";

interface Watched {
  readonly open: () => Lane<string>;
  /** The commands of each lane, in the order in which the lanes were opened. */
  readonly ran: string[][];
  readonly ended: number[];
  /** Lets every lane answer what it was asked. */
  readonly answer: () => void;
}

/** Lanes that answer when told; those of these numbers are refused by the workstation. */
function watched(refused: readonly number[] = []): Watched {
  const ran: string[][] = [];
  const ended: number[] = [];
  let waiting: (() => void)[] = [];
  return {
    ran,
    ended,
    open() {
      const number = ran.length;
      ran.push([]);
      return {
        async ask(command) {
          ran[number]?.push(command);
          if (refused.includes(number)) return "refused";
          await new Promise<void>((resolve) => waiting.push(resolve));
          return `${command} by ${number}`;
        },
        refused: () => refused.includes(number),
        async end() {
          ended.push(number);
          return true;
        },
      };
    },
    answer() {
      for (const resolve of waiting.splice(0)) resolve();
      waiting = [];
    },
  };
}

const commands = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}`);

describe("the lanes of one look", () => {
  it("are one, opened at once, for a few commands", () => {
    const { open, ran } = watched();

    const { ask } = lanes(open);
    expect(ran).toEqual([[]]);
    for (const command of commands(4)) void ask(command);

    expect(ran).toEqual([["0", "1", "2", "3"]]);
  });

  it("share many commands evenly, and are never more than three", () => {
    const { open, ran } = watched();
    const { ask } = lanes(open);

    for (const command of commands(18)) void ask(command);

    expect(ran.map((lane) => lane.length)).toEqual([6, 6, 6]);
  });

  it("run a command once, however often it is asked for", async () => {
    const { open, ran, answer } = watched();
    const { ask } = lanes(open);

    const both = Promise.all([ask("a"), ask("a")]);
    answer();

    expect(await both).toEqual(["a by 0", "a by 0"]);
    expect(await ask("a")).toBe("a by 0");
    expect(ran).toEqual([["a"]]);
  });

  it("take new work where the least is waiting", async () => {
    const { open, ran, answer } = watched();
    const { ask } = lanes(open);
    const early = Promise.all(commands(5).map(ask));
    answer();
    await early;

    void ask("later");

    expect(ran.map((lane) => lane.includes("later"))).toEqual([true, false]);
  });

  it("leave all work to the first when the workstation refuses the others", async () => {
    const { open, ran, answer } = watched([1, 2]);
    const { ask } = lanes(open);
    const all = Promise.all(commands(12).map(ask));
    // The refused ones are asked of the first lane a moment later.
    await Promise.resolve();
    await Promise.resolve();
    answer();

    const answers = await all;

    expect(answers).toEqual(commands(12).map((command) => `${command} by 0`));
    expect(ran[0]?.toSorted()).toEqual(commands(12).toSorted());
  });

  it("end together", async () => {
    const { open, ended } = watched();
    const { ask, end } = lanes(open);
    for (const command of commands(9)) void ask(command);

    expect(await end()).toBe(true);

    expect(ended).toEqual([0, 1, 2]);
  });
});

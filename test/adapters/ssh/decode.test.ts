import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { compileCommands } from "#adapters/ssh/commands.ts";
import { textAnswers } from "#adapters/ssh/decode.ts";
import type { Answer } from "#adapters/ssh/transcript.ts";
import { codePageKey } from "#checks/restart-files/gather.ts";
import { printed } from "../../support/ssh-cmd.ts";

const commands = compileCommands({ environment: [], registry: [], trees: [], events: [] });

interface Console {
  readonly chcp: string;
  /** The bytes of the one answer that is asked for. */
  readonly said: Buffer;
  readonly oem?: string;
  /** Of chcp; 0 unless said. */
  readonly exit?: number;
}

/** The text of the answer, and every command that was run for it. */
async function read({
  chcp,
  said,
  oem,
  exit = 0,
}: Console): Promise<{ text: unknown; ran: string[] }> {
  const ran: string[] = [];
  const answers = new Map<string, readonly Buffer[]>([
    [commands.utf8, [Buffer.from(chcp, "latin1")]],
    [commands.registry(codePageKey), codePage(oem)],
    ["say", [said]],
  ]);
  const ask = textAnswers(commands, {
    async ask(command): Promise<Answer> {
      ran.push(command);
      const lines = answers.get(command) ?? [];
      return { ok: true, lines, exit: command === commands.utf8 ? exit : 0 };
    },
  });
  const answer = await ask("say");
  return { text: "lines" in answer ? answer.lines[0] : answer.why, ran };
}

function codePage(oem = "850"): Buffer[] {
  return printed(codePageKey, [`    OEMCP    REG_SZ    ${oem}`]).map((line) => Buffer.from(line));
}

describe("what a command printed", () => {
  it("is UTF-8 once the console speaks it, in whatever language it says so", async () => {
    const { text, ran } = await read({
      chcp: "Aktive Codepage: 65001.",
      said: Buffer.from("C:\\Größe €"),
    });

    expect(text).toBe("C:\\Größe €");
    expect(ran).toEqual([commands.utf8, "say"]);
  });

  it.each([
    { oem: "850", text: "C:\\Größe" },
    { oem: "437", text: "C:\\Größe" },
    { oem: "932", text: "C:\\プログラム" },
  ])(
    "is read in code page $oem of the registry where the console refuses",
    async ({ oem, text }) => {
      const said = iconv.encode(text, `cp${oem}`);

      expect(await read({ chcp: "Invalid code page", said, oem })).toMatchObject({ text });
    },
  );

  it("is not taken for UTF-8 because a complaint of chcp repeats the number", async () => {
    const said = iconv.encode("C:\\Größe", "cp850");

    expect(await read({ chcp: "Bad parameter - 65001", said, exit: 1 })).toMatchObject({
      text: "C:\\Größe",
    });
  });

  it("asks for no code page while everything is ASCII", async () => {
    const { text, ran } = await read({ chcp: "Invalid code page", said: Buffer.from("C:\\A") });

    expect(text).toBe("C:\\A");
    expect(ran).toEqual([commands.utf8, "say"]);
  });

  it.each(["99999", "", "850 & calc"])(
    "has marks in place of letters when the code page is %j",
    async (oem) => {
      const said = Buffer.from([0x41, 0x81, 0x42]);

      expect(await read({ chcp: "Invalid code page", said, oem })).toMatchObject({
        text: "A\ufffdB",
      });
    },
  );
});

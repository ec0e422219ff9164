import { describe, expect, it } from "vitest";
import { transcript } from "#adapters/ssh/transcript.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("the transcript", () => {
  it("gives each answer as soon as its end mark is there", async () => {
    const said = transcript("MARK", 2);

    const completed = said.hear(bytes("MARK begin 0\r\nC:\\Windows\r\nMARK end 0 0\r\nMARK beg"));

    expect(completed).toEqual([0]);
    expect(await said.answer(0)).toEqual({ ok: true, lines: ["C:\\Windows"], exit: 0 });
  });

  it("ignores what stands outside the marks: greeting, AutoRun, profile, prompt", async () => {
    const said = transcript("MARK", 2);

    said.hear(
      bytes(
        [
          "Microsoft Windows [Version 10.0.19045.1]",
          "AutoRun says hello",
          "C:\\Users\\helpdesk>MARK begin 0",
          "one",
          "MARK end 0 0",
          "noise between",
          "MARK begin 1",
          "MARK end 1 1",
          "",
        ].join("\r\n"),
      ),
    );

    expect(await said.answer(0)).toEqual({ ok: true, lines: ["one"], exit: 0 });
    expect(await said.answer(1)).toEqual({ ok: true, lines: [], exit: 1 });
  });

  it("keeps output that does not end in a line break", async () => {
    const said = transcript("MARK", 1);

    said.hear(bytes("MARK begin 0\r\na\r\nbMARK end 0 -1073741819\r\n"));

    expect(await said.answer(0)).toEqual({ ok: true, lines: ["a", "b"], exit: -1073741819 });
  });

  it("decodes letters that were cut between two chunks", async () => {
    const said = transcript("MARK", 1);
    const all = bytes("MARK begin 0\r\nC:\\Größe €\r\nMARK end 0 0\r\n");

    for (const byte of all) said.hear(Uint8Array.of(byte));

    expect(await said.answer(0)).toMatchObject({ lines: ["C:\\Größe €"] });
  });

  it("never takes half an answer for an answer", async () => {
    const said = transcript("MARK", 3);
    said.hear(bytes("MARK begin 0\r\nC:\\Windows\r\nMARK end 0 0\r\nMARK begin 1\r\nhalf\r\n"));

    said.giveUp("cut-off", "it stopped");

    const unanswered = { ok: false, why: "cut-off", detail: "it stopped" };
    expect(await said.answer(0)).toMatchObject({ ok: true });
    expect(await said.answer(1)).toEqual(unanswered);
    expect(await said.answer(2)).toEqual(unanswered);
  });

  it("does not believe an end mark of another query, or one that was never begun", async () => {
    const said = transcript("MARK", 2);
    said.hear(bytes("MARK end 0 0\r\nMARK begin 0\r\nx\r\nMARK end 1 0\r\nMARK end 0 0\r\n"));

    said.giveUp("cut-off", "it stopped");

    expect(await said.answer(0)).toMatchObject({ ok: false });
    expect(await said.answer(1)).toMatchObject({ ok: false });
  });

  it("does not believe a mark that the workstation made up", async () => {
    const said = transcript("MARK", 1);
    said.hear(bytes("OTHER begin 0\r\nx\r\nOTHER end 0 0\r\n"));

    said.giveUp("cut-off", "it stopped");

    expect(await said.answer(0)).toMatchObject({ ok: false });
  });
});

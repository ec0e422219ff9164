import { describe, expect, it } from "vitest";
import { transcript } from "#adapters/ssh/transcript.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const lines = (...texts: readonly string[]): Buffer[] => texts.map((text) => Buffer.from(text));

describe("the transcript", () => {
  it("gives each answer as soon as its end mark is there", async () => {
    const said = transcript("MARK");
    const answer = said.answer(0);

    const completed = said.hear(bytes("MARK begin 0\r\nC:\\Windows\r\nMARK end 0 0\r\nMARK beg"));

    expect(completed).toBe(1);
    expect(await answer).toEqual({ ok: true, lines: lines("C:\\Windows"), exit: 0 });
  });

  it("ignores what stands outside the marks: greeting, AutoRun, profile, prompt", async () => {
    const said = transcript("MARK");
    const answers = [said.answer(0), said.answer(1)];

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

    expect(await Promise.all(answers)).toEqual([
      { ok: true, lines: lines("one"), exit: 0 },
      { ok: true, lines: [], exit: 1 },
    ]);
  });

  it("keeps output that does not end in a line break", async () => {
    const said = transcript("MARK");
    const answer = said.answer(0);

    said.hear(bytes("MARK begin 0\r\na\r\nbMARK end 0 -1073741819\r\n"));

    expect(await answer).toEqual({ ok: true, lines: lines("a", "b"), exit: -1073741819 });
  });

  it("puts together what was cut anywhere, in the middle of a letter too", async () => {
    const said = transcript("MARK");
    const answer = said.answer(0);
    const all = bytes("MARK begin 0\r\nC:\\Größe €\r\nMARK end 0 0\r\n");

    for (const byte of all) said.hear(Uint8Array.of(byte));

    expect(await answer).toMatchObject({ lines: lines("C:\\Größe €") });
  });

  it("never takes half an answer for an answer, nor waits for one after the end", async () => {
    const said = transcript("MARK");
    const [whole, half] = [said.answer(0), said.answer(1)];
    said.hear(bytes("MARK begin 0\r\nC:\\Windows\r\nMARK end 0 0\r\nMARK begin 1\r\nhalf\r\n"));

    said.giveUp("cut-off", "it stopped");

    const unanswered = { ok: false, why: "cut-off", detail: "it stopped" };
    expect(await whole).toMatchObject({ ok: true });
    expect(await half).toEqual(unanswered);
    expect(await said.answer(2)).toEqual(unanswered);
  });

  it("keeps the first reason for which it ended", async () => {
    const said = transcript("MARK");
    const answer = said.answer(0);

    said.giveUp("timed-out", "too slow");
    said.giveUp("connection-lost", "and then gone");

    expect(await answer).toMatchObject({ why: "timed-out" });
    expect(await said.answer(1)).toMatchObject({ why: "timed-out" });
  });

  it("does not believe an end mark of another command, or one that was never begun", async () => {
    const said = transcript("MARK");
    const answers = [said.answer(0), said.answer(1)];
    said.hear(bytes("MARK end 0 0\r\nMARK begin 0\r\nx\r\nMARK end 1 0\r\nMARK end 0 0\r\n"));

    said.giveUp("cut-off", "it stopped");

    expect(await Promise.all(answers)).toMatchObject([{ ok: false }, { ok: false }]);
  });

  it("does not believe an answer to what was never asked", () => {
    const said = transcript("MARK");

    expect(said.hear(bytes("MARK begin 7\r\nx\r\nMARK end 7 0\r\n"))).toBe(0);
  });

  it("does not believe a mark that the workstation made up", async () => {
    const said = transcript("MARK");
    const answer = said.answer(0);
    said.hear(bytes("OTHER begin 0\r\nx\r\nOTHER end 0 0\r\n"));

    said.giveUp("cut-off", "it stopped");

    expect(await answer).toMatchObject({ ok: false });
  });

  it("keeps bytes as they are, whatever code page they are in", async () => {
    const said = transcript("MARK");
    const answer = said.answer(0);
    const written = Buffer.from([0x81, 0x5c, 0xff, 0x00, 0x0d, 0x41]);

    said.hear(Buffer.concat([bytes("MARK begin 0\r\n"), written, bytes("\r\nMARK end 0 0\r\n")]));

    expect(await answer).toEqual({ ok: true, lines: [written], exit: 0 });
  });
});

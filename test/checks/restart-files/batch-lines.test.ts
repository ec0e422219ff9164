import { expect, it } from "vitest";
import { batchLines } from "#checks/restart-files/batch-lines.ts";

it("cuts at CR LF and at LF alone, and counts lines as an editor does", () => {
  expect(batchLines(bytes("A\r\n\r\nB\nC"), undefined)).toMatchObject([
    { number: 1, text: "A" },
    { number: 3, text: "B" },
    { number: 4, text: "C" },
  ]);
});

it("keeps the last line when it has no line break", () => {
  expect(batchLines(bytes("DEL C:\\A\r\nREN C:\\B A"), undefined).at(-1)).toMatchObject({
    text: "REN C:\\B A",
  });
});

it("keeps lines after a Ctrl-Z and says that they are never run", () => {
  const lines = batchLines(bytes("A\r\n\u001aB\r\nC\u001a\u001a"), undefined);

  expect(lines).toMatchObject([
    { number: 1, text: "A", afterEnd: false },
    { number: 2, text: "B", afterEnd: true },
    { number: 3, text: "C", afterEnd: true },
  ]);
});

it("reads the machine's OEM code page, not ANSI and not UTF-8", () => {
  const [line] = batchLines(Uint8Array.of(0x44, 0x81, 0x84), "850");

  expect(line).toMatchObject({ text: "Düä", legible: true });
});

it.each([undefined, "nonsense"])(
  "calls other than ASCII illegible under the code page %s",
  (page) => {
    const [line] = batchLines(Uint8Array.of(0x44, 0x81), page);

    expect(line).toMatchObject({ legible: false });
  },
);

it("calls bytes illegible that the code page has no letter for", () => {
  const [line] = batchLines(Uint8Array.of(0x44, 0x81), "1252");

  expect(line).toMatchObject({ legible: false });
});

it("has no lines for an empty file, blank lines and a lone end mark", () => {
  expect(batchLines(bytes(""), undefined)).toEqual([]);
  expect(batchLines(bytes("\r\n  \r\n\u001a"), undefined)).toEqual([]);
});

it("keeps a line that only looks blank", () => {
  expect(batchLines(Uint8Array.of(0xff), "437")).toMatchObject([{ text: "\u00a0" }]);
});

function bytes(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

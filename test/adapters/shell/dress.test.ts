import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { dressConfirmation, dressJson, dressReply } from "#adapters/shell/dress.ts";
import { quote } from "#bot/legible.ts";
import type { Mood, Reply } from "#bot/reply.ts";

const pipe = { columns: 80, colours: false };
const hostile = "\u001B[2J\u001B]0;owned\u0007\u009B31m\r\n\b\u202Etxt.\u2066";
/** What a terminal would act on; a line break alone is the layout's own. */
const acted = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function reply(more: Partial<Reply> = {}): Reply {
  return {
    headline: [quote("PC-42"), " asks to restart."],
    mood: "attention",
    body: [["The first paragraph."], ["The second."]],
    evidence: [
      {
        title: "What the batch would do",
        rows: [{ quote: "REN A.000 A.DLL", says: ["line 1: already done"] }, { says: ["no more"] }],
      },
    ],
    buttons: [],
    footer: ["Case K7Q2-MD4X"],
    ...more,
  };
}

function withoutBreaks(text: string): string {
  return text.replaceAll("\n", "");
}

describe("a reply in the shell", () => {
  test("stands in blocks, the headline first and the case last", () => {
    expect(dressReply(reply(), pipe)).toBe(`PC-42 asks to restart.

The first paragraph.

The second.

What the batch would do
  REN A.000 A.DLL
      line 1: already done
  no more

Case K7Q2-MD4X
`);
  });

  test("leaves out what it does not have", () => {
    const bare = reply({ body: [], evidence: [], footer: [] });

    expect(dressReply(bare, pipe)).toBe("PC-42 asks to restart.\n");
  });

  test("carries no control character of anybody else", () => {
    const shown = quote(hostile);
    const text = dressReply(
      reply({
        headline: [shown, " asks."],
        body: [["It said ", shown]],
        evidence: [{ title: "Lines", rows: [{ quote: shown.quote, says: [shown] }] }],
        footer: ["asked by ", shown],
      }),
      pipe,
    );

    expect(withoutBreaks(text)).not.toMatch(acted);
    expect(text.match(/owned/gu)).toHaveLength(5);
  });

  test.each<Mood>(["attention", "trouble", "done", "calm"])(
    "has no colours in a pipe, and the same words with them: %s",
    (mood) => {
      const plain = dressReply(reply({ mood }), pipe);
      const coloured = dressReply(reply({ mood }), { ...pipe, colours: true });

      expect(withoutBreaks(plain)).not.toMatch(acted);
      expect(coloured).toContain("\u001B[");
      expect(stripVTControlCharacters(coloured)).toBe(plain);
    },
  );

  test.each([
    { columns: 60, width: 60 },
    { columns: 10, width: 40 },
    { columns: 250, width: 100 },
  ])("is at most $width wide on $columns columns", ({ columns, width }) => {
    const long = "lorem ipsum dolor sit amet ".repeat(20).trim();
    const text = dressReply(
      reply({ body: [[long]], evidence: [{ title: "Long", rows: [{ says: [long] }] }] }),
      { columns, colours: false },
    );
    const widths = text.split("\n").map(({ length }) => length);

    expect(Math.max(...widths)).toBeLessThanOrEqual(width + 2);
    expect(Math.max(...widths)).toBeGreaterThan(width - 10);
    expect(text.replaceAll(/\s+/gu, " ")).toContain(`${long} Long ${long}`);
  });

  test("keeps a line of a batch whole, however long, so that it can be compared", () => {
    const line = `COPY C:\\${"A".repeat(120)}.000 C:\\B.DLL`;
    const rows = [{ quote: line, says: ["done"] }];

    expect(dressReply(reply({ evidence: [{ title: "Batch", rows }] }), pipe)).toContain(line);
  });
});

describe("a quote that the bot did not make legible", () => {
  test("is spelled out, and cut with a count of what is left", () => {
    const rows = [{ quote: `${hostile}${"x".repeat(100_000)}`, says: [] }];

    const text = dressReply(reply({ evidence: [{ title: "Batch", rows }] }), pipe);

    expect(withoutBreaks(text)).not.toMatch(acted);
    expect(text).toContain("\\u{1B}[2J");
    expect(text).toMatch(/x… \(96\d{3} more characters\)/u);
    expect(text.length).toBeLessThan(5_000);
  });
});

describe("a confirmation in the shell", () => {
  test("ends with a question whose default is no", () => {
    const text = dressConfirmation(
      {
        title: "Remove the restart files?",
        text: [["They can be put back."], [quote(hostile)]],
        yes: "Remove",
        no: "Leave as it is",
        press: "x:confirm",
      },
      pipe,
    );

    expect(text).toMatch(
      /^Remove the restart files\?\nThey can be put back\.\n.*\nRemove\? \[y\/N\] $/u,
    );
    expect(withoutBreaks(text)).not.toMatch(acted);
  });
});

describe("JSON in the shell", () => {
  test.each(["\u009B31m", "\u007F", "\u202E", "\u2028", "\u{E0001}", "\u001B[2J", "\uD800"])(
    "carries %j as an escape, and gives it back",
    (text) => {
      const written = dressJson({ text });

      expect(withoutBreaks(written)).not.toMatch(acted);
      expect(JSON.parse(written)).toEqual({ text });
    },
  );

  test("leaves other letters as they are", () => {
    expect(dressJson({ name: "Zoë 日本 🖥" })).toBe('{\n  "name": "Zoë 日本 🖥"\n}\n');
  });
});

import { expect, test } from "vitest";
import { dress, dressConfirmation } from "#adapters/discord/dress.ts";
import type { Reply } from "#bot/reply.ts";
import { buttonsOf, Component, countOf, shown, textsOf } from "../../support/discord-components.ts";
import { judgeBody } from "../../support/discord-rules.ts";
import { offering, removal, reply } from "../../support/discord-scene.ts";

const rich: Reply = {
  ...offering("PC-42 asks because of two left-behind files."),
  body: [
    ["Nothing in ", { quote: "_Mssetup.bat" }, " is left to do. A restart will not help."],
    ["See https://example.com/Q153227_old for why (inferred)."],
  ],
  evidence: [
    {
      title: "Restart files",
      rows: [
        { quote: "C:\\Windows\\_Mssetup.bat", says: ["255 bytes"] },
        { says: ["_Msrstrt.exe is there"] },
      ],
    },
    { title: "Lines", rows: [{ quote: "REN C:\\A.000 A.DLL", says: [] }] },
  ],
  footer: ["Case K7Q2-MD4X"],
};

const hostile = [
  "@everyone @here <@1001> <@&222> <#601> <:smile:12> <t:1> </why:1> <id:home>",
  "`code` ``` ```ansi",
  "[click](https://evil.example) https://evil.example ||spoiler|| # heading",
  "-# small\n# big\n> quote\n- list",
  "\u202Egnp.exe\u2066 \u0000\u0007\u001B[31m",
  "</script><b>bold</b>",
  "\uD800 lone",
  "",
];

function textsIn(payload: { readonly components: readonly unknown[] }): readonly string[] {
  return textsOf(Component.array().parse(payload.components));
}

test("dresses a rich reply as one container in reading order", () => {
  const payload = dress(rich);

  expect(textsIn(payload)).toEqual([
    "**PC-42 asks because of two left-behind files.**",
    "Nothing in `_Mssetup.bat` is left to do. A restart will not help.\n\n" +
      "See https://example.com/Q153227_old for why (inferred).",
    "**Restart files**\n- `C:\\Windows\\_Mssetup.bat`: 255 bytes\n- \\_Msrstrt.exe is there",
    "**Lines**\n- `REN C:\\A.000 A.DLL`",
    "-# Case K7Q2-MD4X",
  ]);
  expect(buttonsOf(Component.array().parse(payload.components))).toEqual([
    { type: 2, style: 4, label: "Remove the files", custom_id: "wr:offer:ask" },
  ]);
  expect(payload).toMatchObject({ flags: 32768, allowed_mentions: { parse: [] } });
  expect(judgeBody(payload, { way: "create" }).problems).toEqual([]);
});

test.for(hostile)("shows hostile text literally: %j", (quote) => {
  const line = ["It says ", { quote }, "."];

  const payload = dress(
    reply("x", {
      headline: line,
      body: [line, line],
      evidence: [{ title: "Lines", rows: [{ quote, says: line }] }],
      footer: line,
    }),
  );

  expect(judgeBody(payload, { way: "create" }).problems).toEqual([]);
});

test("shows a quote as it is, but for the backtick and what cannot be seen", () => {
  const quote = "**@everyone** `<@1>`\u202E";

  const [headline = ""] = textsIn(dress(reply("x", { headline: [{ quote }] })));

  expect(shown(headline)).toBe("**@everyone** \u02CB<@1>\u02CB\uFFFD");
});

test("keeps the bot's own words from becoming Markdown, and its links links", () => {
  const words = "# _Msrstrt.exe *and* C:\\Windows | @everyone <@1> [x](y) https://example.com/a_b";

  const [, body = ""] = textsIn(dress(reply("x", { body: [[words]] })));

  expect(shown(body).replaceAll("\u200B", "")).toBe(words);
  expect(body).toContain(" https://example.com/a_b");
  expect(judgeBody(dress(reply("x", { body: [[words]] })), { way: "create" }).problems).toEqual([]);
});

test("cuts two megabytes of junk and says how much there was", () => {
  const junk = "`@everyone ".repeat(200_000);

  const payload = dress(reply("x", { headline: [{ quote: junk }], footer: ["Case K7Q2-MD4X"] }));

  expect(judgeBody(payload, { way: "create" }).problems).toEqual([]);
  expect(textsIn(payload).join("\n")).toContain("…` (2200000 characters)");
});

test("counts the evidence that does not fit, and never drops the footer", () => {
  const rows = Array.from({ length: 500 }, (_, index) => ({
    quote: `REN C:\\TEMP\\FILE${index}.000 FILE${index}.DLL`,
    says: ["would be renamed at the next start"],
  }));

  const payload = dress({ ...rich, evidence: [{ title: "Lines", rows }] });

  const texts = textsIn(payload);
  const shownRows = texts
    .join("\n")
    .split("\n")
    .filter((line) => line.startsWith("- `")).length;
  expect(judgeBody(payload, { way: "create" }).problems).toEqual([]);
  expect(texts.at(-2)).toBe(`-# … ${500 - shownRows} more lines are in the case.`);
  expect(texts.at(-1)).toBe("-# Case K7Q2-MD4X");
  expect(shownRows).toBeGreaterThan(20);
});

test("stays within the components of a message however many pieces of evidence there are", () => {
  const evidence = Array.from({ length: 90 }, () => ({ title: "T", rows: [{ says: ["s"] }] }));

  const payload = dress({ ...rich, evidence });

  const components = Component.array().parse(payload.components);
  expect(countOf(components)).toBeLessThanOrEqual(40);
  expect(textsIn(payload).join("\n")).toMatch(/… \d+ more lines are in the case\./u);
  expect(judgeBody(payload, { way: "create" }).problems).toEqual([]);
});

test("counts the paragraphs and losses that do not fit", () => {
  const text = Array.from({ length: 300 }, (_, index) => [`${index} `, { quote: "x".repeat(90) }]);

  const answer = dress(reply("x", { body: text, footer: ["Case K7Q2-MD4X"] }));
  const withoutCase = dress(reply("x", { body: text }));
  const question = dressConfirmation({ ...removal, text }, "1574574488463343617");

  expect(textsIn(answer).join("\n")).toMatch(/… \d+ more lines are in the case\./u);
  expect(textsIn(withoutCase).join("\n")).toMatch(/… \d+ more lines are left out\./u);
  expect(textsIn(question).join("\n")).toMatch(/… \d+ more lines are in the case\./u);
  expect(judgeBody(answer, { way: "create" }).problems).toEqual([]);
  expect(judgeBody(question, { way: "create" }).problems).toEqual([]);
});

test("keeps labels and ids of a confirmation within Discord's limits", () => {
  const press = `${"a".repeat(56)}:confirm`;
  const long = { ...removal, yes: "Y".repeat(200), press };

  const payload = dressConfirmation(long, "15745744884633436170");

  expect(judgeBody(payload, { way: "create" }).problems).toEqual([]);
  expect(buttonsOf(Component.array().parse(payload.components))).toMatchObject([
    { label: `${"Y".repeat(79)}…`, custom_id: `wr:${press}@15745744884633436170` },
    { label: "Leave them", custom_id: "wr:_close" },
  ]);
});

import { describe, expect, it } from "vitest";
import { type Dressed, dressConfirmation, dressReply } from "#adapters/slack/dress.ts";
import type { Confirmation, Reply } from "#bot/reply.ts";
import { removeButton, reply } from "../../support/slack-scripted-bot.ts";
import { mentions, refusal } from "../../support/slack-server-blocks.ts";

const hostile = [
  "<!here> <@U0ALICE> <!subteam^S0DESK> <https://evil.example|ok>",
  "`*_~``` @channel &lt;!everyone&gt;",
  "</script>\u0000\u001B[31m\r\nnext\u2028line",
  "\u202Egnp.exe\u2066\u200B\uFEFF",
  "half \uD800 character",
];

function whole(dressed: Dressed): string {
  return JSON.stringify(dressed.blocks);
}

function faults({ text, blocks }: Dressed): unknown {
  return [refusal(text, blocks), mentions(text, blocks)];
}

const rich: Reply = {
  headline: [{ quote: "PC-42" }, " asks because of two left-behind files"],
  mood: "attention",
  body: [["A restart will not help, see https://learn.microsoft.com/q153227."], []],
  evidence: [
    {
      title: "The batch",
      rows: [{ quote: "REN C:\\A.000 A.DLL", says: ["is done"] }, { says: ["seen at 09:14"] }],
    },
  ],
  buttons: [removeButton],
  footer: ["Case ", { quote: "K7Q2MD" }],
};

describe("a reply in Slack's blocks", () => {
  it("is headline, body, evidence, buttons and footer in rich text", () => {
    expect(dressReply(rich)).toEqual({
      text: "PC-42 asks because of two left-behind files",
      blocks: [
        richText({
          type: "rich_text_section",
          elements: [
            { type: "emoji", name: "warning" },
            { type: "text", text: " " },
            { type: "text", text: "PC-42", style: { bold: true, code: true } },
            text(" asks because of two left-behind files", { bold: true }),
          ],
        }),
        richText({
          type: "rich_text_section",
          elements: [
            { type: "text", text: "A restart will not help, see " },
            { type: "link", url: "https://learn.microsoft.com/q153227" },
            { type: "text", text: "." },
          ],
        }),
        richText(
          { type: "rich_text_section", elements: [text("The batch", { bold: true })] },
          {
            type: "rich_text_list",
            style: "bullet",
            elements: [
              {
                type: "rich_text_section",
                elements: [
                  text("REN C:\\A.000 A.DLL", { code: true }),
                  { type: "text", text: " " },
                  { type: "text", text: "is done" },
                ],
              },
              { type: "rich_text_section", elements: [{ type: "text", text: "seen at 09:14" }] },
            ],
          },
        ),
        {
          type: "actions",
          elements: [
            {
              type: "button",
              action_id: "wr:press:0",
              text: plain("Remove the restart files"),
              style: "danger",
              value: "confirmed:1",
              confirm: {
                title: plain("Remove the restart files?"),
                text: plain("Two files of PC-42 are moved away."),
                confirm: plain("Remove"),
                deny: plain("Leave them"),
                style: "danger",
              },
            },
          ],
        },
        { type: "context", elements: [plain("Case K7Q2MD")] },
      ],
    });
  });

  it("is something that Slack takes and that calls nobody", () => {
    expect(faults(dressReply(rich))).toEqual([undefined, []]);
  });

  it.each(hostile)("shows hostile text literally wherever it stands: %j", (junk) => {
    const dressed = dressReply({
      ...rich,
      headline: [{ quote: junk }, " asks"],
      body: [["It says ", { quote: junk }]],
      evidence: [{ title: "The batch", rows: [{ quote: junk, says: [{ quote: junk }] }] }],
      buttons: [
        { ...removeButton, confirm: { ...removeButton.confirm, text: [[{ quote: junk }]] } },
      ],
      footer: [{ quote: junk }],
    });

    expect(faults(dressed)).toEqual([undefined, []]);
    expect(whole(dressed)).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u2028\u200B\uFEFF]|\\[nru]/);
    expect(encodeURIComponent(dressed.text)).toBeTruthy();
  });

  it("spells out what cannot be seen", () => {
    const dressed = dressReply(reply("x", { body: [[{ quote: "a\u202Eb\r\n" }]] }));

    expect(whole(dressed)).toContain("a⟨U+202E⟩b⟨U+000D⟩⟨U+000A⟩");
  });

  it("cuts two megabytes of junk and says how much is missing", () => {
    const junk = "A".repeat(2_000_000);
    const dressed = dressReply({ ...rich, headline: [{ quote: junk }], body: [[{ quote: junk }]] });

    expect(faults(dressed)).toEqual([undefined, []]);
    expect(whole(dressed)).toContain("… (1999600 more characters)");
  });

  it("says how many lines of evidence did not fit, and keeps buttons and footer", () => {
    const rows = Array.from({ length: 400 }, (_, line) => ({
      quote: `DEL C:\\TEMP\\${line}`,
      says: [`line ${line}`],
    }));
    const dressed = dressReply({ ...rich, evidence: [{ title: "The batch", rows }] });
    const shown = whole(dressed).split("DEL ").length - 1;

    expect(faults(dressed)).toEqual([undefined, []]);
    expect(shown).toBeGreaterThan(40);
    expect(whole(dressed)).toContain(`… ${400 - shown} more lines are in the case.`);
    expect(dressed.blocks.slice(-2).map((block) => block.type)).toEqual(["actions", "context"]);
  });

  it("keeps to fifty blocks however many groups there are", () => {
    const groups = Array.from({ length: 90 }, (_, n) => ({ title: `G${n}`, rows: [] }));
    const dressed = dressReply({ ...rich, evidence: groups });

    expect(faults(dressed)).toEqual([undefined, []]);
    expect(whole(dressed)).toMatch(/… \d+ more lines are in the case/);
  });

  it("lets the bot ask itself when the confirmation is too long for Slack's dialog", () => {
    const confirm = { ...removeButton.confirm, text: [["x".repeat(301)]] };
    const dressed = dressReply({ ...rich, buttons: [{ ...removeButton, confirm }] });

    expect(whole(dressed)).toContain('"value":"offer:1"');
    expect(whole(dressed)).not.toContain('"confirm"');
  });
});

describe("a confirmation in Slack's blocks", () => {
  const confirmation: Confirmation = {
    ...removeButton.confirm,
    text: [["This is lost: ", { quote: "<!here>" }]],
  };

  it("carries the message that it is about in its yes", () => {
    const dressed = dressConfirmation(confirmation, { ts: "17.01", thread: "17.00" });

    expect(faults(dressed)).toEqual([undefined, []]);
    expect(dressed.blocks.at(-1)).toMatchObject({
      elements: [
        {
          action_id: "wr:yes",
          style: "danger",
          value: '{"press":"confirmed:1","ts":"17.01","thread":"17.00"}',
        },
        { action_id: "wr:no" },
      ],
    });
  });

  it("says so when not all that is lost fits", () => {
    const text = Array.from({ length: 200 }, (_, n) => [`This is lost: ${n} `.repeat(10)]);
    const dressed = dressConfirmation({ ...confirmation, text }, { ts: "17.01" });

    expect(faults(dressed)).toEqual([undefined, []]);
    expect(whole(dressed)).toMatch(/… \d+ more lines are left out\./);
  });
});

function richText(...elements: object[]): object {
  return { type: "rich_text", elements };
}

function text(words: string, style: object): object {
  return { type: "text", text: words, style };
}

function plain(words: string): object {
  return { type: "plain_text", text: words, emoji: false };
}

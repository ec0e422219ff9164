import { describe, expect, it } from "vitest";
import { spoken } from "#adapters/slack/spoken.ts";

describe("a person's words out of Slack's markup", () => {
  it.each([
    ["takes the bot's own name off", "<@U0BOT> why PC-42", "why PC-42"],
    ["takes it off anywhere", "why <@U0BOT|whyreboot> PC-42 <@U0BOT>", "why   PC-42"],
    [
      "shows a link as the person saw it",
      "why <http://PC-42.example|PC-42.example>",
      "why PC-42.example",
    ],
    ["shows a link without a label", "<https://example.org/a>", "https://example.org/a"],
    ["shows a mail address", "<mailto:a@example.org|a@example.org>", "a@example.org"],
    [
      "keeps the mention of somebody else as text",
      "<@U0ALICE|alice> <!here> <#C1|general>",
      "alice @here general",
    ],
    ["decodes entities once", "a &lt;b&gt; &amp;lt; c", "a <b> &lt; c"],
    ["makes no-break spaces plain", "why\u00A0PC-42\u00A0", "why PC-42"],
    ["keeps typographic quotes", "why “PC-42”", "why “PC-42”"],
  ])("%s", (_, text, words) => {
    expect(spoken(text, "U0BOT")).toBe(words);
  });
});

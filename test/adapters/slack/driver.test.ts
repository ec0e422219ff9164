import { describe, expect, it, onTestFinished } from "vitest";
import type { Bot } from "#bot/bot.ts";
import type { ChatDriver } from "../../support/chat-driver.ts";
import { startSlackChat } from "../../support/slack-driver.ts";
import {
  confirming,
  foundFor,
  removeButton,
  reply,
  scriptedBot,
} from "../../support/slack-scripted-bot.ts";

const answered = "PC-42 asks because of left-behind files";
const gone = "The files of PC-42 are gone";

describe.each(["socket", "http"] as const)("people in Slack over %s", (transport) => {
  async function chat(bot: Bot): Promise<ChatDriver> {
    const driver = await startSlackChat({ transport, bot: () => bot });
    onTestFinished(async () => {
      await driver.stop();
      expect(driver.violations()).toEqual([]);
    });
    return driver;
  }

  it("ask, press, answer Slack's dialog, and see the outcome", async () => {
    const driver = await chat(scriptedBot());

    const answer = await driver.ask("why PC-42 & <PC-43>");
    const outcome = await driver.press(answer, removeButton.label);
    const again = await driver.again(answer);

    expect(answer).toMatchObject({ buttons: [removeButton.label], audience: "everyone" });
    expect(answer.text).toContain("Asked: why PC-42 & <PC-43>");
    expect(outcome.text).toContain(gone);
    expect(outcome.text).toContain("Remove the restart files?\nTwo files of PC-42 are moved away.");
    expect(again).toMatchObject({ buttons: [], audience: "everyone" });
    expect(again.text).toContain(gone);
  });

  it("change their mind at Slack's dialog", async () => {
    const driver = await chat(scriptedBot());
    const answer = await driver.ask("PC-42");

    const after = await driver.press(answer, removeButton.label, { answer: "no" });

    expect(after.text).toContain(answered);
    expect(after.buttons).toEqual([removeButton.label]);
  });

  it("answer the bot's own questions", async () => {
    const script = confirming(2);
    const driver = await chat(scriptedBot({ press: async (pressed) => script(pressed) }));
    const answer = await driver.ask("PC-42");

    const outcome = await driver.press(answer, removeButton.label);

    expect(outcome.text).toContain(gone);
    expect(outcome.text).toContain("Really, question 1?");
    expect(outcome.text).toContain("Really, question 2?");
    expect(outcome.buttons).toEqual([]);
  });

  it("say no to the bot's own question when Slack has no dialog for it", async () => {
    const long = { ...removeButton.confirm, text: [["x".repeat(400)]] };
    const button = { ...removeButton, confirm: long };
    const script = confirming(1);
    const driver = await chat(
      scriptedBot({
        ask: async () => ({ reply: reply(answered, { buttons: [button] }), audience: "everyone" }),
        press: async (pressed) => script(pressed),
      }),
    );
    const answer = await driver.ask("PC-42");

    const after = await driver.press(answer, removeButton.label, { answer: "no" });

    expect(after.text).toContain("Really, question 1?");
    expect(after.buttons).toEqual([removeButton.label]);
  });

  it("are refused alone", async () => {
    const driver = await chat(
      scriptedBot({
        ask: async (asked) => foundFor("slack:user:U0MEMBER", asked),
        press: async () => ({ kind: "refused", reply: reply("You may not remove files") }),
      }),
    );

    const asked = await driver.ask("PC-42", "stranger");
    const answer = await driver.ask("PC-42");
    const pressed = await driver.press(answer, removeButton.label, { as: "stranger" });

    expect([asked.audience, pressed.audience]).toEqual(["asker", "asker"]);
    expect(pressed.text).toContain("You may not remove files");
    expect((await driver.again(answer)).buttons).toEqual([removeButton.label]);
  });
});

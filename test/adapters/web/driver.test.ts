import { afterEach, describe, expect, test } from "vitest";
import type { Pressed } from "#bot/bot.ts";
import { browserSuite, missingForBrowser } from "../../support/browser.ts";
import type { ChatDriver } from "../../support/chat-driver.ts";
import { startWebChat } from "../../support/web-driver.ts";
import { leftover, losing, refusal } from "../../support/web-replies.ts";
import {
  clearTwice,
  type Script,
  type ScriptedBot,
  scriptedBot,
} from "../../support/web-scripted-bot.ts";

const label = "Remove the two files";

describe.skipIf(missingForBrowser().length > 0)(`${browserSuite()}: people at the page`, () => {
  let chat: ChatDriver | undefined;

  afterEach(async () => {
    await chat?.stop();
  });

  async function start(script: Script = {}): Promise<{ chat: ChatDriver; bot: ScriptedBot }> {
    const bot = scriptedBot(script);
    chat = await startWebChat({ bot: () => bot });
    return { chat, bot };
  }

  test("ask and read everything, folded evidence included", async () => {
    const { chat } = await start();

    const answer = await chat.ask("why does PC-42 ask to reboot");
    const help = await chat.ask("what can you do");

    expect(answer).toMatchObject({ buttons: [label], audience: "everyone" });
    expect(answer.text).toContain("REN COMCTL32.000 COMCTL32.DLL");
    expect(answer.text).toContain("Case K7Q2-MD4X");
    expect(help).toMatchObject({ buttons: [], audience: "asker" });
    expect(chat.violations()).toEqual([]);
  });

  test("press, answer yes twice, and read what they were asked and what came of it", async () => {
    const { chat } = await start({ press: clearTwice });
    const answer = await chat.ask("PC-42");

    const after = await chat.press(answer, label);

    expect(after.text).toContain("Remove the restart files?");
    expect(after.text).toContain(losing.title);
    expect(after.text).toContain("Removed both restart files from PC-42.");
    expect(after.buttons).toEqual(["Put them back"]);
    expect(await chat.again(answer)).toMatchObject({ buttons: ["Put them back"] });
  });

  test("answer no and have sent nothing", async () => {
    const { chat, bot } = await start();
    const answer = await chat.ask("PC-42");

    const after = await chat.press(answer, label, { answer: "no" });

    expect(after.buttons).toEqual([label]);
    expect(bot.pressed).toEqual([]);
  });

  test("press as somebody else, under their own id, and are refused in private", async () => {
    const press = (): Pressed => ({ kind: "refused", reply: refusal });
    const { chat, bot } = await start({ press });
    const answer = await chat.ask("PC-42");

    const after = await chat.press(answer, label, { as: "stranger" });

    expect(bot.pressed.map(({ person }) => person.id)).toEqual(["web:user:stranger"]);
    expect(after).toMatchObject({ audience: "asker", buttons: [] });
    expect(after.text).toContain("You may ask, but not remove files.");
    expect(await chat.again(answer)).toMatchObject({ buttons: [label] });
  });

  test("press a button of long ago in a window that still shows it", async () => {
    const { chat, bot } = await start();
    const answer = await chat.ask("PC-42");
    await chat.press(answer, label);

    await chat.press(answer, label);

    expect(bot.pressed).toHaveLength(2);
  });

  test("press the same button in two windows at once", async () => {
    const gate = Promise.withResolvers<void>();
    const { chat, bot } = await start({
      press: async () => {
        await gate.promise;
        return { kind: "replaced", reply: leftover, ok: true };
      },
    });
    const answer = await chat.ask("PC-42");

    const both = Promise.all([chat.press(answer, label), chat.press(answer, label)]);
    await expect.poll(() => bot.pressed, { timeout: 15_000 }).toHaveLength(2);
    gate.resolve();

    expect(await both).toHaveLength(2);
    expect(chat.violations()).toEqual([]);
  });
});

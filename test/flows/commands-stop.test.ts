import { afterEach, beforeEach, expect, test } from "vitest";
import { type ChatDesk, openChatDesk } from "../support/chat-desk.ts";
import { wordsOf } from "../support/slack-reading.ts";
import type { SlackMessage } from "../support/slack-server-world.ts";

/** Milliseconds that a supervisor waits before it kills. */
const patience = 10_000;

let chat: ChatDesk;
beforeEach(async () => {
  chat = await openChatDesk();
});
afterEach(async () => {
  await chat.stop();
});

test("says in place of an open progress message that it is being restarted, and ends in time", async () => {
  const bot = chat.desk.start(["start"], { env: chat.tokens });
  await bot.printed(/"ready;/u);
  const text = `<@${chat.slack.world.bot.userId}> PC-47`;
  const { message } = await chat.slack.say({ user: "U0MEMBER", channel: "C0HELPDESK", text });
  await answerSaying(message, "Looking at PC-47");

  const told = performance.now();
  bot.signal("SIGTERM");
  await answerSaying(message, "I am being restarted; ask again in a minute.");

  expect(await bot.ended).toMatchObject({ status: 0 });
  expect(performance.now() - told).toBeLessThan(patience);
  expect(chat.violations()).toEqual([]);
});

async function answerSaying(asked: SlackMessage, words: string): Promise<void> {
  await chat.slack.world.until(words, () =>
    chat.slack.world.messages.find(
      (one) => one.thread === asked.ts && wordsOf(one).includes(words),
    ),
  );
}

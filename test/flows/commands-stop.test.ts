import { afterEach, beforeEach, expect, test } from "vitest";
import { type CommandDesk, openDesk } from "../support/command-desk.ts";
import { type DiscordServer, startDiscordServer } from "../support/discord-server.ts";
import { wordsOf } from "../support/slack-reading.ts";
import { type SlackServer, secrets, startSlackServer } from "../support/slack-server.ts";
import type { SlackMessage } from "../support/slack-server-world.ts";

/** Milliseconds that a supervisor waits before it kills. */
const patience = 10_000;

let slack: SlackServer;
let discord: DiscordServer;
let desk: CommandDesk;
beforeEach(async () => {
  slack = await startSlackServer("socket");
  discord = await startDiscordServer();
  desk = await openDesk({ slackUrl: slack.apiUrl, discordUrl: discord.apiUrl });
});
afterEach(async () => {
  await desk.stop();
  await slack.stop();
  await discord.stop();
});

test("says in place of an open progress message that it is being restarted, and ends in time", async () => {
  const bot = desk.start(["start"], {
    env: {
      SLACK_BOT_TOKEN: secrets.botToken,
      SLACK_APP_TOKEN: secrets.appToken,
      DISCORD_TOKEN: discord.world.token,
    },
  });
  await bot.printed(/"ready;/u);
  const text = `<@${slack.world.bot.userId}> PC-47`;
  const { message } = await slack.say({ user: "U0MEMBER", channel: "C0HELPDESK", text });
  await answerSaying(message, "Looking at PC-47");

  const told = performance.now();
  bot.signal("SIGTERM");
  await answerSaying(message, "I am being restarted; ask again in a minute.");

  expect(await bot.ended).toMatchObject({ status: 0 });
  expect(performance.now() - told).toBeLessThan(patience);
  expect(slack.world.violations).toEqual([]);
});

async function answerSaying(asked: SlackMessage, words: string): Promise<void> {
  await slack.world.until(words, () =>
    slack.world.messages.find((one) => one.thread === asked.ts && wordsOf(one).includes(words)),
  );
}

import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { type ChatDesk, openChatDesk } from "../support/chat-desk.ts";
import { createPeople } from "../support/discord-client.ts";
import { replyTo, textOf } from "../support/discord-driver.ts";
import type { StoredMessage } from "../support/discord-world.ts";
import { must } from "../support/office.ts";
import { buttonsOf, wordsOf } from "../support/slack-reading.ts";
import type { SlackMessage } from "../support/slack-server-world.ts";

const lost = "so it has no answer";
const channel = "C0HELPDESK";
const counts = { killed: 0, "said to be lost": 0, settled: 0 };

let chat: ChatDesk;
beforeEach(async () => {
  chat = await openChatDesk();
});
afterEach(async () => {
  await chat.stop();
  const violations = chat.violations();
  if (violations.length > 0) throw new Error(violations.join("\n"));
});
afterAll(() => {
  process.stdout.write(`killed before the last word: ${JSON.stringify(counts)}, silent: 0\n`);
});

interface Started {
  kill(): Promise<void>;
}

async function startBot(): Promise<Started> {
  const bot = chat.desk.start(["start"], { env: chat.tokens });
  await bot.printed(/"ready;/u);
  return {
    async kill() {
      bot.signal("SIGKILL");
      await bot.ended;
      counts.killed += 1;
    },
  };
}

async function askInSlack(name: string): Promise<SlackMessage> {
  const text = `<@${chat.slack.world.bot.userId}> ${name}`;
  return (await chat.slack.say({ user: "U0ALICE", channel, text })).message;
}

async function inSlack(asked: SlackMessage, words: RegExp): Promise<SlackMessage> {
  return await chat.slack.world.until(String(words), () =>
    answersTo(asked).find((one) => words.test(wordsOf(one))),
  );
}

function answersTo(asked: SlackMessage): SlackMessage[] {
  return chat.slack.world.messages.filter((one) => one.thread === asked.ts && !one.deleted);
}

/** Until the bot's store knows of a place like that. */
async function recorded(part: string): Promise<void> {
  using store = new DatabaseSync(chat.desk.path("whyreboot.db"), { readOnly: true });
  const places = store.prepare("select place_json from open_messages");
  await expect
    .poll(() => places.all().map(({ place_json: json }) => String(json)), { timeout: 5_000 })
    .toEqual([expect.stringContaining(part)]);
}

async function inDiscord(words: RegExp, find: () => StoredMessage | undefined): Promise<void> {
  await chat.discord.world.until(String(words), () => {
    const found = find();
    return found !== undefined && words.test(textOf(found));
  });
}

test("a question in Slack is said to be lost in its own message", async () => {
  const bot = await startBot();
  const asked = await askInSlack("PC-47");
  await inSlack(asked, /Looking at PC-47/u);
  await recorded("ts");
  await bot.kill();

  await startBot();

  await inSlack(asked, new RegExp(lost, "u"));
  expect(answersTo(asked)).toHaveLength(1);
  counts["said to be lost"] += 1;
});

test("a question in Slack is said to be lost in its thread, however early the end came", async () => {
  const bot = await startBot();
  const asked = await askInSlack("PC-47");
  await recorded("channel");
  await bot.kill();

  await startBot();

  const said = await inSlack(asked, new RegExp(lost, "u"));
  expect(said.thread).toBe(asked.ts);
  counts["said to be lost"] += 1;
});

test("a question in Discord is said to be lost in its own message", async () => {
  const bot = await startBot();
  const people = createPeople(chat.discord);
  const asked = people.say("1001", "601", `<@${chat.discord.world.self}> PC-47`);
  const answer = (): StoredMessage | undefined => replyTo(chat.discord.world, asked.id);
  await inDiscord(/Looking at PC-47/u, answer);
  await bot.kill();

  await startBot();

  await inDiscord(new RegExp(lost, "u"), answer);
  const said = [...chat.discord.world.messages.values()].filter(
    ({ author }) => author === chat.discord.world.self,
  );
  expect(said).toHaveLength(1);
  counts["said to be lost"] += 1;
});

test("a removal in Slack is told in its own message, however far it came", async () => {
  const bot = await startBot();
  const asked = await askInSlack("PC-42");
  const answer = await inSlack(asked, /asks to restart because/u);
  const button = must(buttonsOf(answer)[0]);
  await chat.slack.click({ message: answer, user: "U0ALICE", ...button });
  await inSlack(asked, /Removing the restart files/u);
  await bot.kill();

  await startBot();

  await inSlack(asked, /Removed both|was settled|Could not remove|before anything was changed/u);
  expect(answersTo(asked)).toHaveLength(1);
  counts.settled += 1;
});

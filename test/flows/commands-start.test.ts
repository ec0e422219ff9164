import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ChatDesk, openChatDesk } from "../support/chat-desk.ts";
import { shellId } from "../support/command-desk.ts";
import { createPeople } from "../support/discord-client.ts";
import { replyTo, textOf } from "../support/discord-driver.ts";
import type { StoredMessage } from "../support/discord-world.ts";
import { wordsOf } from "../support/slack-reading.ts";
import type { SlackMessage } from "../support/slack-server-world.ts";

const member = "U0MEMBER";
const channel = "C0HELPDESK";
const question = "why does PC-42 ask to reboot";
const verdict = "PC-42 asks to restart because an old setup left two files behind.";
/** Milliseconds that a supervisor may have to wait after SIGTERM. */
const soon = 5_000;

let chat: ChatDesk;
beforeEach(async () => {
  chat = await openChatDesk();
});
afterEach(async () => {
  await chat.stop();
});

async function answerInSlack(asked: SlackMessage): Promise<string> {
  const answer = await chat.slack.world.until("an answer in the thread", () =>
    chat.slack.world.messages.find(
      (one) => one.thread === asked.ts && wordsOf(one).includes(verdict),
    ),
  );
  return wordsOf(answer);
}

function isAnswered(asked: StoredMessage): boolean {
  const answer = replyTo(chat.discord.world, asked.id);
  return answer !== undefined && textOf(answer).includes(verdict);
}

describe("whyreboot start", () => {
  test("answers in Slack and in Discord, and ends soon after SIGTERM", async () => {
    const bot = chat.desk.start(["start"], { env: chat.tokens });
    await bot.printed(/"ready;/u);

    const text = `<@${chat.slack.world.bot.userId}> ${question}`;
    const { message } = await chat.slack.say({ user: member, channel, text });
    expect(await answerInSlack(message)).toContain("Case ");

    const people = createPeople(chat.discord);
    const asked = people.say("1001", "601", `<@${chat.discord.world.self}> ${question}`);
    await chat.discord.world.until("an answer in Discord", () => isAnswered(asked));

    const told = performance.now();
    bot.signal("SIGTERM");
    expect(await bot.ended).toMatchObject({ status: 0, stdout: "" });
    expect(performance.now() - told).toBeLessThan(soon);
    expect(chat.violations()).toEqual([]);
  });

  test("shares its cases with the shell while it runs", async () => {
    const bot = chat.desk.start(["start"], { env: chat.tokens });
    await bot.printed(/"ready;/u);
    const text = `<@${chat.slack.world.bot.userId}> ${question}`;
    const { message } = await chat.slack.say({ user: member, channel, text });
    const answer = await answerInSlack(message);
    const id = answer.replace(/^.*Case ([0-9A-Z]{4}-[0-9A-Z]{4}).*$/su, "$1");

    const cleared = await chat.desk.run(["clear", id, "--yes"]);

    expect(cleared).toMatchObject({ status: 0 });
    expect(cleared.stdout).toContain("Removed both restart files from PC-42.");
  });

  test("says to the log who may do what, and that it is ready", async () => {
    const bot = chat.desk.start(["start"], { env: chat.tokens });
    const ready = await bot.printed(/^.*"ready;.*$/mu);

    const clear = `slack:user:U0ALICE, slack:usergroup:S0DESK, discord:role:222, ${shellId}`;
    expect(JSON.parse(ready[0])).toMatchObject({
      policy: [
        `ask: slack:channel:C0HELPDESK, discord:role:222, ${shellId}`,
        `sweep: ${clear}`,
        `clear: ${clear}`,
        `undo: ${clear}`,
        "approve: nobody",
        `audit: ${clear}`,
        "approval: never needed",
      ],
    });
  });

  test("ends with 2 when the rights name a role that Discord does not know", async () => {
    await chat.desk.configure((yaml) =>
      yaml.replace('ask:   [ "', 'ask:   [ "discord:role:7777", "'),
    );
    const { status, stderr } = await chat.desk.run(["start"], { env: chat.tokens });

    expect(status).toBe(2);
    expect(stderr).toContain("The rights name ids that do not exist: discord:role:7777.");
  });

  test.each([
    ["nothing", ""],
    ["only where to tell its health", "health: { port: 0 }\n"],
  ])("ends with 2 when the configuration names no platform, but %s", async (_, instead) => {
    await chat.desk.configure((yaml) => yaml.replace(/slack:\n.*\ndiscord:\n.*\n/u, instead));
    const { status, stdout, stderr } = await chat.desk.run(["start"]);

    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("names no platform");
  });

  test.each([
    { platform: "Slack", variable: "SLACK_BOT_TOKEN", wrong: "xoxb-0000-not-a-token-of-anybody" },
    { platform: "Discord", variable: "DISCORD_TOKEN", wrong: "not-a.token-of.anybody-at-all" },
  ])("ends with 1 when $platform refuses the token", async ({ platform, variable, wrong }) => {
    const { status, stderr } = await chat.desk.run(["start"], {
      env: { ...chat.tokens, [variable]: wrong },
    });

    expect(status).toBe(1);
    expect(stderr).toContain(platform);
    expect(stderr).not.toContain("    at ");
  });

  test("ends with 1 when the only platform takes the token no more, though its health is told", async () => {
    await chat.desk.configure((yaml) =>
      yaml.replace(/slack:\n.*\n/u, "health: { port: 0 }\n").replaceAll(/"slack:[^"]*", /gu, ""),
    );
    const bot = chat.desk.start(["start"], { env: chat.tokens });
    await bot.printed(/"ready;/u);

    chat.discord.world.token = "another-token.of-the.same-bot";
    chat.discord.gateway.close(4004);

    expect(await bot.ended).toMatchObject({ status: 1 });
  });

  test("ends with 2 when tokens are missing, and names the variables", async () => {
    const { status, stderr } = await chat.desk.run(["start"]);

    expect(status).toBe(2);
    expect(stderr).toContain("SLACK_BOT_TOKEN");
    expect(stderr).toContain("SLACK_APP_TOKEN");
    expect(stderr).toContain("DISCORD_TOKEN");
  });
});

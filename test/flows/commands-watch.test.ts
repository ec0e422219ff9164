import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writePlace } from "#adapters/slack/tell.ts";
import { plantDoneWork } from "#practice/restart-files.ts";
import { type ChatDesk, openChatDesk } from "../support/chat-desk.ts";
import type { Running } from "../support/command.ts";
import { wordsOf } from "../support/slack-reading.ts";

const channel = "C0HELPDESK";

let chat: ChatDesk;
beforeEach(async () => {
  chat = await openChatDesk();
});
afterEach(async () => {
  await chat.stop();
  const violations = chat.violations();
  if (violations.length > 0) throw new Error(violations.join("\n"));
});

async function startBot(): Promise<Running> {
  const bot = chat.desk.start(["start"], { env: chat.tokens });
  await bot.printed(/"ready;/u);
  return bot;
}

function count(table: "watch_runs" | "watch_news"): number {
  using store = new DatabaseSync(chat.desk.path("whyreboot.db"), { readOnly: true });
  return Number(store.prepare(`select count(*) as rows from ${table}`).get()?.["rows"]);
}

test("a watch outlives its process, and tells below its question what changed meanwhile", async () => {
  const bot = await startBot();
  const text = `<@${chat.slack.world.bot.userId}> watch PC-46`;
  const { message: asked } = await chat.slack.say({ user: "U0ALICE", channel, text });
  await chat.slack.world.until("the answer", () =>
    chat.slack.world.messages.find((one) => wordsOf(one).includes("I watch PC-46 every hour.")),
  );
  await expect.poll(() => count("watch_runs"), { timeout: 20_000 }).toBe(1);
  bot.signal("SIGKILL");
  await bot.ended;
  plantDoneWork(chat.desk.fleet.windows("PC-46"));
  {
    using store = new DatabaseSync(chat.desk.path("whyreboot.db"));
    const due = "2020-01-01T00:00:00.000Z";
    const place = { platform: "slack", place: writePlace({ channel, thread: asked.ts }) };
    store.prepare("update watches set next_at = ?, place_json = ?").run(due, JSON.stringify(place));
  }

  await startBot();
  await expect.poll(() => count("watch_news"), { timeout: 30_000 }).toBe(1);

  const news = await chat.slack.world.until("the news", () =>
    chat.slack.world.messages.find((one) =>
      wordsOf(one).includes("Restart files appeared on PC-46."),
    ),
  );
  expect(news.thread).toBe(asked.ts);
  expect(wordsOf(news)).toContain("Installs in that time: none in the event logs.");
  expect(count("watch_news")).toBe(1);
}, 60_000);

import { afterEach, beforeEach, expect, it } from "vitest";
import { writePlace } from "#adapters/slack/tell.ts";
import { wordsOf } from "../../support/slack-reading.ts";
import { type Scene, startScene } from "../../support/slack-scene.ts";
import { reply, scriptedBot } from "../../support/slack-scripted-bot.ts";

const channel = "C0HELPDESK";

let scene: Scene;
beforeEach(async () => {
  scene = await startScene("socket", scriptedBot());
});
afterEach(async () => {
  await scene.stop();
});

const tellBelow = async (
  place: Parameters<typeof writePlace>[0],
  words: string,
): Promise<boolean> => await scene.running().tellBelow(writePlace(place), reply(words), "key");

it("says something new in the thread of the question, and leaves the answer as it is", async () => {
  const { message: asked } = await scene.server.say({
    user: "U0MEMBER",
    channel,
    text: "<@U0WHYBOT> watch PC-42",
  });
  const answer = await scene.message("left-behind files");
  const before = wordsOf(answer);

  const told = await tellBelow({ channel, thread: asked.ts, ts: answer.ts }, "It changed.");

  const news = await scene.message("It changed.");
  expect(told).toBe(true);
  expect(news.thread).toBe(asked.ts);
  expect(news.ts).not.toBe(answer.ts);
  expect(wordsOf(answer)).toBe(before);
});

it("begins a thread below an answer that stands in none", async () => {
  const { message: asked } = await scene.server.say({
    user: "U0MEMBER",
    channel,
    text: "<@U0WHYBOT> watch PC-42",
  });

  await tellBelow({ channel, thread: undefined, ts: asked.ts }, "It changed.");

  expect((await scene.message("It changed.")).thread).toBe(asked.ts);
});

it("says so when Slack does not take it", async () => {
  scene.server.world.planned.set("chat.postMessage", ["channel_not_found"]);

  expect(await tellBelow({ channel, thread: undefined }, "It changed.")).toBe(false);
  expect(scene.said()).toEqual([]);
});

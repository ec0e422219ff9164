import { afterEach, describe, expect, it } from "vitest";
import type { Bot } from "#bot/bot.ts";
import { type Scene, startScene } from "../../support/slack-scene.ts";
import { found, removeButton, removed, scriptedBot } from "../../support/slack-scripted-bot.ts";

const channel = "C0HELPDESK";
const mention = { user: "U0MEMBER", channel, text: "<@U0WHYBOT> PC-42" };
const answered = "PC-42 asks because of left-behind files";
const gone = "The files of PC-42 are gone";

/** A bot that notes what the person holds, at each question and at each click. */
function curiousBot(ids: readonly string[]): { bot: Bot; held: string[] } {
  const held: string[] = [];
  const bot = scriptedBot({
    ask: async (asked) => {
      held.push(await asked.person.holds(ids));
      return found(asked);
    },
    press: async (pressed) => {
      held.push(await pressed.person.holds(ids));
      return removed(pressed);
    },
  });
  return { bot, held };
}

describe("what a person at Slack holds", () => {
  let scene: Scene;

  afterEach(async () => {
    await scene.stop();
  });

  it.each([
    ["their own id", ["slack:user:U0MEMBER"], "yes"],
    ["the channel where they ask", ["slack:channel:C0HELPDESK"], "yes"],
    ["a user group that they are in", ["slack:usergroup:S0DESK"], "yes"],
    ["not somebody else's id", ["slack:user:U0STRANGER"], "no"],
    ["not another channel", ["slack:channel:C0ELSEWHERE"], "no"],
    ["nothing of another platform", ["discord:user:U0MEMBER", "web:user:local"], "no"],
    ["nothing when nothing is configured", [], "no"],
    [
      "nobody knows about a group that Slack does not tell",
      ["slack:usergroup:S0GONE"],
      "cannot-tell",
    ],
    [
      "their own id even if a group is not told",
      ["slack:usergroup:S0GONE", "slack:user:U0MEMBER"],
      "yes",
    ],
  ])("%s", async (_, ids, answer) => {
    const { bot, held } = curiousBot(ids);
    scene = await startScene("socket", bot);

    await scene.server.say(mention);
    await scene.message(answered);

    expect(held).toEqual([answer]);
  });

  it("is not a group's right when the group does not have them", async () => {
    const { bot, held } = curiousBot(["slack:usergroup:S0DESK"]);
    scene = await startScene("socket", bot);

    await scene.server.say({ ...mention, user: "U0STRANGER" });
    await scene.message(answered);

    expect(held).toEqual(["no"]);
  });

  it("cannot be told on a plan without user groups", async () => {
    const { bot, held } = curiousBot(["slack:usergroup:S0DESK"]);
    scene = await startScene("socket", bot);
    scene.server.world.groups.set("S0DESK", "unavailable");

    await scene.server.say(mention);
    await scene.message(answered);

    expect(held).toEqual(["cannot-tell"]);
  });

  it("cannot be told under a rate limit, which neither waits nor keeps the answer back", async () => {
    const { bot, held } = curiousBot(["slack:usergroup:S0DESK"]);
    scene = await startScene("socket", bot);
    scene.server.world.planned.set("http usergroups.users.list", ["429"]);

    await scene.server.say(mention);
    await scene.message(answered);

    expect(held).toEqual(["cannot-tell"]);
  });

  it("is remembered for questions and asked afresh for clicks", async () => {
    const { bot, held } = curiousBot(["slack:usergroup:S0DESK"]);
    scene = await startScene("socket", bot);
    await scene.server.say(mention);
    const answer = await scene.message(answered);
    scene.server.world.groups.set("S0DESK", []);

    await scene.server.say({ ...mention, text: "<@U0WHYBOT> again" });
    await scene.message("Asked: again");
    await scene.click(answer, removeButton.label);
    await scene.message(gone);

    expect(held).toEqual(["yes", "yes", "no"]);
  });

  it.each([
    ["a channel shared with another workspace", { outer: { is_ext_shared_channel: true } }],
    ["somebody of another workspace", { extra: { user_team: "T0OTHER" } }],
    ["a post of another workspace", { extra: { team: "T0OTHER" } }],
  ])("is nothing in or from %s", async (_, more) => {
    const { bot, held } = curiousBot(["slack:user:U0MEMBER", "slack:channel:C0HELPDESK"]);
    scene = await startScene("socket", bot);

    await scene.server.say({ ...mention, ...more });
    await scene.message(answered);

    expect(held).toEqual(["no"]);
  });

  it("is nothing for a click from another workspace", async () => {
    const { bot, held } = curiousBot(["slack:user:U0MEMBER"]);
    scene = await startScene("socket", bot);
    await scene.server.say(mention);
    const message = await scene.message(answered);

    await scene.server.click({
      user: "U0MEMBER",
      message,
      actionId: "wr:press:0",
      value: "confirmed:1",
      team: "T0OTHER",
    });
    await scene.message(gone);

    expect(held).toEqual(["yes", "no"]);
  });

  it.each([
    ["a bot", { bot_id: "B0OTHER" }],
    ["a workflow", { subtype: "bot_message", user: undefined }],
    ["the bot itself", { user: "U0WHYBOT" }],
  ])("does not come up when %s posts", async (_, extra) => {
    const { bot, held } = curiousBot([]);
    scene = await startScene("socket", bot);

    const { delivered } = await scene.server.say({ ...mention, extra });
    await scene.stopAdapter();

    expect(delivered.acknowledged).toBe(true);
    expect([held, scene.said()]).toEqual([[], []]);
  });
});

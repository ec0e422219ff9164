import { afterEach, describe, expect, it } from "vitest";
import type { Bot } from "#bot/bot.ts";
import { type Scene, startScene } from "../../support/slack-scene.ts";
import { found, removeButton, removed, scriptedBot } from "../../support/slack-scripted-bot.ts";

const mention = { user: "U0MEMBER", channel: "C0HELPDESK", text: "<@U0WHYBOT> PC-42" };
const answered = "PC-42 asks because of left-behind files";
const byPlace = ["slack:channel:C0HELPDESK", "slack:usergroup:S0DESK"];

interface Noted {
  readonly bot: Bot;
  readonly held: string[];
  readonly names: string[];
}

/** Notes what the person holds and is called, at each question and at each click. */
function noting(ids: readonly string[]): Noted {
  const held: string[] = [];
  const names: string[] = [];
  const bot = scriptedBot({
    ask: async (asked) => {
      held.push(await asked.person.holds(ids));
      names.push(asked.person.name);
      return found(asked);
    },
    press: async (pressed) => {
      held.push(await pressed.person.holds(ids));
      return removed(pressed);
    },
  });
  return { bot, held, names };
}

let scene: Scene;
afterEach(async () => {
  await scene.stop();
});

async function askAs(marks: readonly string[], noted: Noted, user = "U0MEMBER"): Promise<void> {
  scene = await startScene("socket", noted.bot, { scopes: ["users:read"] });
  scene.server.world.users.set("U0MEMBER", { name: "Mia", marks });
  await scene.server.say({ ...mention, user });
  await scene.message(answered);
}

describe("with the scope users:read", () => {
  it("names people as Slack does", async () => {
    const noted = noting(byPlace);

    await askAs([], noted);

    expect(noted.names).toEqual(["Mia"]);
    expect(noted.held).toEqual(["yes"]);
  });

  it.each([["is_restricted"], ["is_ultra_restricted"], ["is_bot"], ["deleted"], ["is_stranger"]])(
    "gives %s nothing by a channel or a user group",
    async (mark) => {
      const noted = noting(byPlace);

      await askAs([mark], noted);

      expect(noted.held).toEqual(["no"]);
    },
  );

  it("lets a guest in who is named", async () => {
    const noted = noting([...byPlace, "slack:user:U0MEMBER"]);

    await askAs(["is_restricted"], noted);

    expect(noted.held).toEqual(["yes"]);
  });

  it("cannot tell about a channel while Slack does not say who somebody is", async () => {
    const noted = noting(byPlace);
    scene = await startScene("socket", noted.bot, { scopes: ["users:read"] });
    scene.server.world.planned.set("users.info", ["fatal_error"]);

    await scene.server.say(mention);
    await scene.message(answered);

    expect(noted.held).toEqual(["cannot-tell"]);
    expect(noted.names).toEqual(["U0MEMBER"]);
  });

  it("asks again at a click, since somebody may have become a guest", async () => {
    const noted = noting(byPlace);
    await askAs([], noted);
    scene.server.world.users.set("U0MEMBER", { name: "Mia", marks: ["is_restricted"] });

    await scene.click(await scene.message(answered), removeButton.label);
    await scene.message("The files of PC-42 are gone");

    expect(noted.held).toEqual(["yes", "no"]);
  });
});

describe("without it", () => {
  it("asks nothing of the kind, and counts a channel for everybody in it", async () => {
    const noted = noting(byPlace);
    scene = await startScene("socket", noted.bot);
    scene.server.world.users.set("U0MEMBER", { name: "Mia", marks: ["is_restricted"] });

    await scene.server.say(mention);
    await scene.message(answered);

    expect(noted.held).toEqual(["yes"]);
    expect(noted.names).toEqual(["U0MEMBER"]);
    expect(scene.server.world.calls.filter(({ method }) => method === "users.info")).toEqual([]);
  });
});

describe("the ids of the configuration", () => {
  const ids = [
    "slack:user:U0MEMBER",
    "slack:user:U0NOBODY",
    "slack:usergroup:S0DESK",
    "slack:usergroup:S0GONE",
    "slack:channel:C0NOWHERE",
    "discord:role:1",
  ];

  it("are unknown only where Slack says so for sure", async () => {
    scene = await startScene("socket", scriptedBot(), {
      scopes: ["users:read", "usergroups:read"],
    });

    expect(await scene.running().knownIds(ids)).toEqual({
      unknown: ["slack:user:U0NOBODY", "slack:usergroup:S0GONE"],
      unchecked: ["slack:channel:C0NOWHERE"],
    });
  });

  it("are all unchecked without the scopes, and nothing is asked", async () => {
    scene = await startScene("socket", scriptedBot());

    expect(await scene.running().knownIds(ids)).toEqual({
      unknown: [],
      unchecked: ids.slice(0, 5),
    });
  });

  it("are unchecked when Slack fails", async () => {
    scene = await startScene("socket", scriptedBot(), {
      scopes: ["users:read", "usergroups:read"],
    });
    scene.server.world.planned.set("usergroups.list", ["fatal_error"]);
    scene.server.world.planned.set("users.info", ["fatal_error", "fatal_error"]);

    expect(await scene.running().knownIds(ids)).toEqual({
      unknown: [],
      unchecked: ids.slice(0, 5),
    });
  });
});

import { afterEach, describe, expect, it } from "vitest";
import type { Answer, Ask } from "#bot/bot.ts";
import type { Person } from "#bot/ports.ts";
import { must } from "../../support/office.ts";
import { buttonsOf } from "../../support/slack-reading.ts";
import { type Scene, startScene } from "../../support/slack-scene.ts";
import { found, removeButton, reply, scriptedBot } from "../../support/slack-scripted-bot.ts";
import {
  homeClickEnvelope,
  homeEnvelope,
  shortcutEnvelope,
  submissionEnvelope,
  suggestionEnvelope,
} from "../../support/slack-server-surfaces.ts";

const agent = { scopes: ["assistant:write"] };
const user = "U0MEMBER";

let scene: Scene;
afterEach(async () => {
  await scene.stop();
});

interface Noted {
  readonly asked: Ask[];
  readonly people: Person[];
}

async function start(names: readonly string[] = [], options = {}): Promise<Noted> {
  const noted: Noted = { asked: [], people: [] };
  const bot = scriptedBot({
    ask: async (asked) => {
      noted.asked.push(asked);
      return found(asked);
    },
    suggest: async ({ person, typed, most }) => {
      noted.people.push(person);
      return names.filter((name) => name.startsWith(typed.toUpperCase())).slice(0, most);
    },
    home: async () =>
      reply("You may ask about 2 workstations.", {
        body: [["For example ", { quote: "<!channel> PC-42" }]],
        buttons: [removeButton],
      }),
  });
  scene = await startScene("socket", bot, options);
  return noted;
}

describe("a message's menu", () => {
  it("asks about what the message names, in its thread", async () => {
    const noted = await start();
    const { message } = await scene.server.say({
      user: "U0STRANGER",
      channel: "C0HELPDESK",
      text: "PC-42 wants a restart again",
      extra: { subtype: "thread_broadcast" },
    });
    const on = { channel: message.channel, ts: message.ts, text: message.text };

    await scene.server.again(
      shortcutEnvelope(scene.server.world, { user, callback: "wr_why_message", on }),
    );
    const answer = await scene.message("PC-42 asks because");

    expect(noted.asked).toMatchObject([{ text: "PC-42 wants a restart again", quoted: true }]);
    expect(must(noted.asked[0]).person.id).toBe("slack:user:U0MEMBER");
    expect(answer.thread).toBe(message.ts);
  });

  it("asks once, however often Slack sends it", async () => {
    const noted = await start();
    const envelope = shortcutEnvelope(scene.server.world, {
      user,
      callback: "wr_why_message",
      on: { channel: "C0HELPDESK", ts: "1.1", text: "PC-42" },
    });
    scene.server.world.messages.push({
      channel: "C0HELPDESK",
      ts: "1.1",
      thread: undefined,
      author: user,
      onlyFor: undefined,
      text: "PC-42",
      blocks: [],
      version: 1,
      deleted: false,
    });

    await scene.server.again(envelope);
    await scene.server.again(envelope);
    await scene.message("PC-42 asks because");

    expect(noted.asked).toHaveLength(1);
  });
});

describe("the dialog", () => {
  it("opens at once from the shortcut, with a menu of workstations", async () => {
    await start();

    await scene.server.again(shortcutEnvelope(scene.server.world, { user, callback: "wr_ask" }));

    const { modals } = scene.server.world.surfaces;
    await expect.poll(() => modals.length).toBe(1);
    expect(JSON.stringify(modals)).toContain("external_select");
  });

  it("suggests only what the person may ask about, as they type", async () => {
    const noted = await start(["PC-42", "PC-43", "LAB-1"]);

    const delivered = await scene.server.again(suggestionEnvelope(scene.server.world, user, "pc"));

    expect(delivered.acknowledged).toBe(true);
    expect(noted.people.map(({ id }) => id)).toEqual(["slack:user:U0MEMBER"]);
  });

  it("answers in the person's own conversation with the bot", async () => {
    const noted = await start();

    await scene.server.again(submissionEnvelope(scene.server.world, user, "PC-42"));
    const answer = await scene.message("PC-42 asks because");

    expect(answer.channel).toBe("D0MEMBER");
    expect(must(noted.asked[0]).text).toBe("PC-42");
    expect(must(noted.asked[0]).person.alone).toBe(true);
  });
});

describe("the bot's own page", () => {
  async function open(): Promise<readonly unknown[]> {
    await scene.server.again(homeEnvelope(scene.server.world, user, "home"));
    return await scene.server.world.until("the page", () =>
      scene.server.world.surfaces.homes.get(user),
    );
  }

  it("shows what belongs to the person, and nothing on it mentions anybody", async () => {
    await start();

    const page = JSON.stringify(await open());

    expect(page).toContain("You may ask about 2 workstations.");
    expect(page).toContain("PC-42");
  });

  it("has buttons that work, and answers in the conversation with the bot", async () => {
    await start();
    const blocks = await open();
    const page = { ...fresh(), blocks };
    const button = must(buttonsOf(page)[0]);

    await scene.server.again(homeClickEnvelope(scene.server.world, user, button));
    const outcome = await scene.message("The files of PC-42 are gone");

    expect(outcome.channel).toBe("D0MEMBER");
  });
});

function fresh(): Parameters<typeof buttonsOf>[0] {
  const nothing = { thread: undefined, onlyFor: undefined, text: "", blocks: [] };
  return { channel: "", ts: "", author: "", version: 1, deleted: false, ...nothing };
}

describe("the bot's own conversation", () => {
  it("begins with questions about workstations of the person", async () => {
    await start(["PC-42", "PC-43", "PC-44", "PC-45"], agent);

    await scene.server.again(homeEnvelope(scene.server.world, user, "messages"));

    const { prompts } = scene.server.world.surfaces;
    await expect
      .poll(() => prompts)
      .toEqual([
        {
          channel: "D0MEMBER",
          messages: ["PC-42", "PC-43", "PC-44"].map((name) => `why does ${name} ask to reboot`),
        },
      ]);
  });

  it("says what it is doing while it looks", async () => {
    await start([], agent);
    const { message } = await scene.server.say({ user, channel: "D0MEMBER", text: "PC-41" });
    await scene.message("PC-42 asks because");

    await scene.server.say({ user, channel: "D0MEMBER", text: "and PC-42", thread: message.ts });

    const { statuses } = scene.server.world.surfaces;
    await expect.poll(() => statuses).toEqual(["Looking at PC-42"]);
  });

  it("says nothing of the kind without the scope", async () => {
    await start(["PC-42"]);

    await scene.server.again(homeEnvelope(scene.server.world, user, "messages"));
    await scene.server.again(homeEnvelope(scene.server.world, user, "home"));
    await scene.server.world.until("the page", () => scene.server.world.surfaces.homes.get(user));

    expect(scene.server.world.surfaces.prompts).toEqual([]);
  });
});

describe("while the bot looks", () => {
  const mention = { user, channel: "C0HELPDESK", text: "<@U0WHYBOT> PC-42" };

  /** Blocks of the first words, one list for each question. */
  function firstWords(): string[] {
    return scene.server.world.calls
      .filter(({ method }) => method === "chat.postMessage")
      .map(({ fields }) => String(fields["blocks"]));
  }

  it("shows a task of Slack's own kind, which becomes the answer", async () => {
    await start([], agent);

    await scene.server.say(mention);
    const answer = await scene.message("PC-42 asks because");

    expect(firstWords()).toEqual([expect.stringContaining('"type":"task_card"')]);
    expect(answer.version).toBe(2);
  });

  it("shows plain words where Slack takes no tasks, then and from then on", async () => {
    await start([], agent);
    scene.server.world.planned.set("chat.postMessage", ["invalid_blocks"]);

    await scene.server.say(mention);
    await scene.message("PC-42 asks because");
    await scene.server.say(mention);
    await expect.poll(() => scene.said().length).toBe(2);

    const tasks = firstWords().map((blocks) => blocks.includes("task_card"));
    expect(tasks).toEqual([true, false, false]);
  });
});

describe("evidence without room in the message", () => {
  const rows = Array.from({ length: 300 }, (_, at) => ({
    quote: `REN C:\\WINDOWS\\FILE${at}.000 FILE${at}.DLL`,
    says: [`line ${at}: is done`],
  }));
  const looking = async (asked: Ask): Promise<Answer> => {
    asked.onLooking?.(reply("Looking at PC-42"));
    await Promise.resolve();
    const evidence = [{ title: "The batch", rows }];
    return { audience: "everyone", reply: reply("PC-42 asks", { evidence }) };
  };

  it("comes whole as a file below the answer", async () => {
    scene = await startScene("socket", scriptedBot({ ask: looking }), { scopes: ["files:write"] });

    const { message } = await scene.server.say({
      user,
      channel: "C0HELPDESK",
      text: "<@U0WHYBOT> PC-42",
    });
    const { files } = scene.server.world.surfaces;
    await expect.poll(() => files.length).toBe(1);

    expect(files).toMatchObject([{ channel: "C0HELPDESK", thread: message.ts }]);
    expect(must(files[0]).text).toContain("FILE299.DLL  line 299: is done");
  });

  it("is counted in the message alone where the app may not upload", async () => {
    scene = await startScene("socket", scriptedBot({ ask: looking }));

    await scene.server.say({ user, channel: "C0HELPDESK", text: "<@U0WHYBOT> PC-42" });
    await scene.message("PC-42 asks");
    await scene.stopAdapter();

    expect(scene.server.world.surfaces.files).toEqual([]);
  });
});

import { afterAll, afterEach, describe, expect, it } from "vitest";
import { must } from "../../support/office.ts";
import { wordsOf } from "../../support/slack-reading.ts";
import { type Scene, startScene } from "../../support/slack-scene.ts";
import { found, removeButton, reply, scriptedBot } from "../../support/slack-scripted-bot.ts";
import type { SlackMessage } from "../../support/slack-server-world.ts";

/** Each fault with the questions that were under way in it, and those that got no answer. */
const table: string[] = [];
afterAll(() => {
  process.stdout.write(`Slack, fault: questions, lost\n${table.join("\n")}\n`);
});

let scene: Scene;
afterEach(async () => {
  await scene.stop();
});

const channel = "C0HELPDESK";

async function ask(number: number): Promise<SlackMessage> {
  const { message, delivered } = await scene.server.say({
    user: "U0MEMBER",
    channel,
    text: `<@U0WHYBOT> PC-42 number ${number}`,
  });
  expect(delivered.arrived).toBe(true);
  return message;
}

function answerTo(asked: SlackMessage): SlackMessage | undefined {
  return scene
    .said()
    .find((one) => one.thread === asked.ts && wordsOf(one).includes("PC-42 asks because"));
}

/** Waits for every answer, and notes how many never came. */
async function settle(fault: string, asked: readonly SlackMessage[]): Promise<number> {
  let lost = 0;
  for (const one of asked) {
    await scene.server.world
      .until("an answer", () => answerTo(one))
      .catch(() => {
        lost += 1;
      });
  }
  table.push(`${fault}: ${asked.length}, ${lost}`);
  return lost;
}

async function askMany(count: number): Promise<readonly SlackMessage[]> {
  return await Promise.all(Array.from({ length: count }, async (_, number) => await ask(number)));
}

async function bothSockets(): Promise<void> {
  const { sockets, world } = scene.server;
  await world.until("two sockets", () => (sockets.open() === 2 ? true : undefined));
}

describe("no question is lost", () => {
  it("while Slack refreshes one socket and then the other", async () => {
    scene = await startScene("socket", scriptedBot());
    await bothSockets();
    const asked: SlackMessage[] = [];

    for (let round = 0; round < 10; round += 1) {
      const refreshing = scene.server.sockets.refreshOne();
      asked.push(await ask(round));
      await refreshing;
      await bothSockets();
    }

    expect(await settle("socket refreshed, ten times", asked)).toBe(0);
    expect(scene.running().health().ok).toBe(true);
  });

  it("while a socket is cut", async () => {
    scene = await startScene("socket", scriptedBot());
    await bothSockets();
    const asked: SlackMessage[] = [];

    for (let round = 0; round < 5; round += 1) {
      scene.server.sockets.cutOne();
      asked.push(await ask(round));
      await bothSockets();
    }

    expect(await settle("socket cut, five times", asked)).toBe(0);
  });

  it("in a storm of rate limits, and each answer is one message with the newest words", async () => {
    scene = await startScene("socket", scriptedBot());
    const limits = Array.from({ length: 6 }, () => "429 1");
    scene.server.world.planned.set("http chat.postMessage", [...limits]);
    scene.server.world.planned.set("http chat.update", [...limits]);

    const asked = await askMany(6);

    expect(await settle("a storm of 429", asked)).toBe(0);
    expect(scene.said()).toHaveLength(asked.length);
  });

  it("while Slack fails again and again", async () => {
    scene = await startScene("socket", scriptedBot());
    const failures = Array.from({ length: 6 }, () => ["500", "503"]).flat();
    scene.server.world.planned.set("http chat.postMessage", [...failures]);
    scene.server.world.planned.set("http chat.update", [...failures]);

    const asked = await askMany(6);

    expect(await settle("a row of 5xx", asked)).toBe(0);
  });
});

describe("a message that has to wait", () => {
  it("shows the answer at once when that is there before the first word was taken", async () => {
    scene = await startScene("socket", scriptedBot());
    scene.server.world.planned.set("http chat.postMessage", ["429 1"]);

    const asked = await ask(1);
    await settle("a limited first word", [asked]);

    expect(scene.said()).toMatchObject([{ version: 1 }]);
  });

  it("does not hold up other methods", async () => {
    scene = await startScene("socket", scriptedBot());
    const first = await ask(1);
    await settle("before the limit", [first]);
    scene.server.world.planned.set("http chat.update", ["429 60"]);

    await scene.server.say({ user: "U0MEMBER", channel, text: "<@U0WHYBOT> PC-42" });

    await expect(scene.message("Looking at PC-42")).resolves.toBeDefined();
    await scene.stopAdapter();
  });

  it("is not sent any more when a newer state of it is there", async () => {
    const { promise: acted, resolve: act } = Promise.withResolvers<void>();
    scene = await startScene(
      "socket",
      scriptedBot({
        ask: async (asked) => found(asked),
        press: async ({ onActing }) => {
          for (const words of ["one", "two", "three"]) {
            onActing?.(reply(words));
          }
          await acted;
          return {
            kind: "replaced",
            ok: true,
            reply: reply("done"),
          };
        },
      }),
    );
    await settle("before the click", [await ask(1)]);
    const answer = must(scene.said()[0]);
    const before = answer.version;
    scene.server.world.planned.set("http chat.update", ["429 1"]);

    await scene.click(answer, removeButton.label);
    act();
    await scene.message("done");

    expect(answer.version - before).toBeLessThanOrEqual(2);
  });
});

describe("a token that Slack takes no more", () => {
  it("is told as broken when the sockets come back for it", async () => {
    scene = await startScene("socket", scriptedBot());
    await bothSockets();
    scene.server.world.planned.set(
      "apps.connections.open",
      Array.from({ length: 20 }, () => "token_revoked"),
    );

    await scene.server.sockets.refresh();

    expect(await scene.running().broken).toBe("token_revoked");
    expect(scene.running().connected()).toBe(false);
  });
});

import { expect, test } from "vitest";
import type { Pressed } from "#bot/bot.ts";
import { buttonsOf } from "../../support/discord-components.ts";
import { privately, replyTo, textOf } from "../../support/discord-driver.ts";
import type { Scene } from "../../support/discord-scene.ts";
import {
  answering,
  direct,
  helpdesk,
  member,
  offering,
  openScene,
  removal,
  reply,
  scriptedBot,
  stranger,
} from "../../support/discord-scene.ts";
import type { StoredMessage } from "../../support/discord-world.ts";

const offer = {
  reply: offering("PC-42 asks because of two files."),
  audience: "everyone",
} as const;
const removed: Pressed = { kind: "replaced", reply: reply("Both files are gone."), ok: true };
const confirm: Pressed = { kind: "confirm", confirmation: removal };

async function offered({ world, people }: Scene, channel = helpdesk): Promise<StoredMessage> {
  const question = people.say(member, channel, "<@900> why does PC-42 ask to reboot");
  await world.until("the offer", () => replyTo(world, question.id) !== undefined);
  const message = replyTo(world, question.id);
  if (message === undefined) throw new Error("no offer");
  return message;
}

const labels = (message: StoredMessage): readonly string[] =>
  buttonsOf(message.components).map(({ label }) => label);

test.for([helpdesk, direct])(
  "asks privately, then puts the outcome where the button was (%s)",
  async (channel) => {
    const bot = scriptedBot({
      ask: () => offer,
      press: answering({ "offer:ask": confirm, "offer:confirm": removed }),
    });
    await using scene = await openScene({ bot });
    const { world, people } = scene;
    const message = await offered(scene, channel);

    const first = people.click(member, message, "Remove the files");
    const asked = await privately(world, first, 1);
    const question = { text: textOf(asked), labels: labels(asked), onlyFor: asked.onlyFor };
    const untouched = labels(message);
    const yes = people.click(member, asked, "Remove");
    const closed = await privately(world, yes, 2);

    expect(question).toEqual({
      text: "Remove both files from PC-42?\nThey can be put back.",
      labels: ["Remove", "Leave them"],
      onlyFor: member,
    });
    expect(untouched).toEqual(["Remove the files"]);
    expect(bot.pressed.map(({ press }) => press)).toEqual(["offer:ask", "offer:confirm"]);
    expect(textOf(message)).toBe("Both files are gone.");
    expect(labels(message)).toEqual([]);
    expect(textOf(closed)).toBe("See the message with the button.");
    expect(labels(closed)).toEqual([]);
    expect(scene.said()).toHaveLength(2);
    expect(world.violations).toEqual([]);
  },
);

test("closes the private question after a no, and asks the bot nothing", async () => {
  const bot = scriptedBot({ ask: () => offer, press: () => confirm });
  await using scene = await openScene({ bot });
  const { world, people } = scene;
  const message = await offered(scene);

  const asked = await privately(world, people.click(member, message, "Remove the files"), 1);
  const closed = await privately(world, people.click(member, asked, "Leave them"), 1);

  expect(textOf(closed)).toBe("Closed. Nothing was changed.");
  expect(labels(closed)).toEqual([]);
  expect(labels(message)).toEqual(["Remove the files"]);
  expect(bot.pressed).toHaveLength(1);
  expect(world.violations).toEqual([]);
});

test("asks a second time when the bot does, and still finds the first message", async () => {
  const losing = { ...removal, title: "A.DLL would be lost. Remove?", press: "offer:lose" };
  const answers: Readonly<Record<string, Pressed>> = {
    "offer:ask": confirm,
    "offer:confirm": { kind: "confirm", confirmation: losing },
    "offer:lose": removed,
  };
  const bot = scriptedBot({ ask: () => offer, press: answering(answers) });
  await using scene = await openScene({ bot });
  const { world, people } = scene;
  const message = await offered(scene);

  const asked = await privately(world, people.click(member, message, "Remove the files"), 1);
  const again = await privately(world, people.click(member, asked, "Remove"), 2);
  const second = textOf(again);
  await privately(world, people.click(member, again, "Remove"), 2);

  expect(second).toContain("A.DLL would be lost. Remove?");
  expect(textOf(message)).toBe("Both files are gone.");
  expect(labels(message)).toEqual([]);
  expect(world.violations).toEqual([]);
});

test("refuses privately and leaves the message with the button as it is", async () => {
  const refused: Pressed = { kind: "refused", reply: reply("You may not remove files.") };
  const bot = scriptedBot({ ask: () => offer, press: () => refused });
  await using scene = await openScene({ bot });
  const { world, people } = scene;
  const message = await offered(scene);

  const told = await privately(world, people.click(stranger, message, "Remove the files"), 1);

  expect(textOf(told)).toBe("You may not remove files.");
  expect(told.onlyFor).toBe(stranger);
  expect(labels(message)).toEqual(["Remove the files"]);
  expect(await bot.pressed[0]?.person.holds(["discord:role:222"])).toBe("no");
  expect(world.violations).toEqual([]);
});

test("takes the button away while the act runs", async () => {
  const held = Promise.withResolvers<Pressed>();
  const bot = scriptedBot({
    ask: () => offer,
    async press({ onActing }) {
      onActing?.(reply("Removing the files."));
      return await held.promise;
    },
  });
  await using scene = await openScene({ bot });
  const { world, people } = scene;
  const message = await offered(scene);

  const click = people.click(member, message, "Remove the files");
  await world.until("the act begins", () => message.writes === 2);
  const acting = { text: textOf(message), labels: labels(message) };
  held.resolve(removed);
  await privately(world, click, 1);

  expect(acting).toEqual({ text: "Removing the files.", labels: [] });
  expect(textOf(message)).toBe("Both files are gone.");
  expect(world.violations).toEqual([]);
});

test("acknowledges a click before the bot has done anything with it", async () => {
  const held = Promise.withResolvers<Pressed>();
  const bot = scriptedBot({ ask: () => offer, press: () => held.promise });
  await using scene = await openScene({ bot });
  const { world, people } = scene;
  const message = await offered(scene);

  const click = people.click(member, message, "Remove the files");
  await world.until("the acknowledgement", () => click.answered !== undefined);
  const wordsBefore = click.writes;
  held.resolve(confirm);
  await privately(world, click, 1);

  expect(wordsBefore).toBe(0);
  expect(world.violations).toEqual([]);
});

test("does not act on a click that Discord has already called failed", async () => {
  const refused: Pressed = { kind: "refused", reply: reply("No.") };
  const bot = scriptedBot({ ask: () => offer, press: () => refused });
  await using scene = await openScene({ bot });
  const { world, people } = scene;
  const message = await offered(scene);

  const late = people.click(member, message, "Remove the files");
  late.bornAt = 0;
  await privately(world, people.click(stranger, message, "Remove the files"), 1);

  expect(bot.pressed.map(({ person }) => person.id)).toEqual(["discord:user:1002"]);
  expect(world.violations).toEqual([]);
});

test("posts the outcome anew when the message with the button is gone", async () => {
  const bot = scriptedBot({ ask: () => offer, press: () => removed });
  await using scene = await openScene({ bot });
  const { world, people } = scene;
  const message = await offered(scene);

  const click = people.click(member, message, "Remove the files");
  world.messages.delete(message.id);
  const told = await privately(world, click, 1);

  expect(textOf(told)).toBe("See the new message in the channel.");
  expect(scene.said().map(textOf)).toContain("Both files are gone.");
  expect(world.violations).toEqual([]);
});

test("says that nothing is known about the outcome when the bot itself fails", async () => {
  const bot = scriptedBot({ ask: () => offer, press: () => Promise.reject(new Error("a bug")) });
  await using scene = await openScene({ bot });
  const { world, people } = scene;
  const message = await offered(scene);

  const told = await privately(world, people.click(member, message, "Remove the files"), 1);

  expect(textOf(told)).toContain("Whether anything was changed is not known");
  expect(scene.logged.join("")).toContain("a bug");
  expect(world.violations).toEqual([]);
});

test("lets a button work that was posted before a restart", async () => {
  const before = scriptedBot({ ask: () => offer });
  await using first = await openScene({ bot: before });
  const message = await offered(first);
  await first.running.stop();
  const after = scriptedBot({ press: () => removed });
  await using second = await openScene({ bot: after, server: first.server });

  const told = await privately(
    second.world,
    second.people.click(member, message, "Remove the files"),
    1,
  );

  expect(textOf(told)).toBe("See the message with the button.");
  expect(textOf(message)).toBe("Both files are gone.");
  expect(after.pressed.map(({ press }) => press)).toEqual(["offer:ask"]);
  expect(second.world.violations).toEqual([]);
});

import { expect, test } from "vitest";
import { replyTo, textOf } from "../../support/discord-driver.ts";
import {
  direct,
  helpdesk,
  member,
  openScene,
  referenceIn,
  reply,
  scriptedBot,
  stranger,
  thread,
} from "../../support/discord-scene.ts";

const leftover = {
  reply: reply("PC-42 asks because of two files."),
  audience: "everyone",
} as const;
const refusal = { reply: reply("You may not ask here."), audience: "asker" } as const;

test("answers a mention with one reply, which says that it looks until the answer is there", async () => {
  const held = Promise.withResolvers<typeof leftover>();
  const bot = scriptedBot({
    async ask({ onLooking }) {
      onLooking?.(reply("Looking at PC-42."));
      return await held.promise;
    },
  });
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  const question = people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  await world.until("the bot looks", () => replyTo(world, question.id) !== undefined);
  const looking = scene.said().map(textOf);
  held.resolve(leftover);
  await world.until("the answer", () => replyTo(world, question.id)?.writes === 2);

  expect(looking).toEqual(["Looking at PC-42."]);
  expect(scene.said().map(textOf)).toEqual(["PC-42 asks because of two files."]);
  expect(scene.said()[0]).toMatchObject({ channel: helpdesk, replyTo: question.id });
  expect(bot.asked.map(({ text }) => text)).toEqual(["why does PC-42 ask to reboot"]);
  expect(world.violations).toEqual([]);
});

test("takes the asker's rights from the message itself", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  people.say(member, thread, "<@900> why does PC-42 ask to reboot");
  people.say(stranger, helpdesk, "<@900> why does PC-42 ask to reboot");
  await world.until("both answers", () => scene.said().length === 2);

  const [inThread, other] = bot.asked.map(({ person }) => person);
  expect(inThread).toMatchObject({ id: "discord:user:1001", name: "Mia Member" });
  expect(await inThread?.holds(["discord:role:222"])).toBe("yes");
  expect(await inThread?.holds(["discord:channel:601"])).toBe("yes");
  expect(await other?.holds(["discord:role:222", "slack:user:1002"])).toBe("no");
  expect(world.violations).toEqual([]);
});

test("answers a direct message, where no role ever counts", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  const question = people.say(member, direct, "why does PC-42 ask to reboot");
  await world.until("the answer", () => replyTo(world, question.id) !== undefined);

  expect(scene.said().map(textOf)).toEqual(["PC-42 asks because of two files."]);
  expect(await bot.asked[0]?.person.holds(["discord:role:222"])).toBe("no");
  expect(await bot.asked[0]?.person.holds(["discord:user:1001"])).toBe("yes");
  expect(world.violations).toEqual([]);
});

test("stays silent when it is not named, and towards itself and other bots", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  people.say(member, helpdesk, "PC-42 is at it again");
  people.say(world.self, helpdesk, "<@900> why does PC-42 ask to reboot");
  const question = people.say(member, helpdesk, "<@900> help");
  await world.until("the answer", () => replyTo(world, question.id) !== undefined);

  expect(bot.asked.map(({ text }) => text)).toEqual(["help"]);
  expect(world.violations).toEqual([]);
});

test("answers a slash command for everyone, in one message", async () => {
  const held = Promise.withResolvers<typeof leftover>();
  const bot = scriptedBot({
    async ask({ onLooking }) {
      onLooking?.(reply("Looking at PC-42."));
      return await held.promise;
    },
  });
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  const asked = people.command(member, helpdesk, "why does PC-42 ask to reboot");
  await world.until("the bot looks", () => asked.writes === 1);
  const looking = scene.said().map(textOf);
  held.resolve(leftover);
  await world.until("the answer", () => asked.writes === 2);

  expect(looking).toEqual(["Looking at PC-42."]);
  expect(asked.answered).toBe(4);
  expect(scene.said().map(textOf)).toEqual(["PC-42 asks because of two files."]);
  expect(scene.said()[0]?.onlyFor).toBeUndefined();
  expect(await bot.asked[0]?.person.holds(["discord:role:222"])).toBe("yes");
  expect(world.violations).toEqual([]);
});

test("refuses a slash command so that only the asker sees it", async () => {
  await using scene = await openScene({ bot: scriptedBot({ ask: () => refusal }) });
  const { world, people } = scene;

  const asked = people.command(stranger, helpdesk, "why does PC-42 ask to reboot");
  await world.until("the refusal", () => asked.writes === 1);

  expect(scene.said().map(textOf)).toEqual(["You may not ask here."]);
  expect(scene.said()[0]?.onlyFor).toBe(stranger);
  expect(world.violations).toEqual([]);
});

test("holds the place within three seconds while the bot has nothing to say", async () => {
  const held = Promise.withResolvers<typeof leftover>();
  await using scene = await openScene({ bot: scriptedBot({ ask: () => held.promise }) });
  const { world, people } = scene;

  const asked = people.command(member, helpdesk, "why does PC-42 ask to reboot");
  await world.until("a first response", () => asked.answered !== undefined);
  const first = asked.answered;
  held.resolve(leftover);
  await world.until("the answer", () => asked.writes === 1);

  expect(first).toBe(5);
  expect(scene.said().map(textOf)).toEqual(["PC-42 asks because of two files."]);
  expect(world.violations).toEqual([]);
});

test("holds the place while the claim store does not answer, and then answers all the same", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  const claims = { claim: () => new Promise<boolean>(() => undefined) };
  await using scene = await openScene({ bot, claims });
  const { world, people } = scene;

  const asked = people.command(member, helpdesk, "why does PC-42 ask to reboot");
  await world.until("the answer", () => asked.writes === 1);

  expect(scene.said().map(textOf)).toEqual(["PC-42 asks because of two files."]);
  expect(world.violations).toEqual([]);
});

test("answers when the claim store fails", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  const claims = { claim: async () => await Promise.reject(new Error("the disk is full")) };
  await using scene = await openScene({ bot, claims });
  const { world, people } = scene;

  const question = people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  await world.until("the answer", () => replyTo(world, question.id) !== undefined);

  expect(scene.logged.join("")).toContain("the disk is full");
  expect(world.violations).toEqual([]);
});

test("posts the answer anew when the message that it stood in is gone", async () => {
  const bot = scriptedBot({
    ask({ onLooking }) {
      onLooking?.(reply("Looking at PC-42."));
      return leftover;
    },
  });
  await using scene = await openScene({ bot });
  const { world, people, server } = scene;
  const gone = { status: 404, body: { message: "Unknown Message", code: 10008 } };
  server.failOnce(/^PATCH \/channels/u, gone);

  people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  await world.until("both messages", () => scene.said().length === 2);

  expect(scene.said().map(textOf)).toEqual([
    "Looking at PC-42.",
    "PC-42 asks because of two files.",
  ]);
  expect(world.violations).toEqual([]);
});

test("posts the answer in the channel when the command's fifteen minutes are over", async () => {
  const held = Promise.withResolvers<typeof leftover>();
  const bot = scriptedBot({
    async ask({ onLooking }) {
      onLooking?.(reply("Looking at PC-42."));
      return await held.promise;
    },
  });
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  const asked = people.command(member, helpdesk, "why does PC-42 ask to reboot");
  await world.until("the bot looks", () => asked.writes === 1);
  asked.bornAt = 0;
  held.resolve(leftover);
  await world.until("the answer", () => scene.said().length === 2);

  expect(scene.said().map(textOf)).toEqual([
    "Looking at PC-42.",
    "PC-42 asks because of two files.",
  ]);
  expect(scene.logged.join("")).toContain("50027");
  expect(scene.logged.join("")).not.toContain(asked.token);
  expect(world.violations).toEqual([]);
});

test("says nothing to a command that Discord has already given up", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  const late = people.command(member, helpdesk, "why does PC-42 ask to reboot");
  late.bornAt = 0;
  const question = people.say(member, helpdesk, "<@900> help");
  await world.until("the next answer", () => replyTo(world, question.id) !== undefined);

  expect(bot.asked).toHaveLength(2);
  expect(scene.said()).toHaveLength(1);
  expect(scene.logged.join("")).not.toContain(late.token);
  expect(world.violations).toEqual([]);
});

test("gives a reference that the log knows when the bot itself fails", async () => {
  const bot = scriptedBot({ ask: () => Promise.reject(new Error("a bug")) });
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  const question = people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  await world.until("the answer", () => replyTo(world, question.id) !== undefined);

  const [text = ""] = scene.said().map(textOf);
  expect(text).toMatch(
    /^Something went wrong in the bot itself \(reference [0-9a-f]{8}\)\. Nothing was changed/u,
  );
  expect(scene.logged.join("")).toContain(`"reference":"${referenceIn(text)}"`);
  expect(world.violations).toEqual([]);
});

import { pino } from "pino";
import { expect, test } from "vitest";
import { startDiscord } from "#adapters/discord/start.ts";
import { memoryClaims, replyTo, textOf } from "../../support/discord-driver.ts";
import { helpdesk, member, openScene, reply, scriptedBot } from "../../support/discord-scene.ts";
import { startDiscordServer } from "../../support/discord-server.ts";
import { memoryOpenMessages } from "../../support/memory-open-messages.ts";

const leftover = {
  reply: reply("PC-42 asks because of two files."),
  audience: "everyone",
} as const;

test("registers its command once, and writes nothing when it is there already", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using first = await openScene({ bot });
  const { world, server } = first;
  await first.running.stop();
  const reads = (): number => server.calls.filter((call) => /^GET .*commands/u.test(call)).length;

  await using second = await openScene({ bot, server });
  await world.until("the command was read again", () => reads() === 2);
  await second.running.stop();

  expect(world.commandWrites).toBe(1);
  expect(world.commands).toMatchObject([
    { name: "whyreboot", options: [{ name: "question", type: 3, required: true }] },
  ]);
  expect(world.violations).toEqual([]);
});

test("answers once what Discord delivers twice after a lost connection", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using scene = await openScene({ bot });
  const { world, people, server } = scene;

  const asked = people.command(member, helpdesk, "why does PC-42 ask to reboot");
  await world.until("the answer", () => asked.writes === 1);
  server.gateway.drop(1);
  await world.until("the resume", () => server.gateway.counts.resumed === 1);
  const question = people.say(member, helpdesk, "<@900> help");
  await world.until("the next answer", () => replyTo(world, question.id) !== undefined);

  expect(bot.asked.map(({ text }) => text)).toEqual(["why does PC-42 ask to reboot", "help"]);
  expect(scene.said()).toHaveLength(2);
  expect(server.gateway.counts.identified).toBe(1);
  expect(world.violations).toEqual([]);
});

test("answers what was asked while the connection was lost", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using scene = await openScene({ bot });
  const { world, people, server, running } = scene;

  server.gateway.drop();
  const question = people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  await world.until("the answer", () => replyTo(world, question.id) !== undefined);

  expect(server.gateway.counts.resumed).toBe(1);
  expect(running.connected()).toBe(true);
  expect(scene.said().map(textOf)).toEqual(["PC-42 asks because of two files."]);
  expect(world.violations).toEqual([]);
});

test("connects again when Discord asks for it", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using scene = await openScene({ bot });
  const { world, people, server } = scene;

  server.gateway.askToReconnect();
  await world.until("the resume", () => server.gateway.counts.resumed === 1);
  const question = people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  await world.until("the answer", () => replyTo(world, question.id) !== undefined);

  expect(bot.asked).toHaveLength(1);
  expect(world.violations).toEqual([]);
});

test("finishes the answer that is under way before it disconnects", async () => {
  const held = Promise.withResolvers<typeof leftover>();
  const begun = Promise.withResolvers<void>();
  const bot = scriptedBot({
    async ask() {
      begun.resolve();
      return await held.promise;
    },
  });
  await using scene = await openScene({ bot });
  const { world, people, server, running } = scene;

  const question = people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  await begun.promise;
  const stopping = running.stop();
  const connectionsMeanwhile = server.gateway.connections();
  held.resolve(leftover);
  await stopping;
  await world.until("the gateway is closed", () => server.gateway.connections() === 0);

  expect(connectionsMeanwhile).toBe(1);
  expect(replyTo(world, question.id)).toMatchObject({ writes: 1 });
  expect(running.connected()).toBe(false);
  expect(world.violations).toEqual([]);
});

test("is not connected any more after Discord closed for good", async () => {
  await using scene = await openScene({ bot: scriptedBot({}) });
  const { world, server, running } = scene;
  const before = running.connected();

  server.gateway.close(4004);
  await world.until("the connection ends", () => server.gateway.connections() === 0);
  await expect.poll(() => running.connected()).toBe(false);

  expect(before).toBe(true);
  expect(scene.logged.join("")).toContain("code 4004: the token is not accepted");
  expect(world.violations).toEqual([]);
});

test("is not connected any more after one call was refused for its token", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using scene = await openScene({ bot });
  const { people, server, running, world } = scene;
  server.failOnce(/^POST \/channels/u, {
    status: 401,
    body: { message: "401: Unauthorized", code: 0 },
  });

  people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  await expect.poll(() => running.connected()).toBe(false);

  expect(scene.logged.join("")).toContain("discord refused the token");
  expect(scene.logged.join("")).not.toContain(world.token);
  expect(world.violations).toEqual([]);
});

test("does not start with a token that Discord refuses", async () => {
  const server = await startDiscordServer();

  const starting = startDiscord({
    bot: scriptedBot({}),
    claims: memoryClaims(),
    messages: memoryOpenMessages(),
    log: pino({ level: "silent" }),
    token: "a-token.of-another.server",
    apiUrl: server.apiUrl,
  });

  await expect(starting).rejects.toThrow("could not log in to Discord");
  expect(server.gateway.connections()).toBe(0);
  await server.stop();
});

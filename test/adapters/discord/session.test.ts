import { pino } from "pino";
import { expect, test } from "vitest";
import { mayPass, startDiscord } from "#adapters/discord/start.ts";
import { memoryClaims, replyTo, textOf } from "../../support/discord-driver.ts";
import { helpdesk, member, openScene, reply, scriptedBot } from "../../support/discord-scene.ts";
import { startDiscordServer } from "../../support/discord-server.ts";
import { memoryOpenMessages } from "../../support/memory-open-messages.ts";

const leftover = {
  reply: reply("PC-42 asks because of two files."),
  audience: "everyone",
} as const;

const unauthorized = { status: 401, body: { message: "401: Unauthorized", code: 0 } } as const;

test("registers its commands once, and writes nothing when it is there already", async () => {
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
    {
      name: "whyreboot",
      type: 1,
      options: [{ name: "question", type: 3, required: true, autocomplete: true }],
    },
    { name: "Why does this PC ask", type: 3 },
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

test("says that it is broken when Discord closes for good", async () => {
  await using scene = await openScene({ bot: scriptedBot({}) });
  const { world, server, running } = scene;
  const before = running.health();

  server.gateway.close(4004);
  const why = await running.broken;
  await world.until("the connection ends", () => server.gateway.connections() === 0);

  expect(before).toMatchObject({ ok: true, says: "the gateway delivers" });
  expect(why).toContain("code 4004: the token is not accepted");
  expect(running.connected()).toBe(false);
  expect(running.health().says).toBe("no gateway session");
  expect(world.violations).toEqual([]);
});

test("goes on after a call that was refused for its token once", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using scene = await openScene({ bot });
  const { people, server, running, world } = scene;
  server.failOnce(/^POST \/channels/u, unauthorized);

  const question = people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  await world.until("the answer", () => replyTo(world, question.id) !== undefined);

  expect(running.connected()).toBe(true);
  expect(server.calls).toContain("GET /users/@me");
  expect(scene.logged.join("")).toContain("but takes the token");
  expect(world.violations).toEqual([]);
});

test("says that it is broken, after few calls, when Discord takes the token no more", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using scene = await openScene({ bot });
  const { people, server, running, world } = scene;
  server.failWhile(/^(?!GET .gateway)/u, unauthorized);
  const before = server.calls.length;

  people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  const why = await running.broken;
  await running.stop();

  expect(why).toBe("discord refused the token");
  expect(running.connected()).toBe(false);
  expect(server.calls.slice(before)).toHaveLength(2);
  expect(scene.logged.join("")).not.toContain(world.token);
  expect(world.violations).toEqual([]);
});

test("doubts a token no longer when its calls go on being refused", async () => {
  const bot = scriptedBot({ ask: () => leftover });
  await using scene = await openScene({ bot });
  const { people, server, running, world } = scene;
  server.failWhile(/^POST \/channels/u, unauthorized);

  people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  const why = await running.broken;

  expect(why).toBe("discord refused the token");
  expect(server.calls.filter((call) => call.startsWith("POST /channels")).length).toBeLessThan(8);
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

  const error: unknown = await starting.catch((cause: unknown) => cause);

  expect(error).toMatchObject({ message: "could not log in to Discord" });
  expect(mayPass(error)).toBe(false);
  expect(server.gateway.connections()).toBe(0);
  await server.stop();
});

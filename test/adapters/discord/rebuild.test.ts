import { pino } from "pino";
import { expect, test } from "vitest";
import { mayPass, startDiscord } from "#adapters/discord/start.ts";
import type { Bot } from "#bot/bot.ts";
import type { Platform } from "../../../src/main/keep-platform.ts";
import { keepPlatform } from "../../../src/main/keep-platform.ts";
import { createPeople } from "../../support/discord-client.ts";
import { memoryClaims, replyTo, textOf } from "../../support/discord-driver.ts";
import { helpdesk, hurried, member, reply, scriptedBot } from "../../support/discord-scene.ts";
import type { DiscordServer } from "../../support/discord-server.ts";
import { startDiscordServer } from "../../support/discord-server.ts";
import { memoryOpenMessages } from "../../support/memory-open-messages.ts";
import { must } from "../../support/office.ts";

const log = pino({ level: "silent" });

const ready = scriptedBot({
  ask: ({ text }) => ({ reply: reply(`The answer to ${text}.`), audience: "everyone" }),
});

interface Beginning {
  readonly bot?: Bot;
  readonly rebuildAfter?: number;
}

async function begin(
  server: DiscordServer,
  { bot = ready, rebuildAfter = 60_000 }: Beginning = {},
): Promise<Platform> {
  return await startDiscord({
    bot,
    claims: memoryClaims(),
    messages: memoryOpenMessages(),
    log,
    token: server.world.token,
    apiUrl: server.apiUrl,
    pace: { ...hurried, rebuildAfter },
  });
}

async function keep(server: DiscordServer, beginning: Beginning = {}): Promise<Platform> {
  return await keepPlatform({
    name: "Discord",
    begin: async () => await begin(server, beginning),
    mayPass,
    besideOthers: true,
    log,
    pauses: { first: 5, most: 20 },
  });
}

async function answerTo(server: DiscordServer, words: string): Promise<string> {
  const { world } = server;
  const question = createPeople(server).say(member, helpdesk, `<@900> ${words}`);
  await world.until("the answer", () => replyTo(world, question.id) !== undefined);
  const answer = replyTo(world, question.id);
  return answer === undefined ? "" : textOf(answer);
}

test("begins anew, with one connection, when Discord closed for good but takes the token", async () => {
  const server = await startDiscordServer();
  const platform = await keep(server);

  server.gateway.close(4004);
  await server.world.until("a new session", () => server.gateway.counts.identified === 2);
  await expect.poll(() => platform.health().ok).toBe(true);
  const answer = await answerTo(server, "the first question after");
  const connections = server.gateway.connections();
  await platform.stop();
  await server.stop();

  expect(answer).toBe("The answer to the first question after.");
  expect(connections).toBe(1);
  expect(server.world.violations).toEqual([]);
});

test("loses no question that is in flight when Discord closes for good but takes the token", async () => {
  const server = await startDiscordServer();
  const { world, gateway } = server;
  const held = Promise.withResolvers<void>();
  const bot = scriptedBot({
    async ask({ text, onLooking }) {
      onLooking?.(reply(`Looking for ${text}.`));
      await held.promise;
      return { reply: reply(`The answer to ${text}.`), audience: "everyone" };
    },
  });
  const platform = await keep(server, { bot });
  const people = createPeople(server);
  const numbers = Array.from({ length: 10 }, (_, index) => index);
  await world.until("the commands are there", () => world.commands.length > 0);
  for (const one of numbers) {
    people.say(member, helpdesk, `<@900> mention ${one}`);
    people.command(member, helpdesk, `command ${one}`);
  }
  const shown = (): readonly string[] =>
    [...world.messages.values()].filter(({ author }) => author === world.self).map(textOf);
  const looked = (): boolean => shown().filter((text) => text.startsWith("Looking")).length === 20;
  await world.until("all are looked for", looked);

  gateway.close(4004);
  await world.until("a new session", () => gateway.counts.identified === 2);
  held.resolve();
  const wanted = numbers.flatMap((one) => [
    `The answer to mention ${one}.`,
    `The answer to command ${one}.`,
  ]);
  await world.until("every answer", () => wanted.every((text) => shown().includes(text)));
  const lost = wanted.filter((text) => !shown().includes(text)).length;
  process.stdout.write(
    `Discord, closed for good (4004): ${wanted.length} in flight, ${lost} lost\n`,
  );
  await platform.stop();
  await server.stop();

  expect(shown().toSorted()).toEqual(wanted.toSorted());
  expect(world.violations).toEqual([]);
});

test("is ill while nobody is at Discord's address at the start, and answers once somebody is", async () => {
  const server = await startDiscordServer();
  server.leave();
  const platform = await keep(server);

  await server.world.until("some tries fail", () => server.refused() > 3);
  const atFirst = platform.health();
  server.comeBack();
  await expect.poll(() => platform.health().ok, { timeout: 5000 }).toBe(true);
  const answer = await answerTo(server, "the first question");
  await platform.stop();
  await server.stop();

  expect(atFirst).toMatchObject({ ok: false, says: "Discord is not reached" });
  expect(answer).toBe("The answer to the first question.");
  expect(server.gateway.counts.identified).toBe(1);
  expect(server.world.violations).toEqual([]);
});

test("is broken for good, after few calls, when Discord takes the token no more", async () => {
  const server = await startDiscordServer();
  const platform = await keep(server);
  await server.world.until("the commands are there", () => server.world.commands.length > 0);
  const before = server.calls.length;
  server.failWhile(/./u, { status: 401, body: { message: "401: Unauthorized", code: 0 } });

  createPeople(server).say(member, helpdesk, "<@900> anything");
  const why = await platform.broken;
  const health = platform.health();
  await platform.stop();
  await server.stop();

  expect(why).toContain("log in");
  expect(health.ok).toBe(false);
  expect(server.calls.length - before).toBeLessThan(6);
  expect(server.world.violations).toEqual([]);
});

test("does not begin without the intents that Discord grants", async () => {
  const server = await startDiscordServer();
  server.gateway.refuseWith = 4014;

  const error: unknown = await begin(server).catch((cause: unknown) => cause);
  await server.stop();

  expect(error).toMatchObject({ message: "could not log in to Discord" });
  expect(error).toHaveProperty("cause.message", expect.stringContaining("a privileged intent"));
  expect(mayPass(error)).toBe(false);
});

test("a session that was given up does not come back beside the new one", async () => {
  const server = await startDiscordServer();
  const given = await begin(server, { rebuildAfter: 300 });
  server.leave();

  const why = await given.broken;
  await given.stop();
  server.comeBack();
  const next = await begin(server);
  const answer = await answerTo(server, "who is there");
  const connections = server.gateway.connections();
  await next.stop();
  await server.stop();

  expect(why).toBe("discord has sent nothing for too long");
  expect(answer).toBe("The answer to who is there.");
  expect(connections).toBe(1);
  expect(server.gateway.counts).toEqual({ identified: 2, resumed: 0 });
  expect(server.world.violations).toEqual([]);
});

test("hears nothing more once it leaves, and still says what it was asked before", async () => {
  const server = await startDiscordServer();
  const { world, gateway } = server;
  const held = Promise.withResolvers<void>();
  const heard: string[] = [];
  const bot = scriptedBot({
    async ask({ text, onLooking }) {
      heard.push(text);
      onLooking?.(reply(`Looking for ${text}.`));
      await held.promise;
      return { reply: reply(`The answer to ${text}.`), audience: "everyone" };
    },
  });
  const running = await startDiscord({
    bot,
    claims: memoryClaims(),
    messages: memoryOpenMessages(),
    log,
    token: world.token,
    apiUrl: server.apiUrl,
    pace: { ...hurried, rebuildAfter: 60_000 },
  });
  const people = createPeople(server);
  const before = people.say(member, helpdesk, "<@900> the first");
  await world.until("it looks", () => replyTo(world, before.id) !== undefined);

  await running.leave();
  const connections = gateway.connections();
  people.say(member, helpdesk, "<@900> the second");
  const stopped = running.stop();
  held.resolve();
  await stopped;
  const answer = replyTo(world, before.id);
  await server.stop();

  expect(connections).toBe(0);
  expect(heard).toEqual(["the first"]);
  expect(textOf(must(answer))).toBe("The answer to the first.");
  expect(world.violations).toEqual([]);
});

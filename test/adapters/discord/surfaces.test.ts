import { assert, expect, test } from "vitest";
import { completions } from "#adapters/discord/answer-typing.ts";
import type { Bot, Suggesting } from "#bot/bot.ts";
import type { Person } from "#bot/ports.ts";
import { privately, replyTo, textOf } from "../../support/discord-driver.ts";
import type { ScriptedBot } from "../../support/discord-scene.ts";
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
  thread,
} from "../../support/discord-scene.ts";

const names = ["PC-42", "PC-43", "TILL-1"];

/** Names that begin with what was typed, and none for a stranger. */
async function suggest({ person, typed, most }: Suggesting): Promise<readonly string[]> {
  if (person.id === `discord:user:${stranger}`) return [];
  const wanted = typed.toLowerCase();
  return names.filter((name) => name.toLowerCase().startsWith(wanted)).slice(0, most);
}

function knowing(answer = "PC-42 asks because of two files."): ScriptedBot {
  const bot = scriptedBot({ ask: () => ({ reply: reply(answer), audience: "everyone" }) });
  return { ...bot, suggest };
}

const somebody: Person = {
  id: "discord:user:1001",
  name: "Mia Member",
  alone: false,
  holds: async () => "no",
};

const suggested = async (
  typed: string,
  bot: Pick<Bot, "suggest"> = { suggest },
): Promise<unknown> =>
  (await completions(typed, { bot, person: somebody })).map(({ value }) => value);

test.for([
  ["", names],
  ["PC-4", ["PC-42", "PC-43"]],
  ["why does PC-4", ["why does PC-42", "why does PC-43"]],
  ["why does pc-43 ask", ["why does PC-43 ask"]],
  ["why does ti", ["why does TILL-1"]],
  ["why does ", names.map((name) => `why does ${name}`)],
  ["PC-42 and PC-4", ["PC-42 and PC-42", "PC-42 and PC-43"]],
  ["explain sccm", []],
] as const)("completes the name in “%s”", async ([typed, wanted]) => {
  expect(await suggested(typed)).toEqual(wanted);
});

test("suggests 25 texts of 100 characters at most, and the name alone where no more fits", async () => {
  const many = Array.from({ length: 40 }, (_, index) => `PC-${index}`);
  const bot = {
    suggest: async ({ most }: Suggesting) => [...many, "x".repeat(101)].slice(0, most),
  };
  const long = { suggest: async () => ["x".repeat(101), "PC-42"] };

  expect(await suggested("PC", bot)).toHaveLength(25);
  expect(await suggested(`${"why ".repeat(25)}PC-4`, long)).toEqual(["PC-42"]);
});

test("suggests names while somebody types, by the rights that they have there", async () => {
  const bot = knowing();
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  const typed = people.type(member, helpdesk, "why does PC-4");
  const other = people.type(stranger, helpdesk, "why does PC-4");
  await world.until("both are answered", () => [typed, other].every((one) => one.choices));

  expect(typed.choices).toEqual(["why does PC-42", "why does PC-43"]);
  expect(other.choices).toEqual([]);
  expect(bot.asked).toEqual([]);
  expect(scene.said()).toEqual([]);
  expect(world.violations).toEqual([]);
});

test("suggests nothing, and still answers, when the bot fails at it", async () => {
  const bot = { ...knowing(), suggest: () => Promise.reject(new Error("a bug")) };
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  const typed = people.type(member, helpdesk, "PC-4");
  await world.until("it is answered", () => typed.choices !== undefined);

  expect(typed.choices).toEqual([]);
  expect(scene.logged.join("")).toContain("a bug");
  expect(world.violations).toEqual([]);
});

test("takes what was typed though it was not suggested", async () => {
  const bot = knowing("I know no PC-99.");
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  const asked = people.command(member, helpdesk, "why does PC-99 ask");
  await world.until("the answer", () => asked.writes === 1);

  expect(bot.asked.map(({ text }) => text)).toEqual(["why does PC-99 ask"]);
  expect(world.violations).toEqual([]);
});

test("asks about what a message names, for whoever chose it", async () => {
  const bot = knowing();
  await using scene = await openScene({ bot });
  const { world, people } = scene;
  const content = "My screen says that pc-42 must be restarted :(";

  const chosen = people.menu(member, people.say(stranger, thread, content));
  await world.until("the answer", () => chosen.writes === 1);

  expect(bot.asked).toMatchObject([{ text: content, quoted: true }]);
  expect(bot.asked[0]?.person.id).toBe("discord:user:1001");
  expect(scene.said()).toMatchObject([{ channel: thread }]);
  expect(scene.said().map(textOf)).toEqual(["PC-42 asks because of two files."]);
  expect(world.violations).toEqual([]);
});

test("follows up in a thread when it is named, and keeps still when it is not", async () => {
  const bot = knowing();
  await using scene = await openScene({ bot });
  const { world, people } = scene;

  const unnamed = people.say(member, thread, "and PC-43?");
  const named = people.say(member, thread, "<@900> and PC-43?");
  await world.until("the answer", () => replyTo(world, named.id) !== undefined);

  expect(bot.asked.map(({ text }) => text)).toEqual(["and PC-43?"]);
  expect(replyTo(world, named.id)).toMatchObject({ channel: thread });
  expect(replyTo(world, unnamed.id)).toBeUndefined();
  expect(scene.logged.join("")).not.toContain('"level":50');
  expect(world.violations).toEqual([]);
});

test("answers a command in plain words where components are refused", async () => {
  await using scene = await openScene({ bot: knowing() });
  const { world, people, server } = scene;
  server.refuseV2 = true;

  const asked = people.command(member, helpdesk, "PC-42");
  await world.until("the answer", () => asked.writes === 1);

  expect(scene.said()).toMatchObject([{ content: "**PC-42 asks because of two files.**" }]);
  expect(world.violations).toEqual([]);
});

test.for([helpdesk, direct])(
  "answers in plain words where components are refused (%s)",
  async (where) => {
    const bot = scriptedBot({
      ask({ onLooking }) {
        onLooking?.(reply("Looking at PC-42."));
        return { reply: reply("See `https://host.example/x`."), audience: "everyone" };
      },
    });
    await using scene = await openScene({ bot });
    const { world, people, server } = scene;
    server.refuseV2 = true;

    const question = people.say(member, where, "<@900> why does PC-42 ask to reboot");
    await world.until("the answer", () => scene.said().some((one) => textOf(one).includes("See")));

    expect(scene.said()).toHaveLength(1);
    expect(replyTo(world, question.id)).toMatchObject({ components: [] });
    expect(world.violations).toEqual([]);
  },
);

/** Shows that it looks, and answers when it is told to. */
function lookingBot(): { readonly bot: ScriptedBot; readonly answer: () => void } {
  const { promise: told, resolve: answer } = Promise.withResolvers<void>();
  const bot = scriptedBot({
    async ask({ onLooking }) {
      onLooking?.(reply("Looking at PC-42."));
      await told;
      return { reply: reply("The answer."), audience: "everyone" };
    },
  });
  return { bot, answer };
}

test.for([
  ["a message", "say", "<@900> why does PC-42 ask to reboot"],
  ["a command", "command", "PC-42"],
] as const)(
  "says the answer to %s anew in plain words when the first word was one of components",
  async ([, how, words]) => {
    const { bot, answer } = lookingBot();
    await using scene = await openScene({ bot });
    const { world, people, server } = scene;

    people[how](member, helpdesk, words);
    await world.until("the first word", () => scene.said().length === 1);
    server.refuseV2 = true;
    answer();
    await world.until("the answer", () => scene.said().length === 2);

    expect(scene.said().map(textOf)).toEqual(["Looking at PC-42.", "The answer."]);
    expect(world.violations).toEqual([]);
  },
);

test("acts at a click on a message in plain words, where components are refused", async () => {
  const bot = scriptedBot({
    ask: () => ({ reply: offering("PC-42 asks."), audience: "everyone" }),
    press: answering({
      "offer:ask": { kind: "confirm", confirmation: removal },
      "offer:confirm": { kind: "replaced", reply: reply("Both files are gone."), ok: true },
    }),
  });
  await using scene = await openScene({ bot });
  const { world, people, server } = scene;
  server.refuseV2 = true;

  const question = people.say(member, helpdesk, "<@900> why does PC-42 ask to reboot");
  await world.until("the answer", () => replyTo(world, question.id) !== undefined);
  const answer = scene.said()[0];
  assert(answer);
  const asked = await privately(world, people.click(member, answer, "Remove the files"), 1);
  const closed = await privately(world, people.click(member, asked, "Remove"), 2);

  expect(textOf(answer)).toBe("Both files are gone.");
  expect(closed).toBe(asked);
  expect(scene.said()).toHaveLength(2);
  expect(world.violations).toEqual([]);
});

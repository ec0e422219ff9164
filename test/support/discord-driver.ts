import { pino } from "pino";
import { startDiscord } from "#adapters/discord/start.ts";
import { seeMessage } from "#adapters/discord/words.ts";
import type { Answer, Bot } from "#bot/bot.ts";
import type { ChatDriver, Seen, Who } from "./chat-driver.ts";
import { createPeople } from "./discord-client.ts";
import { buttonsOf, shown, textsOf } from "./discord-components.ts";
import { startDiscordServer } from "./discord-server.ts";
import type { StoredInteraction, StoredMessage, World } from "./discord-world.ts";
import { memoryOpenMessages } from "./memory-open-messages.ts";

/** By which door the people ask; buttons are the same behind both. */
export interface DiscordChat {
  readonly door: "mention" | "slash";
  /** Gets the ids of the people, for the rights of the bot that it makes. */
  readonly bot: (people: ChatDriver["people"]) => Promise<Bot> | Bot;
}

const ids: Readonly<Record<Who, string>> = { member: "1001", stranger: "1002" };
const people = { member: "discord:user:1001", stranger: "discord:user:1002" };
const channel = "601";

/** The real adapter on the real discord.js, in a local Discord with two people. */
export async function startDiscordChat(chat: DiscordChat): Promise<ChatDriver> {
  const server = await startDiscordServer();
  const { world } = server;
  const asked = watched(await chat.bot(people));
  const running = await startDiscord({
    bot: asked.bot,
    claims: memoryClaims(),
    messages: memoryOpenMessages(),
    log: pino({ level: "silent" }),
    token: world.token,
    apiUrl: server.apiUrl,
  });
  const clients = createPeople(server);
  let issued = 0;
  await world.until("the slash command is there", () => world.commands.length > 0);

  /** The one message that answers, once the bot's last word on it is in it. */
  const answered = async (
    find: () => { message: StoredMessage | undefined; writes: number },
    before: number,
  ): Promise<StoredMessage> => {
    await asked.settled(before);
    const writes = asked.wordsAfter(before);
    await world.until("the answer is there", () => find().writes >= writes);
    const { message } = find();
    if (message === undefined) throw new Error("the answer went away");
    return message;
  };

  return {
    people,
    async ask(text, as = "member") {
      const before = issued++;
      if (chat.door === "slash") {
        const interaction = clients.command(ids[as], channel, text);
        const find = (): { message: StoredMessage | undefined; writes: number } => ({
          message: world.messages.get(interaction.original ?? ""),
          writes: interaction.writes,
        });
        return look(await answered(find, before));
      }
      const question = clients.say(ids[as], channel, `<@${world.self}> ${text}`);
      const find = (): { message: StoredMessage | undefined; writes: number } => {
        const message = replyTo(world, question.id);
        return { message, writes: message?.writes ?? 0 };
      };
      return look(await answered(find, before));
    },
    async press(seen, label, { as = "member", answer = "yes" } = {}) {
      const original = messageOf(world, seen);
      let interaction = clients.click(ids[as], original, label);
      let told = await privately(world, interaction, 1);
      const read: string[] = [];
      for (;;) {
        const text = textOf(told);
        const [yes, no] = buttonsOf(told.components);
        if (yes === undefined || no === undefined) {
          const replaced = text.includes(seeMessage);
          const then = replaced ? look(original) : look(told);
          return { ...then, text: [...read, then.text].join("\n") };
        }
        read.push(text);
        const chosen = answer === "yes" ? yes : no;
        interaction = clients.click(ids[as], told, chosen.label);
        // A yes is acknowledged with words before its outcome; a no is closed at once.
        told = await privately(world, interaction, answer === "yes" ? 2 : 1);
        if (answer === "no") return { ...look(original), text: [...read, textOf(told)].join("\n") };
      }
    },
    async again(seen) {
      return look(messageOf(world, seen));
    },
    async until(seen, words) {
      const message = messageOf(world, seen);
      await world.until(words, () => textOf(message).includes(words));
      return look(message);
    },
    tells: { discord: running.tell },
    violations: () => world.violations,
    async stop() {
      await running.stop();
      await server.stop();
    },
  };
}

/** Claims as long as the process lives. */
export function memoryClaims(): { claim(key: string): Promise<boolean> } {
  const taken = new Set<string>();
  return {
    async claim(key) {
      const first = !taken.has(key);
      taken.add(key);
      return first;
    },
  };
}

export function textOf(message: StoredMessage): string {
  return [message.content, ...textsOf(message.components)].map(shown).join("\n").trim();
}

/** The bot's reply to a message, in the order of posting the first. */
export function replyTo(world: World, question: string): StoredMessage | undefined {
  return [...world.messages.values()].find(({ replyTo }) => replyTo === question);
}

/** The private message of a click, once that many words were put into it. */
export async function privately(
  world: World,
  interaction: StoredInteraction,
  writes: number,
): Promise<StoredMessage> {
  await world.until("the click is answered", () => interaction.writes >= writes);
  const message = world.messages.get(interaction.original ?? "");
  if (message === undefined) throw new Error("the private message went away");
  return message;
}

function look(message: StoredMessage): Seen {
  return {
    where: message.id,
    text: textOf(message),
    buttons: buttonsOf(message.components).map(({ label }) => label),
    audience: message.onlyFor === undefined ? "everyone" : "asker",
  };
}

function messageOf(world: World, { where }: Seen): StoredMessage {
  const message = typeof where === "string" ? world.messages.get(where) : undefined;
  if (message === undefined) throw new Error("the message is not there any more");
  return message;
}

/** Tells how many messages the bot has words for, so that a client knows when all has arrived. */
function watched(bot: Bot): {
  readonly bot: Bot;
  settled(before: number): Promise<unknown>;
  wordsAfter(before: number): number;
} {
  const asks: { words: number; readonly done: Promise<Answer> }[] = [];
  let arrived = Promise.withResolvers<void>();
  return {
    bot: {
      ...bot,
      ask(ask) {
        const looking = (reply: Parameters<NonNullable<typeof ask.onLooking>>[0]): void => {
          entry.words += 1;
          ask.onLooking?.(reply);
        };
        const entry = {
          words: 1,
          done: Promise.resolve().then(() => bot.ask({ ...ask, onLooking: looking })),
        };
        asks.push(entry);
        arrived.resolve();
        arrived = Promise.withResolvers<void>();
        return entry.done;
      },
      press: (press) => bot.press(press),
    },
    async settled(before) {
      while (asks.length <= before) await arrived.promise;
      await asks[before]?.done;
    },
    wordsAfter: (before) => asks[before]?.words ?? 1,
  };
}

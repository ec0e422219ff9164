import { pino } from "pino";
import { startSlack } from "#adapters/slack/start.ts";
import type { Bot } from "#bot/bot.ts";
import type { Claims } from "#bot/cases.ts";
import type { ChatDriver, Pressing, Seen, Who } from "./chat-driver.ts";
import { memoryOpenMessages } from "./memory-open-messages.ts";
import { buttonsOf, type ShownButton, wordsOf } from "./slack-reading.ts";
import { secrets, startSlackServer } from "./slack-server.ts";
import type { SlackMessage } from "./slack-server-world.ts";
import { type Ending, watchBot } from "./slack-watched-bot.ts";

export interface SlackChatOptions {
  readonly transport: "socket" | "http";
  /** Made once the ids of the two people are known. */
  bot(people: ChatDriver["people"]): Promise<Bot> | Bot;
}

const users: Record<Who, string> = { member: "U0MEMBER", stranger: "U0STRANGER" };
const people = { member: "slack:user:U0MEMBER", stranger: "slack:user:U0STRANGER" } as const;
const channel = "C0HELPDESK";

/** The address of a message: what it was when it was seen, too, as on a screen left open. */
interface Where {
  readonly message: SlackMessage;
  readonly buttons: readonly ShownButton[];
}

/** Two people in one Slack channel with the real adapter, over the transport of choice. */
export async function startSlackChat(options: SlackChatOptions): Promise<ChatDriver> {
  const server = await startSlackServer(options.transport);
  const { world } = server;
  const watched = watchBot(await options.bot(people));
  const running = await startSlack({
    bot: watched.bot,
    claims: memoryClaims(),
    messages: memoryOpenMessages(),
    log: pino({ level: "silent" }),
    botToken: secrets.botToken,
    apiUrl: server.apiUrl,
    transport:
      options.transport === "socket"
        ? { kind: "socket", appToken: secrets.appToken }
        : { kind: "http", signingSecret: secrets.signingSecret, port: 0, host: "127.0.0.1" },
  });
  server.requests.aim(running.port);

  /** Clicks, and gives what came of it and the private message that came, if one did. */
  async function click(message: SlackMessage, button: ShownButton, user: string): Promise<After> {
    const before = world.messages.length;
    const version = message.version;
    await server.click({ user, message, ...button });
    const ending = await watched.nextPress();
    return { ending, before, version, user, message };
  }

  async function outcome(after: After, pressed: Before): Promise<Seen> {
    if (after.ending.kind !== "replaced") return show(await privateAnswer(after), pressed.said);
    const version = pressed.version + (after.ending.announced ? 2 : 1);
    await world.until(
      "the message is replaced",
      () => pressed.message.version >= version || undefined,
    );
    return show(pressed.message, pressed.said);
  }

  async function privateAnswer(after: After): Promise<SlackMessage> {
    return await world.until("a private answer", () => {
      const replaced = after.message.onlyFor !== undefined && after.message.version > after.version;
      if (replaced) return after.message;
      return world.messages.slice(after.before).find((one) => one.onlyFor === after.user);
    });
  }

  return {
    people,

    async ask(text, as = "member") {
      const user = users[as];
      const asked = await server.say({
        user,
        channel,
        text: `<@${world.bot.userId}> ${escaped(text)}`,
      });
      const ending = await watched.nextAsk();
      const answer = await world.until("an answer", () =>
        world.messages.find(
          (one) =>
            one.author === world.bot.userId &&
            (one.thread === asked.message.ts ||
              (one.onlyFor === user && one.ts > asked.message.ts)) &&
            one.version >= (ending.announced ? 2 : 1),
        ),
      );
      return show(answer, []);
    },

    async press(seen, label, how: Pressing = {}) {
      const { message, buttons } = addressOf(seen);
      const user = users[how.as ?? "member"];
      const pressed = [...buttonsOf(message), ...buttons].find((one) => one.label === label);
      if (pressed === undefined) throw new Error(`no button says ${label}`);
      const said = pressed.dialog === undefined ? [] : [pressed.dialog];
      if (pressed.dialog !== undefined && how.answer === "no") return show(message, said);
      const before = { message, version: message.version, said };
      let after = await click(message, pressed, user);
      let asked = pressed.dialog !== undefined;
      while (after.ending.kind === "confirm") {
        const question = await privateAnswer(after);
        said.push(wordsOf(question));
        const yes = !(how.answer === "no" && !asked);
        asked = true;
        const reply = buttonsOf(question).find((one) => (one.style === "danger") === yes);
        if (reply === undefined) throw new Error("a confirmation without an answer");
        if (!yes) {
          await server.click({ user, message: question, ...reply });
          await world.until("the question is gone", () => question.deleted || undefined);
          return show(message, said);
        }
        after = await click(question, reply, user);
      }
      return await outcome(after, before);
    },

    async again(seen) {
      return show(addressOf(seen).message, []);
    },

    async until(seen, words) {
      const { message } = addressOf(seen);
      await world.until(words, () => wordsOf(message).includes(words) || undefined);
      return show(message, []);
    },

    tells: { slack: running.tell },

    violations: () => world.violations,

    async stop() {
      await running.stop();
      await server.stop();
    },
  };
}

/** The public message as it was when its button was pressed. */
interface Before {
  readonly message: SlackMessage;
  readonly version: number;
  readonly said: readonly string[];
}

interface After {
  readonly ending: Ending;
  readonly before: number;
  readonly version: number;
  readonly user: string;
  readonly message: SlackMessage;
}

const addresses = new WeakMap<object, Where>();

function show(message: SlackMessage, said: readonly string[]): Seen {
  const where = {};
  const buttons = buttonsOf(message);
  addresses.set(where, { message, buttons });
  return {
    where,
    text: [wordsOf(message), ...said].join("\n"),
    buttons: buttons.map((one) => one.label),
    audience: message.onlyFor === undefined ? "everyone" : "asker",
  };
}

function addressOf({ where }: Seen): Where {
  const address = typeof where === "object" && where !== null ? addresses.get(where) : undefined;
  if (address === undefined) throw new Error("this was not seen in Slack");
  return address;
}

/** What Slack's composer does to what a person types. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function memoryClaims(): Claims {
  const taken = new Set<string>();
  return {
    async claim(key) {
      if (taken.has(key)) return false;
      taken.add(key);
      return true;
    },
  };
}

import { pino } from "pino";
import type { DiscordRunning } from "#adapters/discord/start.ts";
import { startDiscord } from "#adapters/discord/start.ts";
import type { Answer, Ask, Bot, Press, Pressed } from "#bot/bot.ts";
import type { Claims } from "#bot/cases.ts";
import type { Reply } from "#bot/reply.ts";
import type { DiscordPeople } from "./discord-client.ts";
import { createPeople } from "./discord-client.ts";
import { memoryClaims } from "./discord-driver.ts";
import type { DiscordServer } from "./discord-server.ts";
import { startDiscordServer } from "./discord-server.ts";
import type { StoredMessage, World } from "./discord-world.ts";
import { memoryOpenMessages } from "./memory-open-messages.ts";
import { quietDoors } from "./quiet-doors.ts";

/** A local Discord with the real adapter on it and a bot that says what the test wants. */
export interface Scene extends AsyncDisposable {
  readonly server: DiscordServer;
  readonly world: World;
  readonly people: DiscordPeople;
  readonly running: DiscordRunning;
  /** Lines of the log, as JSON. */
  readonly logged: readonly string[];
  /** All that the bot has posted, private messages included. */
  said(): readonly StoredMessage[];
}

export interface Scenery {
  readonly bot: Bot;
  readonly claims?: Claims;
  /** One that is there already, for a second start. */
  readonly server?: DiscordServer;
}

export const helpdesk = "601";
export const thread = "602";
export const direct = "701";
export const member = "1001";
export const stranger = "1002";

/** Nobody waits in a test. */
export const hurried = {
  tries: { first: 5, most: 40 },
  reconnect: { first: 5, most: 40 },
  rebuildAfter: 60_000,
} as const;

export async function openScene({ bot, claims, server: there }: Scenery): Promise<Scene> {
  const server = there ?? (await startDiscordServer());
  const { world } = server;
  const logged: string[] = [];
  const running = await startDiscord({
    bot,
    claims: claims ?? memoryClaims(),
    messages: memoryOpenMessages(),
    log: pino({ level: "debug" }, { write: (line) => void logged.push(line) }),
    token: world.token,
    apiUrl: server.apiUrl,
    pace: hurried,
  });
  await world.until("the slash command is there", () => world.commands.length > 0);
  return {
    server,
    world,
    people: createPeople(server),
    running,
    logged,
    said: () => [...world.messages.values()].filter(({ author }) => author === world.self),
    async [Symbol.asyncDispose]() {
      await running.stop();
      if (there === undefined) await server.stop();
    },
  };
}

export interface ScriptedBot extends Bot {
  readonly asked: Ask[];
  readonly pressed: Press[];
}

/** A bot that answers what it is told to; a door without a script is not expected to be used. */
export function scriptedBot(script: {
  readonly ask?: (ask: Ask) => Answer | Promise<Answer>;
  readonly press?: (press: Press) => Pressed | Promise<Pressed>;
}): ScriptedBot {
  const asked: Ask[] = [];
  const pressed: Press[] = [];
  return {
    ...quietDoors,
    asked,
    pressed,
    async ask(ask) {
      asked.push(ask);
      if (script.ask === undefined) throw new Error("no question was expected");
      return await script.ask(ask);
    },
    async press(press) {
      pressed.push(press);
      if (script.press === undefined) throw new Error("no click was expected");
      return await script.press(press);
    },
  };
}

/** Answers each press with what the test has for it. */
export function answering(answers: Readonly<Record<string, Pressed>>): (press: Press) => Pressed {
  return ({ press }) => {
    const answer = answers[press];
    if (answer === undefined) throw new Error(`nobody expected the press ${press}`);
    return answer;
  };
}

/** The reference that words for a person give, or a text that no log has. */
export function referenceIn(text: string): string {
  return /[0-9a-f]{8}/u.exec(text)?.[0] ?? "no reference";
}

/** A reply with this headline and nothing else, unless given. */
export function reply(headline: string, more: Partial<Reply> = {}): Reply {
  const rest = { mood: "calm", body: [], evidence: [], buttons: [], footer: [] } as const;
  return { headline: [headline], ...rest, ...more };
}

/** A reply that offers to remove the files, as its case `offer`. */
export function offering(headline: string): Reply {
  return reply(headline, {
    mood: "attention",
    buttons: [
      {
        label: "Remove the files",
        style: "danger",
        press: "offer:ask",
        confirm: removal,
      },
    ],
  });
}

export const removal = {
  title: "Remove both files from PC-42?",
  text: [["They can be put back."]],
  yes: "Remove",
  no: "Leave them",
  press: "offer:confirm",
} as const;

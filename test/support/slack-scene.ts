import { pino } from "pino";
import { type SlackRunning, startSlack } from "#adapters/slack/start.ts";
import type { Bot } from "#bot/bot.ts";
import type { Claims } from "#bot/cases.ts";
import { memoryOpenMessages } from "./memory-open-messages.ts";
import { memoryClaims } from "./slack-driver.ts";
import { buttonsOf, wordsOf } from "./slack-reading.ts";
import { type SlackServer, secrets, startSlackServer } from "./slack-server.ts";
import type { SlackMessage } from "./slack-server-world.ts";

/** The adapter against the local Slack, for tests that look closer than a driver does. */
export interface Scene {
  readonly server: SlackServer;
  readonly running: () => SlackRunning;
  /** Stops the adapter; the store of claims stays. */
  stopAdapter(): Promise<void>;
  startAdapter(): Promise<void>;
  /** What the bot said that is still there, oldest first. */
  said(): SlackMessage[];
  /** The bot's message with these words, once it is there. */
  message(words: string): Promise<SlackMessage>;
  /** Presses the button as a person, whatever Slack's own dialog asks. */
  click(message: SlackMessage, label: string, user?: string): ReturnType<SlackServer["click"]>;
  /** Resolves when the message is no longer shown. */
  vanished(message: SlackMessage): Promise<void>;
  /** Stops everything; rejects with every rule of Slack that the adapter broke. */
  stop(): Promise<void>;
}

export type Kind = "socket" | "http";

export async function startScene(
  kind: Kind,
  bot: Bot,
  { claims = memoryClaims(), scopes }: { claims?: Claims; scopes?: readonly string[] } = {},
): Promise<Scene> {
  const server = await startSlackServer(kind);
  const { world } = server;
  world.scopes = scopes;
  let running = await start();

  async function start(): Promise<SlackRunning> {
    const started = await startSlack({
      bot,
      claims,
      messages: memoryOpenMessages(),
      log: pino({ level: "silent" }),
      botToken: secrets.botToken,
      apiUrl: server.apiUrl,
      transport:
        kind === "socket"
          ? { kind: "socket", appToken: secrets.appToken }
          : { kind: "http", signingSecret: secrets.signingSecret, port: 0, host: "127.0.0.1" },
    });
    server.requests.aim(started.port);
    return started;
  }

  function said(): SlackMessage[] {
    return world.messages.filter((one) => one.author === world.bot.userId && !one.deleted);
  }

  return {
    server,
    running: () => running,
    async stopAdapter() {
      await running.stop();
      server.requests.aim(undefined);
    },
    async startAdapter() {
      running = await start();
    },
    said,
    async message(words) {
      return await world.until(`a message with "${words}"`, () =>
        said().find((one) => wordsOf(one).includes(words)),
      );
    },
    async click(message, label, user = "U0MEMBER") {
      const button = buttonsOf(message).find((one) => one.label === label);
      if (button === undefined) throw new Error(`no button says ${label}`);
      return await server.click({ user, message, ...button });
    },
    async vanished(message) {
      await world.until("the message is gone", () => message.deleted || undefined);
    },
    async stop() {
      await running.stop();
      await server.stop();
      if (world.violations.length > 0) throw new Error(world.violations.join("\n"));
    },
  };
}

import { App, SocketModeReceiver } from "@slack/bolt";
import { startSlack } from "#adapters/slack/start.ts";
import { wordsOf } from "../test/support/slack-reading.ts";
import { type SlackServer, secrets, startSlackServer } from "../test/support/slack-server.ts";
import type { Contender, Setting, Took } from "./load.ts";
import { askers, type Desk } from "./load-desk.ts";

const channel = "C0HELPDESK";

/** The bot, and a bare Bolt app. */
export async function slackContenders(desk: Desk): Promise<readonly (() => Promise<Contender>)[]> {
  return await Promise.resolve([
    async () => {
      const server = await startSlackServer("socket");
      const { bot, store, log } = desk;
      const running = await startSlack({
        bot,
        claims: store,
        messages: store.messages,
        log,
        botToken: secrets.botToken,
        apiUrl: server.apiUrl,
        transport: { kind: "socket", appToken: secrets.appToken },
      });
      return contender("Slack, whyreboot", {
        server,
        words: (number) => desk.names[number % desk.names.length] ?? "",
        isAnswer: (text) => text.includes("Case "),
        end: async () => await running.stop(),
      });
    },
    async () => {
      const server = await startSlackServer("socket");
      const app = bareApp(server);
      await app.start();
      return contender("Slack, bare Bolt", {
        server,
        words: () => "echo",
        isAnswer: (text) => text.includes("echo"),
        end: async () => void (await app.stop()),
      });
    },
  ]);
}

function bareApp(server: SlackServer): App {
  const receiver = new SocketModeReceiver({
    appToken: secrets.appToken,
    installerOptions: { clientOptions: { slackApiUrl: server.apiUrl } },
  });
  const clientOptions = { slackApiUrl: server.apiUrl };
  const app = new App({ token: secrets.botToken, receiver, clientOptions });
  app.event("app_mention", async ({ event, client }) => {
    const blocks = [
      {
        type: "rich_text" as const,
        elements: [
          {
            type: "rich_text_section" as const,
            elements: [{ type: "text" as const, text: "echo" }],
          },
        ],
      },
    ];
    const { channel: where, ts: thread_ts } = event;
    const quiet = { unfurl_links: false, unfurl_media: false };
    const echo = { channel: where, thread_ts, text: "echo", blocks, ...quiet };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's method, not a window's
    await client.chat.postMessage(echo);
  });
  return app;
}

function contender(
  name: string,
  { server, words, isAnswer, end }: Setting<SlackServer>,
): Contender {
  const { world } = server;
  return {
    name,
    async ask(number): Promise<Took> {
      const began = performance.now();
      const text = `<@${world.bot.userId}> ${words(number)}`;
      const { message, delivered } = await server.say({ user: askers.slack, channel, text });
      await world.until("an answer", () =>
        world.messages.find((one) => one.thread === message.ts && isAnswer(wordsOf(one))),
      );
      return { acknowledged: delivered.milliseconds, answered: performance.now() - began };
    },
    async stop() {
      await end();
      await server.stop();
    },
  };
}

import {
  ApplicationCommandOptionType,
  Client,
  ComponentType,
  Events,
  GatewayIntentBits,
  MessageFlags,
} from "discord.js";
import { startDiscord } from "#adapters/discord/start.ts";
import { createPeople } from "../test/support/discord-client.ts";
import { textOf } from "../test/support/discord-driver.ts";
import { type DiscordServer, startDiscordServer } from "../test/support/discord-server.ts";
import type { Contender, Setting, Took } from "./load.ts";
import { askers, type Desk } from "./load-desk.ts";

const channel = "601";

/** The bot, and a bare discord.js client; both by slash command, which has to be acknowledged. */
export async function discordContenders(
  desk: Desk,
): Promise<readonly (() => Promise<Contender>)[]> {
  return await Promise.resolve([
    async () => {
      const server = await startDiscordServer();
      const { bot, store, log } = desk;
      const running = await startDiscord({
        bot,
        claims: store,
        messages: store.messages,
        log,
        token: server.world.token,
        apiUrl: server.apiUrl,
      });
      return await contender("Discord, whyreboot", {
        server,
        words: (number) => desk.names[number % desk.names.length] ?? "",
        isAnswer: (text) => text.includes("Case "),
        end: async () => await running.stop(),
      });
    },
    async () => {
      const server = await startDiscordServer();
      const client = await bareClient(server);
      return await contender("Discord, bare discord.js", {
        server,
        words: () => "echo",
        isAnswer: (text) => text.includes("echo"),
        end: async () => await client.destroy(),
      });
    },
  ]);
}

async function bareClient(server: DiscordServer): Promise<Client> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest: { api: server.apiUrl, version: "10" },
  });
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const echo = { type: ComponentType.TextDisplay, content: "echo" } as const;
    void interaction.reply({ components: [echo], flags: MessageFlags.IsComponentsV2 });
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(server.world.token);
  await ready;
  const type = ApplicationCommandOptionType.String;
  const option = { type, name: "question", description: "What", required: true } as const;
  for (const guild of client.guilds.cache.values()) {
    await guild.commands.set([{ name: "whyreboot", description: "Echo", options: [option] }]);
  }
  return client;
}

async function contender(
  name: string,
  { server, words, isAnswer, end }: Setting<DiscordServer>,
): Promise<Contender> {
  const { world } = server;
  const people = createPeople(server);
  await world.until("the slash command is there", () => world.commands.length > 0);
  return {
    name,
    async ask(number): Promise<Took> {
      const began = performance.now();
      const used = people.command(askers.discord, channel, words(number));
      await world.until("an acknowledgement", () => used.answered !== undefined);
      const acknowledged = performance.now() - began;
      await world.until("an answer", () => {
        const shown = world.messages.get(used.original ?? "");
        return shown !== undefined && isAnswer(textOf(shown));
      });
      return { acknowledged, answered: performance.now() - began };
    },
    async stop() {
      await end();
      await server.stop();
    },
  };
}

import { readFile, writeFile } from "node:fs/promises";
import type { PostgresPlace } from "#adapters/store/place.ts";
import { type CommandDesk, openDesk } from "./command-desk.ts";
import { createPeople } from "./discord-client.ts";
import { replyTo, textOf } from "./discord-driver.ts";
import { type DiscordServer, startDiscordServer } from "./discord-server.ts";
import type { StoredMessage } from "./discord-world.ts";
import { type Relay, startRelay } from "./relay.ts";

/** One `whyreboot start` of several. */
export interface Replica {
  /** The way from it to the store, which can be cut. */
  readonly toStore: Relay;
  /** Resolves once its log says so. */
  said(words: RegExp): Promise<void>;
  signal(name: "SIGTERM" | "SIGKILL"): void;
  readonly ended: Promise<{ readonly status: number | null }>;
}

/** A local Discord, and processes that share one PostgreSQL. */
export interface Replicas extends AsyncDisposable {
  readonly discord: DiscordServer;
  /** Another one, once it is ready. */
  start(): Promise<Replica>;
  /** Somebody mentions the bot. */
  ask(workstation: string): StoredMessage;
  /** What the bot says to that by now; empty before it says anything. */
  answerTo(asked: StoredMessage): string;
  /** All that the bot has said. */
  saidInAll(): readonly StoredMessage[];
}

/** Milliseconds: a lease has to end in some of the stories. */
const patience = 100_000;

export async function openReplicas(place: PostgresPlace): Promise<Replicas> {
  const discord = await startDiscordServer();
  const { world } = discord;
  const desk = await openDesk({ discordUrl: discord.apiUrl });
  const people = createPeople(discord);
  const relays: Relay[] = [];
  await onlyDiscord(desk);
  const yaml = await readFile(desk.path("whyreboot.yaml"), "utf8");

  return {
    discord,
    async start() {
      const toStore = await startRelay(place.port);
      relays.push(toStore);
      const config = desk.path(`replica-${relays.length}.yaml`);
      const url = `postgres://${place.user}@127.0.0.1:${toStore.port}/${place.database}`;
      const store = `store:\n  url: ${url}\n  passwordEnv: STORE_PASSWORD\n`;
      await writeFile(config, `${yaml}${store}`);
      const env = { DISCORD_TOKEN: world.token, STORE_PASSWORD: place.password ?? "" };
      const running = desk.start(["start", "--config", config], { env, patience });
      await running.printed(/"ready;/u);
      return {
        toStore,
        ended: running.ended,
        said: async (words) => void (await running.printed(words)),
        signal: (name) => running.signal(name),
      };
    },
    ask: (workstation) => people.say("1001", "601", `<@${world.self}> ${workstation}`),
    answerTo(asked) {
      const answer = replyTo(world, asked.id);
      return answer === undefined ? "" : textOf(answer);
    },
    saidInAll: () => [...world.messages.values()].filter(({ author }) => author === world.self),
    async [Symbol.asyncDispose]() {
      await desk.stop();
      await Promise.all(relays.map(async (one) => await one[Symbol.asyncDispose]()));
      await discord.stop();
    },
  };
}

/** Without Slack, and without a store: each replica has its own way there. */
async function onlyDiscord(desk: CommandDesk): Promise<void> {
  await desk.configure((yaml) =>
    yaml
      .replace(/^slack:\n.*\n/mu, "")
      .replace(/"slack:[^"]*", /gu, "")
      .replace(/^store:\n.*\n/mu, ""),
  );
}

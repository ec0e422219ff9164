import { appendFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import ssh2 from "ssh2";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { PracticeWorkstation } from "#practice/sshd.ts";
import { practiceWorkstation } from "#practice/sshd.ts";
import { stories } from "#practice/stories.ts";
import { type ChatDesk, openChatDesk } from "../support/chat-desk.ts";
import type { Running } from "../support/command.ts";
import { must } from "../support/office.ts";
import { wordsOf } from "../support/slack-reading.ts";
import type { SlackMessage } from "../support/slack-server-world.ts";

const names = Array.from({ length: 40 }, (_, at) => `LAB-${at + 1}`);

let chat: ChatDesk;
let lab: Lab;
beforeEach(async () => {
  chat = await openChatDesk();
  lab = await openLab(chat);
});
afterEach(async () => {
  await chat.stop();
  await lab.stop();
  const violations = chat.violations();
  if (violations.length > 0) throw new Error(violations.join("\n"));
});

interface Lab {
  /** How often somebody connected, by workstation. */
  readonly looks: ReadonlyMap<string, number>;
  /** Resolves once so many were looked at. */
  lookedAt(number: number): Promise<void>;
  stop(): Promise<void>;
}

/** Forty workstations in one group, of which the first has litter; looked at one by one. */
async function openLab({ desk }: ChatDesk): Promise<Lab> {
  const looks = new Map<string, number>();
  const running = new Map<string, PracticeWorkstation>();
  const waiting: { readonly number: number; readonly resolve: () => void }[] = [];
  const key = ssh2.utils.parseKey(desk.fleet.privateKey);
  if (key instanceof Error) throw key;
  const clientKey = `${key.type} ${key.getPublicSSH().toString("base64")}`;
  for (const name of names) {
    const story = must(stories[name === "LAB-1" ? "PC-42" : "PC-46"])();
    const onRequest = ({ kind }: { readonly kind: string }): undefined => {
      if (kind !== "connect") return;
      looks.set(name, (looks.get(name) ?? 0) + 1);
      for (const one of waiting) if (looks.size >= one.number) one.resolve();
    };
    const { windows } = story;
    const { user } = desk.fleet;
    running.set(name, await practiceWorkstation(windows, { user, clientKey, onRequest }));
  }
  const hosts = Array.from(
    running,
    ([name, { address, port }]) =>
      `    - { name: ${name}, address: ${address}, port: ${port}, groups: [ lab ] }\n`,
  ).join("");
  await desk.configure((yaml) => `${yaml.replace("hosts:\n", `hosts:\n${hosts}`)}${oneByOne}`);
  const lines = Array.from(running.values(), ({ knownHost }) => `${knownHost}\n`).join("");
  await appendFile(desk.path("known_hosts"), lines);
  return {
    looks,
    async lookedAt(number) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ number, resolve });
      await promise;
    },
    async stop() {
      await Promise.all(Array.from(running.values(), async (one) => await one.stop()));
    },
  };
}

const oneByOne = `limits:
  connections: 1
`;

async function startBot(): Promise<Running> {
  const bot = chat.desk.start(["start"], { env: chat.tokens });
  await bot.printed(/"ready;/u);
  return bot;
}

function answersTo(asked: SlackMessage): SlackMessage[] {
  return chat.slack.world.messages.filter((one) => one.thread === asked.ts && !one.deleted);
}

/** Until the bot's store knows where the sweep is told. */
async function placeIsKept(): Promise<void> {
  using store = new DatabaseSync(chat.desk.path("whyreboot.db"), { readOnly: true });
  const places = store.prepare("select place_json from sweeps where place_json is not null");
  await expect.poll(() => places.all().length, { interval: 20, timeout: 5_000 }).toBe(1);
}

it.each([
  { signal: "SIGKILL", twice: 1 },
  { signal: "SIGTERM", twice: 0 },
] as const)(
  "a sweep whose bot is ended by $signal is gone on with by the next one, in the same message",
  async ({ signal, twice }) => {
    const bot = await startBot();
    const text = `<@${chat.slack.world.bot.userId}> which workstations in lab ask to reboot`;
    const half = lab.lookedAt(10);
    const asked = await chat.slack.say({ user: "U0ALICE", channel: "C0HELPDESK", text });
    await placeIsKept();
    await half;
    bot.signal(signal);
    await bot.ended;
    const lookedAtBefore = lab.looks.size;

    await startBot();
    const result = "Something asks for a restart on 1 of 40 workstations in lab.";
    const said = await chat.slack.world.until(result, () =>
      answersTo(asked.message).find((one) => wordsOf(one).includes(result)),
    );

    expect(lookedAtBefore).toBeLessThan(names.length);
    expect(answersTo(asked.message)).toEqual([said]);
    const results = chat.slack.world.calls.filter(({ fields }) =>
      String(fields["text"]).startsWith("Something asks"),
    );
    expect(results.map(({ method }) => method)).toEqual(["chat.update"]);
    expect(lab.looks.size).toBe(names.length);
    const again = Array.from(lab.looks.values()).filter((times) => times > 1);
    expect(again.length).toBeLessThanOrEqual(twice);
    process.stdout.write(
      `${signal} after ${lookedAtBefore} of ${names.length}: ${again.length} looked at twice\n`,
    );
  },
);

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { signalPages } from "#adapters/docs/pages.ts";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import { openStore, type Store } from "#adapters/store/open-store.ts";
import type { StorePlace } from "#adapters/store/place.ts";
import type { Bot } from "#bot/bot.ts";
import { createBot } from "#bot/create-bot.ts";
import type { Desk } from "#bot/desk.ts";
import { openDesk } from "#bot/desk.ts";
import type { Tells } from "#bot/tell-lost.ts";
import { asked } from "#checks/list.ts";
import { freshKeys } from "#practice/fresh-keys.ts";
import { type PracticeWorkstation, practiceWorkstation } from "#practice/sshd.ts";
import { type Story, stories } from "#practice/stories.ts";
import type { ChatDriver } from "./chat-driver.ts";

/** The whole bot, real but for its platform: SSH to practice workstations, a store that outlives it. */
export interface ScenarioOffice {
  /** For the driver: the bot that stays the same object while `restart` changes what is behind it. */
  readonly bot: (people: ChatDriver["people"]) => Promise<Bot>;
  /** For a shell: where it finds the offers of a case. */
  readonly cases: () => Store;
  /** Closes the store and starts a new bot on the same place, as after a restart of the process. */
  restart(): Promise<void>;
  /** Ways to speak where nobody has asked just now, once the chat is there. */
  speaksBy(tells: Tells): void;
  windows(name: string): PracticeWorkstation["windows"];
  stop(): Promise<void>;
}

const user = "helpdesk";

interface Furnishing {
  /** Without one it makes a file. */
  readonly place?: StorePlace | undefined;
  /** The stranger may ask, and not sweep. */
  readonly strangerAsks?: true;
}

/** By workstation; all others are in none. */
const groups: Readonly<Record<string, readonly string[]>> = {
  "PC-67": ["servers"],
  "PC-61": ["lab"],
  "PC-45": ["lab"],
  "PC-46": ["lab", "attic"],
  "PC-47": ["attic"],
};

/** The practice stories under their own names, and more machines of a test's own. */
export async function scenarioOffice(
  more: Readonly<Record<string, () => Story>>,
  { place, strangerAsks }: Furnishing = {},
): Promise<ScenarioOffice> {
  const folder = await mkdtemp(join(tmpdir(), "whyreboot-scenario-"));
  const keys = freshKeys();
  const running = new Map<string, PracticeWorkstation>();
  for (const [name, story] of Object.entries({ ...stories, ...more })) {
    const { windows, ...rest } = story();
    running.set(
      name,
      await practiceWorkstation(windows, { user, clientKey: keys.public, ...rest }),
    );
  }
  const knownHosts = join(folder, "known_hosts");
  await writeFile(knownHosts, [...running.values()].map((one) => `${one.knownHost}\n`).join(""));
  const log = pino({ level: "silent" });
  const hosts = new Map([...running].map(([name, one]) => [name, { ...one, user }]));
  const workstations = sshWorkstations({
    hosts,
    credentials: { privateKey: keys.private },
    knownHosts: { file: knownHosts, trustOnFirstUse: false },
    asks: asked,
    deadlines: { connect: 1_500, call: 5_000 },
    log,
  });
  const kept = place ?? { file: join(folder, "whyreboot.db") };
  let store: Store | undefined;
  let desk: Desk | undefined;
  let bot: Bot | undefined;
  let tells: Tells = {};
  let member = "";
  let stranger = "";

  const begin = async (): Promise<void> => {
    store = await openStore(kept);
    desk = openDesk({
      inventory: listInventory(
        [...running.keys()].map((name) => ({ name, groups: groups[name] ?? [] })),
      ),
      workstations,
      cases: store,
      sweeps: store.sweeps,
      watches: store.watches,
      audit: store.audit,
      rights: {
        ask: strangerAsks === true ? [member, stranger] : [member],
        clear: [member],
        approve: [member, stranger],
      },
      tells: () => tells,
      approval: { groups: ["servers"], verdicts: [], minutes: 60 },
      pages: signalPages(),
      log,
      now: () => new Date(),
    });
    bot = createBot(desk);
  };
  const now = (): Bot => {
    if (bot === undefined) throw new Error("the bot has not begun");
    return bot;
  };

  return {
    async bot(people) {
      ({ member, stranger } = people);
      await begin();
      return {
        ask: async (question) => await now().ask(question),
        press: async (pressed) => await now().press(pressed),
        suggest: async (suggesting) => await now().suggest(suggesting),
        home: async (person) => await now().home(person),
      };
    },
    cases() {
      if (store === undefined) throw new Error("the store is not open");
      return store;
    },
    async restart() {
      await desk?.sweepsUnderWay.stop();
      await store?.[Symbol.asyncDispose]();
      await begin();
    },
    windows(name) {
      const found = running.get(name);
      if (found === undefined) throw new Error(`no workstation ${name}`);
      return found.windows;
    },
    speaksBy(given) {
      tells = given;
    },
    async stop() {
      await desk?.sweepsUnderWay.stop();
      await store?.[Symbol.asyncDispose]();
      await Promise.all([...running.values()].map(async (one) => await one.stop()));
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * Run as a process of its own, with the path of a configuration as its argument: a replica with all
 * that `whyreboot start` has but a platform. It takes one JSON line for each question or click, and
 * prints one for each answer, and for whatever it says by itself where a sweep was asked for.
 */
import { createInterface } from "node:readline";
import { z } from "zod";
import { sourceReader } from "#adapters/inventory/read-source.ts";
import { keepResuming } from "#bot/act/keep-resuming.ts";
import type { Bot } from "#bot/bot.ts";
import { plain } from "#bot/reply.ts";
import { keepSweeping } from "#bot/sweep/sweeping.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { listRules } from "../../src/config/rules.ts";
import { logTo, withBot } from "../../src/main/with-bot.ts";
import { person } from "./office.ts";

const order = z.object({
  id: z.string(),
  ask: z.string().optional(),
  press: z.string().optional(),
});

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const member = person("shell:user:tester");

async function serve(bot: Bot, line: string): Promise<void> {
  const { id, ask, press } = order.parse(JSON.parse(line));
  try {
    if (press !== undefined) {
      const pressed = await bot.press({ press, person: member });
      print({ id, pressed, says: "reply" in pressed ? plain(pressed.reply.headline) : "" });
      return;
    }
    const answer = await bot.ask({ text: ask ?? "", person: member });
    await answer.stay?.({ platform: "test", place: id });
    const [button] = answer.reply.buttons;
    print({
      id,
      says: plain(answer.reply.headline),
      report: answer.report,
      sweep: answer.ongoing?.sweep,
      press: button?.confirm.press,
    });
  } catch (error) {
    print({ id, fault: String(error) });
  }
}

const lists = sourceReader(listRules);
const loaded = await loadConfig({
  file: process.argv[2] ?? "",
  env: {},
  tokens: "not-needed",
  readSource: lists.read,
});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
const tells = {
  test: async (place: string, reply: { readonly headline: Parameters<typeof plain>[0] }) => {
    print({ told: place, says: plain(reply.headline) });
    return true;
  },
};
await withBot(
  loaded.config,
  { lists, log: logTo("warn"), tells: () => tells },
  async (bot, _store, { desk }) => {
    const { signal } = desk.sweepsUnderWay;
    desk.serve();
    desk.sweepsUnderWay.add(keepSweeping(desk));
    void keepResuming(desk, { signal, onResumed: () => {}, idle: 1_000 });
    print({ ready: true });
    for await (const line of createInterface({ input: process.stdin })) void serve(bot, line);
  },
);

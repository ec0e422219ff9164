import { expect } from "vitest";
import type { Person } from "#bot/ports.ts";
import type { Stage } from "#bot/press.ts";
import { writePress } from "#bot/press.ts";
import { plain } from "#bot/reply.ts";
import type { Right } from "#bot/rights.ts";
import {
  batchPath,
  must,
  type Office,
  plantLeftover,
  plantStranded,
  replaced,
  runnerPath,
  words,
  yes,
} from "./office.ts";

/** One thing that somebody can have the bot do, and what must be right before they can try it. */
export interface Act {
  readonly name: string;
  readonly door: "ask" | "press";
  /** Which right it rests on. */
  readonly right: Right;
  /** By somebody who may; gives what the person then sends. */
  prepare(desk: Office, able: Person): Promise<string>;
}

function question(text: string, right: Right = "ask"): Act {
  return { name: `asks "${text}"`, door: "ask", right, prepare: async () => text };
}

const ask = async (desk: Office, able: Person): ReturnType<Office["bot"]["ask"]> =>
  await desk.bot.ask({ text: "PC-42", person: able });

async function offered(desk: Office, able: Person): Promise<string> {
  await plantLeftover(desk.pc);
  return yes((await ask(desk, able)).reply);
}

/** Somebody else has asked for it and waits. */
async function requested(desk: Office, able: Person): Promise<string> {
  const press = await offered(desk, able);
  const by = { id: "test:user:first", name: "first" };
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const offer = must(press.split(":")[0]);
  await desk.cases.request(offer, { by, at: new Date().toISOString(), until });
  return press;
}

async function removed(desk: Office, able: Person): Promise<string> {
  const press = await offered(desk, able);
  return yes(replaced(await desk.bot.press({ press, person: able })));
}

/** Every question there is, and every click from the first button to the last yes. */
export const acts: readonly Act[] = [
  question("PC-42"),
  question("PC-99"),
  question("explain KB5032189"),
  question("history PC-42", "audit"),
  question("help"),
  {
    name: "presses the button to clear",
    door: "press",
    right: "clear",
    prepare: async (desk, able) => stage(await offered(desk, able), "ask"),
  },
  { name: "says yes to clear", door: "press", right: "clear", prepare: offered },
  {
    name: "says yes to clear what is lost with it",
    door: "press",
    right: "clear",
    async prepare(desk, able) {
      await plantStranded(desk.pc);
      const press = yes((await ask(desk, able)).reply);
      await desk.bot.press({ press, person: able });
      return stage(press, "lose");
    },
  },
  {
    name: "presses the button to put back",
    door: "press",
    right: "undo",
    prepare: async (desk, able) => stage(await removed(desk, able), "ask"),
  },
  { name: "says yes to put back", door: "press", right: "undo", prepare: removed },
  {
    name: "presses the button to approve",
    door: "press",
    right: "approve",
    prepare: async (desk, able) => stage(await requested(desk, able), "approve"),
  },
  {
    name: "says yes as the second person",
    door: "press",
    right: "approve",
    prepare: async (desk, able) => stage(await requested(desk, able), "approved"),
  },
  {
    name: "presses a button that nobody made",
    door: "press",
    right: "clear",
    prepare: async () => "made up",
  },
];

function stage(press: string, stage: Stage): string {
  return writePress(must(press.split(":")[0]), stage);
}

/** What came of a try, and whether anything at all was touched by it. */
export interface Tried {
  /** Only for the one who asked, and saying no. */
  readonly refused: boolean;
  readonly headline: string;
  readonly words: string;
  /** Connections, progress messages, changed files and offers: none of it may come of a refusal. */
  readonly touched: readonly string[];
  /** What the audit trail says of it. */
  readonly audited: readonly string[];
}

export async function tryAct(
  desk: Office,
  act: Act,
  { sent, person }: { readonly sent: string; readonly person: Person },
): Promise<Tried> {
  const before = await traces(desk);
  const audited = desk.audit.entries.length;
  const shown: string[] = [];
  const show = (): void => void shown.push("a progress message was shown");
  const come =
    act.door === "ask"
      ? await desk.bot.ask({ text: sent, person, onLooking: show })
      : await desk.bot.press({ press: sent, person, onActing: show });
  const after = await traces(desk);
  const refused = "audience" in come ? come.audience === "asker" : come.kind === "refused";
  const reply = "reply" in come ? come.reply : undefined;
  return {
    refused,
    headline: reply === undefined ? "" : plain(reply.headline),
    words: reply === undefined ? "" : words(reply),
    touched: [...shown, ...after.filter((trace, at) => trace !== before[at])],
    audited: desk.audit.entries
      .slice(audited)
      .map((entry) => (entry.event === "refused" ? `${entry.event} ${entry.why}` : entry.event)),
  };
}

async function traces({ pc, audit, cases }: Office): Promise<readonly string[]> {
  const texts = [batchPath, runnerPath].map(async (path) => {
    const content = await pc.content(path);
    return `${path}: ${content === undefined ? "not there" : new TextDecoder().decode(content)}`;
  });
  const caseIds = new Set(audit.entries.flatMap((entry) => ("case" in entry ? [entry.case] : [])));
  const offers = await Promise.all([...caseIds].map(async (id) => await cases.offersOf(id ?? "")));
  return [
    `${pc.opened()} connections`,
    ...(await Promise.all(texts)),
    `offers: ${JSON.stringify(offers)}`,
  ];
}

/** Nothing looked at, nothing changed, words that say so, for the asker alone, and written down. */
export function refusal(act: Act, says: "no" | "cannot-tell"): object {
  const nothing = act.door === "ask" ? "Nothing was looked at." : "Nothing was changed.";
  const reading = act.right === "audit";
  const no: unknown =
    act.door === "ask"
      ? expect.stringMatching(
          /^You may not (?:ask about workstations here|read what was asked and done about PC-42)\.$/u,
        )
      : expect.stringMatching(
          /^You may not (?:remove files|put back files|approve a removal)(?: on PC-42)?\.$/u,
        );
  const unknown: unknown = expect.stringMatching(
    act.door === "ask"
      ? /^I could not check whether you may (?:ask|read that)\.$/u
      : /^I could not check whether you may do that\.$/u,
  );
  return {
    refused: true,
    headline: says === "no" ? no : unknown,
    words: reading
      ? (expect.stringMatching(/(?:decides that|is no for now|looked at\.)/u) as unknown)
      : (expect.stringContaining(nothing) as unknown),
    touched: [],
    audited: [`refused ${says === "no" ? "may-not" : "cannot-tell"}`],
  };
}

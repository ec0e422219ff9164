import { describe, expect, it } from "vitest";
import { signalPages } from "#adapters/docs/pages.ts";
import type { Answer } from "#bot/bot.ts";
import { openDesk } from "#bot/desk.ts";
import type { Limits } from "#bot/limits.ts";
import type { Person } from "#bot/ports.ts";
import { memorySweepStore } from "../support/memory-sweep-store.ts";
import { memoryWatchStore } from "../support/memory-watch-store.ts";
import type { Office } from "../support/office.ts";
import {
  listed,
  must,
  office,
  person,
  plantLeftover,
  replaced,
  words,
  yes,
} from "../support/office.ts";

const wide = { person: 100, channel: 100, workstation: 100 };

function limited(questionsPerMinute: Partial<Limits["questionsPerMinute"]>): Office {
  const limits = { questionsPerMinute: { ...wide, ...questionsPerMinute }, connections: 32 };
  return office({ limits, now: () => new Date("2026-03-02T10:00:00Z") });
}

async function ask(desk: Office, text: string, by: Person = desk.member): Promise<Answer> {
  return await desk.bot.ask({ text, person: by });
}

/** Somebody else who may ask. */
function colleague(name: string, place?: string): Person {
  const alice = person("test:user:alice");
  return { ...alice, id: `test:user:${name}`, name, ...(place === undefined ? {} : { place }) };
}

describe("a question too many", () => {
  it("is refused to the asker alone, with who, how many and how long", async () => {
    const desk = limited({ person: 1 });
    await ask(desk, "PC-42");

    const { reply, audience, report } = await ask(desk, "PC-43");

    expect(words(reply)).toBe(
      "You have asked a lot in a minute; ask again in 60 seconds.\n" +
        "The limit is 1 question a minute for one person (limits, questionsPerMinute). Nothing was looked at.\n",
    );
    expect(audience).toBe("asker");
    expect(report).toBeUndefined();
  });

  it("costs no connection and is no case, but stands in the audit trail", async () => {
    const desk = limited({ person: 1 });
    await ask(desk, "PC-42");

    await ask(desk, "PC-42");
    await ask(desk, "PC-42 and nobody-99");

    expect(desk.pc.opened()).toBe(1);
    expect(desk.audit.entries.filter(({ event }) => event === "asked")).toHaveLength(1);
    expect(desk.audit.entries.at(-1)).toMatchObject({ event: "refused", why: "limit" });
  });

  it("of one channel is refused to everybody there, and to nobody elsewhere", async () => {
    const desk = limited({ channel: 1 });
    await ask(desk, "PC-42", colleague("bob", "slack:channel:C0A"));

    const there = await ask(desk, "PC-42", colleague("eve", "slack:channel:C0A"));
    const elsewhere = await ask(desk, "PC-42", colleague("eve", "slack:channel:C0B"));

    expect(words(there.reply)).toContain("A lot was asked here in a minute");
    expect(elsewhere.report).toBeDefined();
  });

  it("about one workstation is refused by its name", async () => {
    const desk = limited({ workstation: 1 });
    await ask(desk, "PC-42");

    const again = await ask(desk, "PC-42", colleague("bob"));
    const other = await ask(desk, "PC-43", colleague("bob"));

    expect(words(again.reply)).toContain("PC-42 was looked at a lot in a minute");
    expect(other.report).toBeDefined();
  });

  it("is not what help and explanations are", async () => {
    const desk = limited({ person: 1 });
    await ask(desk, "PC-42");

    const help = await ask(desk, "help");
    const explained = await ask(desk, "explain pending renames");

    expect(words(help.reply)).toContain("Ask me why");
    expect(explained.audience).toBe("everyone");
  });

  it("does not keep a button from being pressed", async () => {
    const desk = limited({ person: 1, workstation: 1 });
    await plantLeftover(desk.pc);
    const { reply } = await ask(desk, "PC-42");

    const pressed = await desk.bot.press({ press: yes(reply), person: desk.member });

    expect(words(replaced(pressed))).toContain("Removed both restart files");
  });
});

describe("questions about one workstation at once", () => {
  it("share one look, and each gets a case, a footer and a button of its own", async () => {
    const desk = limited({ workstation: 1 });
    await plantLeftover(desk.pc);
    const people = Array.from({ length: 20 }, (_, at) => colleague(`p${at}`));

    const answers = await Promise.all(
      people.map(async (one) => await ask(desk, "why does PC-42 ask to reboot", one)),
    );

    const reports = answers.map(({ report }) => must(report));
    expect(desk.pc.opened()).toBe(1);
    expect(new Set(reports.map((report) => report.case)).size).toBe(20);
    expect(new Set(reports.map(({ offers }) => offers[0]?.id)).size).toBe(20);
    expect(reports.every(({ headline }) => headline === "restart-files")).toBe(true);
    expect(reports.every(({ milliseconds }) => milliseconds.connect >= 0)).toBe(true);
    for (const [at, { reply, report }] of answers.entries()) {
      expect(words(reply)).toContain(`p${at}`);
      expect(words(reply)).toContain(must(report).case);
    }
  });

  it("share that it cannot be reached", async () => {
    const desk = limited({});
    desk.pc.unreachable("no-answer");
    let tries = 0;
    desk.pc.before("open", () => void (tries += 1));

    const [one, other] = await Promise.all([ask(desk, "PC-42"), ask(desk, "PC-42")]);

    expect([one.report?.headline, other.report?.headline]).toEqual(["unreachable", "unreachable"]);
    expect(tries).toBe(1);
  });

  it("do not share a look that is over", async () => {
    const desk = limited({});
    await ask(desk, "PC-42");
    await plantLeftover(desk.pc);

    const { report } = await ask(desk, "PC-42");

    expect(report?.headline).toBe("restart-files");
    expect(desk.pc.opened()).toBe(2);
  });

  it("fail together when the bot itself fails, and the next one looks again", async () => {
    const desk = limited({});
    desk.pc.before("open", () => {
      throw new Error("a bug");
    });

    const failed = await Promise.allSettled([ask(desk, "PC-42"), ask(desk, "PC-42")]);
    const { report } = await ask(desk, "PC-42");

    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(report?.headline).toBe("nothing-found");
  });

  it("wait for an act on it, and tell what it left", async () => {
    const desk = limited({});
    await plantLeftover(desk.pc);
    const { reply } = await ask(desk, "PC-42");
    const asked = Promise.withResolvers<Answer>();
    desk.pc.before("moveAside", () => {
      desk.pc.before("moveAside", () => asked.resolve(ask(desk, "PC-42")));
    });

    const pressed = await desk.bot.press({ press: yes(reply), person: desk.member });
    const meanwhile = await asked.promise;

    expect(meanwhile.report?.restartFiles?.verdict).toBe("none");
    expect(words(replaced(pressed))).toContain("Removed both restart files");
  });

  it("do not share a look that an act has overtaken", async () => {
    const desk = limited({});
    await plantLeftover(desk.pc);
    const { reply } = await ask(desk, "PC-42");
    const read = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const { cases } = desk;
    const pastLooks = cases.pastLooks.bind(cases);
    // The look cannot end before the store has answered.
    cases.pastLooks = async (workstation, limit) => {
      cases.pastLooks = pastLooks;
      read.resolve();
      await held.promise;
      return await pastLooks(workstation, limit);
    };
    const overtaken = ask(desk, "PC-42");
    await read.promise;
    const pressed = await desk.bot.press({ press: yes(reply), person: desk.member });

    const after = await ask(desk, "PC-42");
    held.resolve();

    expect(words(replaced(pressed))).toContain("Removed both restart files");
    expect(after.report?.restartFiles?.verdict).toBe("none");
    expect((await overtaken).report?.headline).toBe("restart-files");
    expect(desk.pc.opened()).toBe(4);
  });
});

it("opens a desk once, so that what goes on beside the bot shares its connections", () => {
  const { pc, cases, audit } = office();
  const desk = openDesk({
    inventory: listed("PC-42"),
    workstations: pc.workstations,
    cases,
    sweeps: memorySweepStore(),
    watches: memoryWatchStore(),
    audit,
    rights: { ask: [], clear: [] },
    pages: signalPages(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => new Date(),
  });

  expect(openDesk(desk)).toBe(desk);
  expect(desk.workstations).not.toBe(pc.workstations);
});

import { describe, expect, it } from "vitest";
import { thisProcess } from "#bot/act/process-mark.ts";
import { resumeActs } from "#bot/act/resume.ts";
import { type OpenMessage, type OpenMessages, watchMessage } from "#bot/open-messages.ts";
import type { Reply } from "#bot/reply.ts";
import { tellLost } from "#bot/tell-lost.ts";
import type { Turns } from "#bot/turns.ts";
import { freezeAfter, laterDeps } from "../support/cut-off.ts";
import { memoryOpenMessages } from "../support/memory-open-messages.ts";
import { must, type Office, office, plantLeftover, words, yes } from "../support/office.ts";

/** A process of this machine that has surely ended: ids go up to 4,194,304 on Linux. */
const gone = { host: thisProcess.host, pid: 99_999_999, run: "ended" };

interface Told {
  readonly place: string;
  readonly reply: Reply;
}

interface Scene {
  readonly desk: Office;
  readonly open: OpenMessages;
  readonly told: readonly Told[];
  readonly pass: () => Promise<void>;
}

/** `takes`: whether the platform takes what is said. */
function scene(takes = true, turns?: Turns): Scene {
  const desk = office();
  const open = memoryOpenMessages();
  const told: Told[] = [];
  const tells = {
    slack: async (place: string, reply: Reply) => {
      told.push({ place, reply });
      return takes;
    },
  };
  const pass = async (): Promise<void> => {
    const deps = laterDeps(desk);
    await tellLost(deps, { open, tells, ...(turns ? { turns } : {}) }, await resumeActs(deps));
  };
  return { desk, open, told, pass };
}

function left(more: Partial<OpenMessage> = {}): OpenMessage {
  const at = new Date().toISOString();
  return { id: "M1", platform: "slack", place: "here", at, process: gone, ...more };
}

describe("a question whose process has ended", () => {
  it("is said to be lost in its own place, once", async () => {
    const { open, told, pass } = scene();
    await open.open(left());

    await pass();
    await pass();

    expect(told.map(({ place }) => place)).toEqual(["here"]);
    expect(words(must(told[0]).reply)).toContain("so it has no answer");
    expect(await open.all()).toEqual([]);
  });

  it("is tried again when the platform did not take it", async () => {
    const { open, told, pass } = scene(false);
    await open.open(left());

    await pass();
    await pass();

    expect(told).toHaveLength(2);
    expect(await open.all()).toHaveLength(1);
  });

  it("is left alone where the platform is not started, and forgotten after days", async () => {
    const { open, told, pass } = scene();
    await open.open(left({ platform: "teams" }));
    await open.open(left({ id: "M2", platform: "teams", at: "2020-01-01T00:00:00.000Z" }));

    await pass();

    expect(told).toEqual([]);
    expect((await open.all()).map(({ id }) => id)).toEqual(["M1"]);
  });
});

describe("a question that is being answered", () => {
  it("is left to its process, here or on another host, until nobody can be at it any more", async () => {
    const { open, told, pass } = scene();
    const soon = new Date(Date.now() - 60_000).toISOString();
    const long = new Date(Date.now() - 16 * 60_000).toISOString();
    const elsewhere = { host: "another", pid: 1, run: "x" };
    await open.open(left({ id: "M1", at: soon, process: thisProcess }));
    await open.open(left({ id: "M2", at: soon, process: elsewhere }));
    await open.open(left({ id: "M3", at: long, process: elsewhere, place: "old" }));

    await pass();

    expect(told.map(({ place }) => place)).toEqual(["old"]);
  });
});

describe("where one process of several speaks to a platform", () => {
  it("is left to that one by those that stand by", async () => {
    const turns = { elsewhere: (name: string) => name === "slack", orphaned: () => false };
    const { open, told, pass } = scene(true, turns);
    await open.open(left());

    await pass();

    expect(told).toEqual([]);
    expect(await open.all()).toHaveLength(1);
  });

  it("is said to be lost once whoever began it says nothing more, though it may still run", async () => {
    const elsewhere = { host: "another", pid: 1, run: "x" };
    const other = { ...elsewhere, run: "y" };
    const turns: Turns = { elsewhere: () => false, orphaned: (_, { run }) => run === "x" };
    const { open, told, pass } = scene(true, turns);
    await open.open(left({ id: "M1", process: elsewhere, place: "first" }));
    await open.open(left({ id: "M2", process: other, place: "second" }));

    await pass();

    expect(told.map(({ place }) => place)).toEqual(["first"]);
  });
});

async function cutOffAct(desk: Office, step: string): Promise<string> {
  await plantLeftover(desk.pc);
  const { reply } = await desk.bot.ask({ text: "PC-42", person: desk.member });
  await freezeAfter(desk, reply, (note) => note.step === step);
  return must(yes(reply).split(":")[0]);
}

describe("an act whose process has ended", () => {
  it("is told as it came, with its way back", async () => {
    const { desk, open, told, pass } = scene();
    const offer = await cutOffAct(desk, "move");
    await open.open(left({ offer }));

    await pass();

    expect(words(must(told[0]).reply)).toContain("I was stopped in the middle of this");
  });

  it("gives the button back when nothing had begun", async () => {
    const { desk, open, told, pass } = scene();
    const offer = await cutOffAct(desk, "begin");
    await open.open(left({ offer }));

    await pass();

    expect(words(must(told[0]).reply)).toContain("I was restarted before anything was changed.");
    expect(must(told[0]).reply.buttons).toMatchObject([{ label: "Remove the two files" }]);
  });

  it("shows the buttons of the second person again while their yes is still waited for", async () => {
    const { desk, open, told, pass } = scene();
    const offer = await cutOffAct(desk, "begin");
    await open.open(left({ offer }));
    await desk.cases.release(offer);
    const at = new Date().toISOString();
    const by = { id: desk.member.id, name: "alice" };
    await desk.cases.request(offer, { by, at, until: "2999-01-01T00:00:00.000Z" });

    await pass();

    expect(words(must(told[0]).reply)).toContain("Waiting for a second person");
    expect(must(told[0]).reply.buttons).toMatchObject([
      { label: "Approve and remove" },
      { label: "Withdraw" },
    ]);
  });

  it("waits as long as its workstation cannot be reached", async () => {
    const { desk, open, told, pass } = scene();
    const offer = await cutOffAct(desk, "move");
    await open.open(left({ offer }));
    desk.pc.unreachable("no-answer");

    await pass();

    expect(told).toEqual([]);
    expect(await open.all()).toHaveLength(1);
  });

  it("is told from the store when it had ended and only its message had not", async () => {
    const { desk, open, told, pass } = scene();
    await plantLeftover(desk.pc);
    const { reply } = await desk.bot.ask({ text: "PC-42", person: desk.member });
    await desk.bot.press({ press: yes(reply), person: desk.member });
    await open.open(left({ offer: must(yes(reply).split(":")[0]) }));

    await pass();

    expect(words(must(told[0]).reply)).toContain("This was settled on PC-42: removed.");
    expect(must(told[0]).reply.buttons).toMatchObject([{ label: "Put them back" }]);
  });
});

describe("the record of a message", () => {
  const log = { warn: () => {} };

  it("is there while it is answered, moves, and is gone afterwards", async () => {
    const open = memoryOpenMessages();
    const watched = watchMessage({ open, log }, { platform: "slack", place: "one" });

    watched.moved("two");
    await expect.poll(async () => await open.all()).toMatchObject([{ place: "two" }]);
    await watched.closed();

    expect(await open.all()).toEqual([]);
  });

  it("takes nothing from the answer when the store fails", async () => {
    const fails = async (): Promise<never> => await Promise.reject(new Error("the disk is full"));
    const open = { open: fails, move: fails, close: fails, all: fails };
    const watched = watchMessage({ open, log }, { platform: "slack", place: "one" });

    watched.moved("two");

    await expect(watched.closed()).resolves.toBeUndefined();
  });
});

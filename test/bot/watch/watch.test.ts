import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Inventory } from "#bot/ports.ts";
import { plain } from "#bot/reply.ts";
import {
  batchPath,
  must,
  person,
  plantStranded,
  runnerPath,
  words,
  yes,
} from "../../support/office.ts";
import { plantOn, shut } from "../../support/sweep-office.ts";
import type { WatchOffice } from "../../support/watch-office.ts";
import { watchOffice } from "../../support/watch-office.ts";

const start = new Date("2026-03-02T09:00:00.000Z");

let at: WatchOffice;
beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(async () => {
  if (at.running !== undefined) await at.stop();
  vi.useRealTimers();
});

function open(size: number, change: Parameters<typeof watchOffice>[1] = {}): void {
  at = watchOffice(size, change);
  at.start();
}

async function clean(name: string): Promise<void> {
  await at.pc(name).remove(batchPath);
  await at.pc(name).remove(runnerPath);
}

function without(gone: string, inventory: Inventory): Inventory["find"] {
  return (name) => (name === gone ? undefined : inventory.find(name));
}

function groupsWith(moved: string, group: string): Inventory["groupsOf"] {
  return (name) => (name === moved ? ["lab", group] : ["lab"]);
}

const headlines = (): string[] => at.told.map(({ reply }) => plain(reply.headline));

describe("a watch of one workstation", () => {
  it("says at once what it watches, how often, until when, and that it looks", async () => {
    open(1);

    const { reply, audience } = await at.watch("watch PC-1");

    expect(plain(reply.headline)).toBe("I watch PC-1 every hour.");
    expect(words(reply)).toContain("It ends by itself on 2026-04-01 09:00 UTC");
    expect(words(reply)).toContain("I say here what changed");
    expect(reply.buttons.map(({ label }) => label)).toEqual(["Stop watching"]);
    expect(audience).toBe("everyone");
  });

  it("looks every hour and says nothing while nothing changes", async () => {
    open(1);
    await plantOn(at, "PC-1");
    await at.watch("watch PC-1");

    await at.pass(181);

    expect(at.pc("PC-1").opened()).toBe(4);
    expect(at.told).toEqual([]);
  });

  it("says below its message that restart files appeared, and between which two looks", async () => {
    open(1);
    await at.watch("watch PC-1");
    await at.pass(30);
    await plantOn(at, "PC-1");

    await at.pass(31);

    expect(headlines()).toEqual(["Restart files appeared on PC-1."]);
    const [news] = at.told;
    expect(news?.place).toBe("below this");
    expect(news?.reply.mood).toBe("attention");
    expect(words(must(news).reply)).toMatch(/They appeared between 09:00 and 10:0[01] UTC\./u);
    expect(words(must(news).reply)).toContain("Restart files left behind: litter.");
    expect(words(must(news).reply)).toMatch(/case [0-9A-Z]{4}-[0-9A-Z]{4}/u);
  });

  it("says that they went, and that they are back", async () => {
    open(1);
    await plantOn(at, "PC-1");
    await at.watch("watch PC-1");
    await at.pass(1);
    await clean("PC-1");
    await at.pass(60);
    await plantOn(at, "PC-1");
    await at.pass(60);

    expect(headlines()).toEqual([
      "The restart files are gone from PC-1.",
      "The restart files are back on PC-1.",
    ]);
    expect(at.told[0]?.reply.mood).toBe("calm");
  });

  it("says that they are judged otherwise", async () => {
    open(1);
    await plantOn(at, "PC-1");
    await at.watch("watch PC-1");
    await at.pass(1);
    await plantStranded(at.pc("PC-1"));
    await at.pass(60);

    expect(headlines()).toEqual(["The restart files changed on PC-1."]);
    expect(words(must(at.told[0]).reply)).toContain(
      "Before: Restart files left behind: litter. Now: Restart files of unfinished work that no restart will do.",
    );
  });

  it("takes a machine that is off for no news, and compares across the night", async () => {
    open(1);
    await at.watch("watch PC-1");
    await at.pass(1);
    shut(at, "no-answer", "PC-1");
    await at.pass(180);
    const atNight = headlines();
    shut(at, undefined, "PC-1");
    await at.pass(60);
    const unchanged = headlines();
    shut(at, "no-answer", "PC-1");
    await at.pass(60);
    shut(at, undefined, "PC-1");
    await plantOn(at, "PC-1");
    await at.pass(60);

    expect(atNight).toEqual([]);
    expect(unchanged).toEqual([]);
    expect(headlines()).toEqual(["Restart files appeared on PC-1."]);
    expect(words(must(at.told[0]).reply)).toMatch(/between 1[23]:0\d and 1[45]:\d\d UTC/u);
  });

  it("never says that they went where it could not look", async () => {
    open(1);
    await plantOn(at, "PC-1");
    await at.watch("watch PC-1");
    await at.pass(1);
    await at.pc("PC-1").deny?.("C:\\Windows");

    await at.pass(120);

    expect(at.told).toEqual([]);
  });

  it("says that it is in no list any more, once", async () => {
    open(2);
    await at.watch("watch PC-1");
    await at.pass(1);
    const { inventory } = at.deps;
    await at.stop();
    at.relist({ find: without("PC-1", inventory) });
    at.start();

    await at.pass(130);

    expect(headlines()).toEqual(["PC-1 is in no list of workstations any more."]);
  });
});

describe("a watch of several workstations", () => {
  it("asks daily, and groups what changed by its cause, the worst first", async () => {
    open(5);
    await plantOn(at, "PC-5");
    await at.watch("watch lab");
    await at.pass(1);
    await plantOn(at, "PC-1", "PC-2", "PC-3");
    await clean("PC-5");

    await at.passDays(1);

    expect(headlines()).toEqual([
      "Restart files appeared on 3 workstations in lab, and 1 more change.",
    ]);
    const { reply } = must(at.told[0]);
    expect(reply.body.map(plain)).toEqual([
      "3 · New: Restart files left behind: litter: PC-1, PC-2 and PC-3",
      "1 · Gone: Restart files left behind: litter: PC-5",
      "Installs in that time (3 workstations looked at): none in the event logs.",
    ]);
    expect(reply.evidence[0]?.rows).toHaveLength(3);
    expect(words(reply)).toMatch(
      /PC-1 case [0-9A-Z-]{9} · between 2026-03-02 09:00 and 2026-03-03 /u,
    );
  });

  it("runs as sweeps: each in the audit trail, each look a case, found again by their ids", async () => {
    open(2);
    await at.watch("watch lab");
    await at.pass(1);
    await plantOn(at, "PC-1");
    await at.passDays(1);

    const begun = at.audit.entries.filter(({ event }) => event === "sweep-begun");
    expect(begun).toHaveLength(2);
    expect(begun[0]).toMatchObject({ by: { id: at.member.id }, question: "watch lab" });
    const { reply } = must(at.told[0]);
    const sweep = words(reply)
      .replace(/^.*(?=sweep [0-9A-Z-]{9})/su, "")
      .slice(0, 15);
    const again = await at.bot.ask({ text: sweep, person: at.member });
    expect(plain(again.reply.headline)).toContain("on 1 of 2 workstations in lab");
  });

  it("shows how many ask over time, with a picture, and on the person's page", async () => {
    open(4, { drawTrend: async () => new Uint8Array([7]) });
    await plantOn(at, "PC-1", "PC-2", "PC-3");
    await at.watch("watch lab");
    await at.pass(1);
    for (const name of ["PC-1", "PC-2"]) {
      await clean(name);
      await at.passDays(7);
    }

    const list = await at.bot.ask({ text: "watches", person: at.member });
    const trend = await at.bot.ask({ text: "watch trend lab", person: at.member });
    const home = await at.bot.home(at.member);

    const line = "lab: 3 → 2 → 1 of 4 ask, last 3 weeks";
    expect(words(list.reply)).toContain(`1 · ${line}`);
    expect(list.audience).toBe("asker");
    expect(words(home)).toContain(line);
    expect(plain(trend.reply.headline)).toBe(`${line}.`);
    expect(trend.files?.map(({ type }) => type)).toEqual(["image/png"]);
    expect(trend.files?.[0]?.alternative).toMatch(/^How many ask: lab\. 2026-0/u);
  });

  it("is bounded in what it says however much changed", async () => {
    open(60);
    await at.watch("watch lab");
    await at.pass(1);
    await plantOn(at, ...Array.from({ length: 60 }, (_, index) => `PC-${index + 1}`));

    await at.passDays(1);

    const { reply } = must(at.told[0]);
    expect(plain(reply.headline)).toBe("Restart files appeared on 60 workstations in lab.");
    expect(reply.evidence[0]?.rows).toHaveLength(26);
    expect(words(reply)).toContain("… and 35 more, in the sweep.");
  });
});

describe("a watch ends", () => {
  it("by itself after 30 days, and says so", async () => {
    open(1);
    await at.watch("watch PC-1 daily");

    await at.passDays(31);
    const looks = at.pc("PC-1").opened();
    await at.passDays(3);

    expect(headlines()).toEqual(["I do not watch PC-1 any more: its time is over."]);
    expect(words(must(at.told[0]).reply)).toContain("To go on: watch PC-1 daily.");
    expect(looks).toBe(30);
    expect(at.pc("PC-1").opened()).toBe(looks);
  });

  it("by words, for whoever began it", async () => {
    open(1);
    await at.watch("watch PC-1");
    await at.pass(1);

    const others = await at.bot.ask({ text: "unwatch lab", person: at.member });
    const { reply } = await at.bot.ask({ text: "stop watching pc-1", person: at.member });
    const twice = await at.bot.ask({ text: "unwatch PC-1", person: at.member });
    await at.pass(180);

    expect(plain(others.reply.headline)).toBe("You have no watch of lab.");
    expect(plain(reply.headline)).toBe("I do not watch PC-1 any more.");
    expect(plain(twice.reply.headline)).toBe("You have no watch of PC-1.");
    expect(at.pc("PC-1").opened()).toBe(1);
  });

  it("by its button, after a question; not for everybody", async () => {
    open(1);
    const { reply } = await at.watch("watch PC-1");
    const [button] = reply.buttons;
    const press = must(button).press;

    const stranger = await at.bot.press({ press: yes(reply), person: at.stranger });
    const first = await at.bot.press({ press, person: at.member });
    const stopped = await at.bot.press({ press: yes(reply), person: at.member });
    const again = await at.bot.press({ press: yes(reply), person: at.member });

    expect(stranger).toMatchObject({ kind: "refused" });
    expect(first).toMatchObject({ kind: "confirm", confirmation: { title: "Stop watching?" } });
    expect(stopped).toMatchObject({ kind: "replaced", ok: true });
    expect(again).toMatchObject({ kind: "refused" });
  });

  it("each by a button of the list", async () => {
    open(2);
    await at.watch("watch PC-1");
    await at.pass(1);
    await at.watch("watch lab");

    const { reply } = await at.bot.ask({ text: "watches", person: at.member });
    await at.bot.press({ press: must(reply.buttons[1]).confirm.press, person: at.member });
    const after = await at.bot.ask({ text: "watches", person: at.member });

    expect(reply.buttons.map(({ label }) => label)).toEqual(["Stop 1", "Stop 2"]);
    expect(words(after.reply)).toContain("1 · PC-1: 0 of 1 ask");
    expect(words(after.reply)).not.toContain("lab");
  });
});

describe("to watch the same again", () => {
  it("goes on with the one watch, as often as is said now, and compares with before", async () => {
    open(1);
    await at.watch("watch PC-1");
    await at.pass(1);
    await plantOn(at, "PC-1");

    const { reply } = await at.watch("watch PC-1 every 15 minutes");
    await at.pass(1);

    expect(plain(reply.headline)).toBe("I go on watching PC-1 every 15 minutes.");
    expect(headlines()).toEqual(["Restart files appeared on PC-1."]);
    expect(await at.watches.watchesOf(at.member.id)).toHaveLength(1);
  });

  it("is bounded: nobody has more than twenty", async () => {
    open(21);
    for (let index = 1; index <= 20; index += 1) await at.watch(`watch PC-${index}`);

    const { reply } = await at.watch("watch PC-21");

    expect(plain(reply.headline)).toBe("You have 20 watches already, and cannot have more.");
  });
});

describe("the rights of a watch", () => {
  const asker = person("test:user:bob");

  it("are those of asking for one workstation, and of sweeping for several", async () => {
    open(2, { rights: { ask: [asker.id], clear: [] } });

    const one = await at.watch("watch PC-1", asker);
    const several = await at.watch("watch lab", asker);
    const stranger = await at.watch("watch PC-1", at.stranger);

    expect(one.audience).toBe("everyone");
    expect(several.audience).toBe("asker");
    expect(stranger.audience).toBe("asker");
    expect(await at.watches.watchesOf(asker.id)).toHaveLength(1);
  });

  it("leave out what the person may not watch, and say how many", async () => {
    const groups = { servers: { ask: [] } };
    open(2, { rights: { ask: [asker.id], sweep: [asker.id], clear: [], groups } });

    const { reply } = await at.watch("watch all", asker);
    await at.pass(2);

    expect(words(reply)).toContain("1 workstation left out: you may not watch them.");
    expect(at.pc("SRV-1").opened()).toBe(0);
    expect(at.told).toEqual([]);
  });

  it("do not reach a workstation that is held by other lists later, which is said once", async () => {
    const rights = { ask: [asker.id], sweep: [asker.id], clear: [] };
    open(2, { rights });
    await at.watch("watch lab daily", asker);
    await at.pass(1);
    await at.stop();
    const groups = { secret: { ask: ["test:user:eve"] } };
    Object.assign(at.deps, { rights: { ...rights, groups } });
    at.relist({ groupsOf: groupsWith("PC-2", "secret") });
    at.start();

    await at.passDays(3);

    expect(headlines()).toEqual([
      "PC-2 is left out: other rights hold now than when this watch began.",
    ]);
    expect(at.pc("PC-2").opened()).toBe(1);
    expect(at.pc("PC-1").opened()).toBe(4);
  });

  it("reach a workstation that comes later and is held by the same lists", async () => {
    open(3);
    const lab = ["PC-1", "PC-2"];
    await at.stop();
    at.relist({ inGroup: () => lab });
    at.start();
    await at.watch("watch lab daily");
    await at.pass(1);
    lab.push("PC-3");
    await plantOn(at, "PC-3");

    await at.passDays(1);
    const first = headlines();
    await clean("PC-3");
    await at.passDays(1);

    expect(first).toEqual([]);
    expect(headlines()).toEqual(["The restart files are gone from PC-3."]);
  });
});

describe("where nothing can be said later", () => {
  it("says so, and shows the last news in the list", async () => {
    open(1, { tellsBelow: {} });
    const { reply } = await at.bot.ask({ text: "watch PC-1", person: at.member });
    await at.pass(1);
    await plantOn(at, "PC-1");
    await at.pass(60);

    const list = await at.bot.ask({ text: "watches", person: at.member });

    expect(words(reply)).toContain("Nothing can be said here later: ask watches for what changed.");
    expect(words(list.reply)).toContain("Restart files appeared on PC-1.");
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openStore } from "#adapters/store/open-store.ts";
import { thisProcess } from "#bot/act/process-mark.ts";
import { openDesk } from "#bot/desk.ts";
import { plain } from "#bot/reply.ts";
import type { SweepStore } from "#bot/sweep/sweep.ts";
import { keepSweeping } from "#bot/sweep/sweeping.ts";
import { keepWatching } from "#bot/watch/keep-watching.ts";
import { plantOn } from "../../support/sweep-office.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import type { WatchOffice } from "../../support/watch-office.ts";
import { watchOffice } from "../../support/watch-office.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-03-02T09:00:00.000Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A process that dies at one of its calls: before it is done, or after it is done and not heard of. */
interface Life {
  left: number;
  /** How much was left in the end. */
  died: number;
  readonly dies: "before" | "after";
}

const never = new Promise<never>(() => {});

function mortal<T extends object>(inner: T, life: Life): T {
  return new Proxy(inner, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...given: unknown[]): Promise<unknown> => {
        life.left -= 1;
        if (life.left < 0 || (life.left === 0 && life.dies === "before")) return await never;
        const result: unknown = await Reflect.apply(method, target, given);
        return life.left === 0 ? await never : result;
      };
    },
  });
}

/** In the store it stands as another process has left it. */
async function leave(sweeps: SweepStore): Promise<void> {
  const left = { owner: { host: "another", pid: 1, run: "else" }, until: "" };
  for (const { id } of await sweeps.runningSweeps()) await sweeps.ownSweep(id, thisProcess, left);
}

/** Restart files come between two runs; the bot of the second one dies at one of its calls. */
async function killed(life: Life): Promise<WatchOffice> {
  vi.clearAllTimers();
  vi.setSystemTime(new Date("2026-03-02T09:00:00.000Z"));
  const at = watchOffice(1);
  at.start();
  await at.watch("watch PC-1");
  await at.pass(5);
  await at.stop();
  await plantOn(at, "PC-1");
  vi.setSystemTime(new Date("2026-03-02T10:01:00.000Z"));
  const desk = openDesk({
    ...at.deps,
    sweeps: mortal(at.sweeps, life),
    watches: mortal(at.watches, life),
    tellsBelow: () => mortal(at.deps.tellsBelow?.() ?? {}, life),
  });
  desk.sweepsUnderWay.add(keepSweeping(desk));
  desk.sweepsUnderWay.add(keepWatching(desk));
  await at.pass(5);
  life.died = life.left;
  life.left = 0;
  await leave(at.sweeps);
  at.start();
  await at.pass(30);
  await at.stop();
  return at;
}

const news = "Restart files appeared on PC-1.";

function toldBy({ told }: WatchOffice): string[] {
  return told.map(({ reply }) => plain(reply.headline));
}

describe("a watch whose bot is killed at any of its calls", () => {
  it.each(["before", "after"] as const)(
    "%s it is done: says what changed all the same",
    async (dies) => {
      const whole = { left: 10_000, died: 0, dies };
      await killed(whole);
      const calls = 10_000 - whole.died;
      const twice: number[] = [];
      for (let left = 1; left <= calls; left += 1) {
        const at = await killed({ left, died: 0, dies });
        const told = toldBy(at);
        expect([left, new Set(told)]).toEqual([left, new Set([news])]);
        // The same message, by its key: a platform that can tell shows it once.
        expect(new Set(at.told.map(({ key }) => key)).size).toBe(1);
        twice.push(...told.slice(1).map(() => left));
      }

      expect(calls).toBeGreaterThan(15);
      // Only where the platform had said yes, and the store did not hear of it.
      expect(twice.length).toBeLessThanOrEqual(2);
    },
  );
});

describe("two bots on one store", () => {
  it("begin each run once and say each change once", async () => {
    await using folder = await temporaryFolder();
    const file = folder.path("store.db");
    await using one = await openStore({ file });
    await using two = await openStore({ file });
    const at = watchOffice(3, { sweeps: one.sweeps, watches: one.watches });
    at.start();
    const other = openDesk({ ...at.deps, sweeps: two.sweeps, watches: two.watches });
    other.sweepsUnderWay.add(keepSweeping(other));
    other.sweepsUnderWay.add(keepWatching(other));
    await at.watch("watch lab hourly");
    await at.pass(10);
    await plantOn(at, "PC-1", "PC-2");
    await at.pass(60);
    await at.pass(60);
    const stopped = other.sweepsUnderWay.stop();
    await at.stop();
    await stopped;

    expect(toldBy(at)).toEqual(["Restart files appeared on 2 workstations in lab."]);
    const events = at.audit.entries.map(({ event }) => event);
    expect(events.filter((event) => event === "sweep-begun")).toHaveLength(3);
    expect(events.filter((event) => event === "asked")).toHaveLength(9);
  });
});

describe("a bot that stands by while another one speaks to the platform", () => {
  it("compares, and leaves what changed to be told by whoever speaks there", async () => {
    const at = watchOffice(1);
    at.start();
    await at.watch("watch PC-1");
    await at.pass(5);
    await at.stop();
    await plantOn(at, "PC-1");
    let speaksHere = false;
    const turns = { elsewhere: () => !speaksHere, orphaned: () => false };
    const desk = openDesk({ ...at.deps, turns });
    desk.sweepsUnderWay.add(keepSweeping(desk));
    desk.sweepsUnderWay.add(keepWatching(desk));

    await at.pass(70);
    const early = toldBy(at);
    const waiting = await at.watches.newsToTell("9999", 9);
    speaksHere = true;
    await at.pass(5);
    await desk.sweepsUnderWay.stop();

    expect(early).toEqual([]);
    expect(waiting).toMatchObject([{ tries: 0 }]);
    expect(toldBy(at)).toEqual([news]);
  });
});

describe("a watch whose bot was down", () => {
  it("asks once for all that was missed, and goes on in its rhythm", async () => {
    const at = watchOffice(1);
    at.start();
    await at.watch("watch PC-1");
    await at.pass(5);
    await at.stop();
    vi.setSystemTime(new Date("2026-03-02T19:30:00.000Z"));

    at.start();
    await at.pass(10);
    const [watch] = await at.watches.watchesOf(at.member.id);
    await at.stop();

    expect(at.pc("PC-1").opened()).toBe(2);
    expect(watch?.nextAt).toBe("2026-03-02T20:00:00.000Z");
  });

  it("holds up no other watch with a place that nobody can speak at any more", async () => {
    const at = watchOffice(2);
    const tell = at.deps.tellsBelow?.()["test"];
    Object.assign(at.deps, {
      tellsBelow: () => ({
        test: tell,
        broken: async () => await Promise.reject(new Error("no such place")),
      }),
    });
    at.start();
    const asked = [
      ["watch PC-1", "broken"],
      ["watch PC-2", "never-there"],
      ["watch lab hourly", "test"],
    ] as const;
    for (const [text, platform] of asked) {
      const { stay } = await at.bot.ask({ text, person: at.member });
      await stay?.({ platform, place: "below this" });
    }
    await at.pass(5);
    await plantOn(at, "PC-1", "PC-2");
    await at.pass(3 * 60);
    const waiting = await at.watches.newsToTell("9999", 9);
    await at.stop();

    expect(toldBy(at)).toEqual(["Restart files appeared on 2 workstations in lab."]);
    expect(waiting).toHaveLength(2);
    expect(at.logged).toContain("a platform could not tell what changed");
  });

  it("is not forgotten when a platform takes nothing for hours", async () => {
    const at = watchOffice(1);
    at.start();
    await at.watch("watch PC-1 daily");
    await at.pass(5);
    await plantOn(at, "PC-1");
    at.taking = false;
    await at.passDays(1);
    await at.pass(180);
    const refused = toldBy(at);
    at.taking = true;
    await at.pass(70);
    await at.stop();

    expect(refused).toEqual([]);
    expect(toldBy(at)).toEqual([news]);
  });
});

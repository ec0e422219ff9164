import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { thisProcess } from "#bot/act/process-mark.ts";
import { createNudge } from "#bot/nudge.ts";
import { sayRestarting } from "#bot/words/restarting.ts";
import { type InTurns, inTurns } from "../../src/main/in-turns.ts";
import { keepPlatform, type Platform } from "../../src/main/keep-platform.ts";
import { type MemoryLeases, memoryLeases } from "../support/memory-leases.ts";

const elsewhere = { host: "other", pid: 1, run: "elsewhere" };
const long = { milliseconds: 60_000 };
const well = { ok: true, says: "listening", since: new Date(0) };
const patient = { lasts: 60_000, prolongEvery: 5, leaveBefore: 30_000, tryEvery: 5 };
const log = pino({ level: "silent" });

interface Scene {
  readonly leases: MemoryLeases;
  /** What happened, in order. */
  readonly happened: string[];
  /** The next start fails with this. */
  failWith: string | undefined;
  /** Resolves when running answers may end. */
  answered: Promise<void>;
  readonly begin: (more?: Partial<InTurns>) => Promise<Platform>;
}

function scene(): Scene {
  const leases = memoryLeases();
  const happened: string[] = [];
  const discord = async (): Promise<Platform> => {
    const { failWith } = at;
    at.failWith = undefined;
    happened.push("begun");
    if (failWith !== undefined) throw new Error(failWith);
    return {
      health: () => well,
      broken: new Promise(() => {}),
      tell: async () => true,
      tellBelow: async () => true,
      knownIds: async () => ({ unknown: ["discord:user:1"], unchecked: [] }),
      leave: async () => void happened.push("left"),
      async stop() {
        await at.answered;
        happened.push("stopped");
      },
    };
  };
  const at: Scene = {
    leases,
    happened,
    failWith: undefined,
    answered: Promise.resolve(),
    async begin(more) {
      const begin = inTurns({
        name: "Discord",
        id: "discord",
        begin: discord,
        leases,
        log,
        nudge: createNudge(),
        pace: patient,
        ...more,
      });
      const platform = await keepPlatform({
        name: "Discord",
        begin,
        mayPass: () => true,
        besideOthers: true,
        log,
        pauses: { first: 1, most: 2 },
      });
      onTestFinished(async () => await platform.stop());
      return platform;
    },
  };
  return at;
}

describe("the only process", () => {
  it("begins the platform at once", async () => {
    const { begin, leases } = scene();

    const platform = await begin();

    expect(platform.health()).toEqual(well);
    expect(platform.standsBy?.()).toBe(false);
    expect(await leases.take("discord", elsewhere, long)).toEqual(thisProcess);
  });

  it("gives the lease back when the platform cannot be begun, so that others may try", async () => {
    const leases = memoryLeases();
    const begun = inTurns({
      name: "Discord",
      id: "discord",
      begin: async () => {
        throw new Error("no way there");
      },
      leases,
      log,
      nudge: createNudge(),
      pace: patient,
    })(new AbortController().signal);

    await expect(begun).rejects.toThrow("no way there");
    expect(await leases.take("discord", elsewhere, long)).toEqual(elsewhere);
  });
});

describe("a process that stands by", () => {
  it("is well, says so, and does not speak", async () => {
    const { begin, leases, happened } = scene();
    await leases.take("discord", elsewhere, long);

    const platform = await begin();

    const says = "stands by; another process speaks to Discord";
    expect(platform.health()).toMatchObject({ ok: true, says });
    expect(platform.standsBy?.()).toBe(true);
    expect(await platform.tell("", sayRestarting())).toBe(false);
    expect(happened).toEqual([]);
  });

  it("has checked none of the platform's ids", async () => {
    const { begin, leases } = scene();
    await leases.take("discord", elsewhere, long);

    const { knownIds } = await begin();

    expect(await knownIds(["slack:user:U1", "discord:user:1"])).toEqual({
      unknown: [],
      unchecked: ["discord:user:1"],
    });
  });

  it("takes its turn when the lease is given back", async () => {
    const { begin, leases } = scene();
    await leases.take("discord", elsewhere, long);
    const platform = await begin();

    await leases.giveBack("discord", elsewhere);

    await expect.poll(() => platform.health()).toEqual(well);
    expect(platform.standsBy?.()).toBe(false);
  });

  it("is ill while the store does not tell who speaks, and begins nothing", async () => {
    const { begin, leases, happened } = scene();
    await leases.take("discord", elsewhere, long);
    const platform = await begin();

    leases.away = true;
    await expect.poll(() => platform.health().ok).toBe(false);

    const says = "cannot tell who speaks to Discord: the store does not answer";
    expect(platform.health()).toMatchObject({ says });
    expect(happened).toEqual([]);
    leases.away = false;
    await expect.poll(() => platform.health().ok).toBe(true);
  });

  it("leaves the lease alone when it is stopped", async () => {
    const { begin, leases } = scene();
    await leases.take("discord", elsewhere, long);
    const platform = await begin();

    await platform.stop();
    await leases.giveBack("discord", elsewhere);

    expect(await leases.take("discord", elsewhere, long)).toEqual(elsewhere);
  });
});

describe("the process that speaks", () => {
  it("hands over before its running answers have ended", async () => {
    const scenery = scene();
    const { begin, leases, happened } = scenery;
    const answered = Promise.withResolvers<void>();
    scenery.answered = answered.promise;
    const platform = await begin();

    const stopping = platform.stop();
    await expect.poll(async () => await leases.take("discord", elsewhere, long)).toEqual(elsewhere);
    const before = [...happened];
    answered.resolve();
    await stopping;

    expect(before).toEqual(["begun", "left"]);
    expect(happened).toEqual(["begun", "left", "stopped"]);
  });

  it("leaves when the store is away, while the lease still lasts, and speaks again afterwards", async () => {
    const { begin, leases, happened } = scene();
    const platform = await begin({ pace: { ...patient, leaveBefore: 59_000 } });

    leases.away = true;
    await expect.poll(() => happened, { timeout: 5_000 }).toEqual(["begun", "left", "stopped"]);
    leases.away = false;
    const holder = await leases.take("discord", elsewhere, long);
    await expect.poll(() => happened.at(-1)).toBe("begun");

    expect(holder).toEqual(thisProcess);
    await expect.poll(() => platform.health()).toEqual(well);
  });

  it("stands by when another process has the lease all the same", async () => {
    const { begin, leases, happened } = scene();
    const platform = await begin();

    await leases.take("discord", elsewhere, { ...long, after: thisProcess });
    await expect.poll(() => platform.standsBy?.()).toBe(true);

    expect(happened).toEqual(["begun", "left", "stopped"]);
    expect(await leases.take("discord", elsewhere, long)).toEqual(elsewhere);
  });

  it("knows that whoever spoke before is silent once their answers must have ended, and has it told", async () => {
    const { begin } = scene();
    const nudge = createNudge();
    const nudged = nudge.next();
    const now = new Date().toISOString();
    const platform = await begin({ nudge, silentAfter: 1_000 });

    const early = platform.orphaned?.(elsewhere, now);
    await expect.poll(() => nudged.aborted, { timeout: 5_000 }).toBe(true);

    expect(early).toBe(false);
    expect(platform.orphaned?.(elsewhere, now)).toBe(true);
    expect(platform.orphaned?.(thisProcess, new Date().toISOString())).toBe(false);
    expect(platform.orphaned?.(thisProcess, "2020-01-01T00:00:00.000Z")).toBe(true);
  });
});

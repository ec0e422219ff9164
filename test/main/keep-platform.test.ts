import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { sayRestarting } from "#bot/words/restarting.ts";
import { type KeepPlatform, keepPlatform, type Platform } from "../../src/main/keep-platform.ts";

const well = { ok: true, says: "listening", since: new Date(0) };

interface Scene {
  readonly keep: KeepPlatform;
  readonly tries: () => number;
  readonly stops: () => number;
  /** Breaks the platform that was started last. */
  readonly breakIt: (why: string) => void;
}

/** Begins as the list says, one try after the other, and always after it. */
function beginning(...how: readonly ("down" | "invalid_auth" | "up")[]): Scene {
  let tries = 0;
  let stops = 0;
  let breakIt: (why: string) => void = () => {};
  const keep: KeepPlatform = {
    name: "Slack",
    log: pino({ level: "silent" }),
    pauses: { first: 1, most: 2 },
    besideOthers: true,
    mayPass: (error) => error instanceof Error && error.message === "down",
    begin: async () => {
      const error = how[tries] ?? "up";
      tries += 1;
      if (error !== "up") throw new Error(error);
      const broken = Promise.withResolvers<string>();
      breakIt = broken.resolve;
      const platform: Platform = {
        health: () => well,
        broken: broken.promise,
        tell: async () => true,
        tellBelow: async () => true,
        knownIds: async () => ({ unknown: ["a"], unchecked: [] }),
        stop: async () => {
          stops += 1;
        },
      };
      return platform;
    },
  };
  return { keep, tries: () => tries, stops: () => stops, breakIt: (why) => breakIt(why) };
}

const slowly = { first: 60_000, most: 60_000 };

describe("a platform that is down at the start", () => {
  it("is ill until it is reached, and then speaks for itself", async () => {
    const { keep } = beginning("down", "down", "down");

    const platform = await keepPlatform(keep);
    const said = async (): Promise<boolean[]> => [
      await platform.tell("", sayRestarting()),
      await platform.tellBelow("", sayRestarting(), "key"),
    ];
    const atFirst = [platform.health().ok, ...(await said())];
    await expect.poll(() => platform.health()).toEqual(well);

    expect(atFirst).toEqual([false, false, false]);
    expect(await said()).toEqual([true, true]);
    expect(await platform.knownIds(["a"])).toEqual({ unknown: ["a"], unchecked: [] });
    await platform.stop();
  });

  it("has checked none of the ids so far", async () => {
    const { keep } = beginning("down");

    const platform = await keepPlatform({ ...keep, pauses: slowly });

    expect(await platform.knownIds(["a"])).toEqual({ unknown: [], unchecked: ["a"] });
    await platform.stop();
  });

  it("is not tried any more once it is stopped", async () => {
    const { keep, tries, stops } = beginning("down");
    const platform = await keepPlatform({ ...keep, pauses: slowly });

    await platform.stop();

    expect([tries(), stops()]).toEqual([1, 0]);
  });

  it("is stopped when it is reached while it is being stopped", async () => {
    const { keep, tries, stops } = beginning("down");
    const reached = Promise.withResolvers<void>();
    const begin: KeepPlatform["begin"] = async (signal) => {
      const platform = await keep.begin(signal);
      await reached.promise;
      return platform;
    };
    const platform = await keepPlatform({ ...keep, begin });
    await expect.poll(tries).toBe(2);

    const stopped = platform.stop();
    reached.resolve();
    await stopped;

    expect(stops()).toBe(1);
  });

  it("ends the start where it is the only one", async () => {
    const { keep } = beginning("down");

    await expect(keepPlatform({ ...keep, besideOthers: false })).rejects.toThrow("down");
  });

  it("is broken for good when it refuses the token later", async () => {
    const { keep } = beginning("down", "invalid_auth");

    const platform = await keepPlatform(keep);

    expect(await platform.broken).toBe("invalid_auth");
    expect(platform.health().ok).toBe(false);
  });
});

it("gives way at once, without a fault, to what has to begin in its place", async () => {
  const { keep, tries, stops } = beginning("up");
  const begun: number[] = [];
  const over = Promise.withResolvers<string>();
  const ends = [{ over: over.promise }];
  const platform = await keepPlatform({
    ...keep,
    begin: async (signal) => ({ ...(await keep.begin(signal)), ...ends.pop() }),
    pauses: slowly,
    onBegun: () => void begun.push(tries()),
  });

  over.resolve("it is another one's turn");
  await expect.poll(() => begun).toEqual([2]);

  expect([tries(), stops()]).toEqual([2, 1]);
  expect(platform.health()).toEqual(well);
  await platform.stop();
});

describe("a platform that breaks", () => {
  it("is begun anew, after the broken one was stopped", async () => {
    const { keep, tries, stops, breakIt } = beginning("up", "down", "up");
    const platform = await keepPlatform(keep);

    breakIt("the token was forgotten");
    await expect.poll(tries).toBe(3);

    await expect.poll(() => platform.health()).toEqual(well);
    expect(stops()).toBe(1);
    await platform.stop();
    expect(stops()).toBe(2);
  });

  it("is broken for good when it refuses the token then", async () => {
    const { keep, breakIt } = beginning("up", "invalid_auth");
    const platform = await keepPlatform(keep);

    breakIt("the session is lost");

    expect(await platform.broken).toBe("invalid_auth");
  });
});

it("does not wait for what no waiting mends", async () => {
  const { keep, tries } = beginning("invalid_auth");

  await expect(keepPlatform(keep)).rejects.toThrow("invalid_auth");
  expect(tries()).toBe(1);
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Boot } from "#checks/boot/boot.ts";
import type { BootSettings } from "#checks/boot/gather.ts";
import { judgeBoot } from "#checks/boot/judge.ts";
import type { WindowsEvent } from "#checks/machine.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import { bootTypeWas, osStarted } from "./events.ts";

const restartOfMonday = [
  bootTypeWas("2026-11-02T06:30:01.000Z", "0"),
  osStarted("2026-11-02T06:30:00.500Z"),
];
const mondayAt = "2026-11-02T06:30:00.500Z";

describe("the last real restart", () => {
  it.each<[string, WindowsEvent[], string]>([
    ["is a start with boot type 0", restartOfMonday, mondayAt],
    ["is found in either order of its two events", restartOfMonday.toReversed(), mondayAt],
    [
      "is found in either writing of its type",
      [bootTypeWas("2026-11-02T06:30:01.000Z", "0x0")],
      "2026-11-02T06:30:01.000Z",
    ],
    [
      "is the newest of several",
      [bootTypeWas("2026-11-03T09:00:00Z", "0"), ...restartOfMonday],
      "2026-11-03T09:00:00.000Z",
    ],
    [
      "is the older one when Windows was only woken from a hybrid shutdown since",
      [bootTypeWas("2026-11-03T08:02:00Z", "1"), ...restartOfMonday],
      mondayAt,
    ],
    [
      "is the older one also when the hybrid start has both events",
      [
        bootTypeWas("2026-11-03T08:02:00Z", "0x1"),
        osStarted("2026-11-03T08:02:00Z"),
        ...restartOfMonday,
      ],
      mondayAt,
    ],
    [
      "is the older one when Windows came back from hibernation since",
      [bootTypeWas("2026-11-03T08:02:00Z", "2"), ...restartOfMonday],
      mondayAt,
    ],
    [
      "is any start where the log knows no types, as before Windows 8",
      [osStarted("2026-11-03T08:02:00Z"), osStarted("2026-11-02T06:30:00Z")],
      "2026-11-03T08:02:00.000Z",
    ],
    [
      "has the time at which the kernel started, with nine digits of a second",
      [osStarted("2026-11-03T08:02:10.1Z", "2026-11-03T08:01:59.500000000Z")],
      "2026-11-03T08:01:59.500Z",
    ],
    [
      "has the time of the record where the kernel's own contradicts it",
      [osStarted("2026-11-03T08:02:10Z", "2009-01-01T00:00:00Z")],
      "2026-11-03T08:02:10.000Z",
    ],
    [
      "has the time of the record where the kernel's own is no time",
      [osStarted("2026-11-03T08:02:10Z", "yesterday")],
      "2026-11-03T08:02:10.000Z",
    ],
    [
      "has its own time when two were minutes apart",
      [
        bootTypeWas("2026-11-02T06:33:01Z", "0"),
        osStarted("2026-11-02T06:33:00Z"),
        ...restartOfMonday,
      ],
      "2026-11-02T06:33:00.000Z",
    ],
  ])("%s", (_, events, at) => {
    expect(judgeBoot(present(events), undefined).lastRestart).toStrictEqual(present({ at }));
  });

  it.each<[string, WindowsEvent[], string]>([
    ["the log holds no start", [], "cut-off"],
    ["no start in the log was one", [bootTypeWas("2026-11-03T08:02:00Z", "1")], "cut-off"],
    [
      "a newer start has a type that is not known",
      [bootTypeWas("2026-11-03T08:02:00Z", "3"), ...restartOfMonday],
      "odd-answer",
    ],
    [
      "a newer start has a type that is no number",
      [bootTypeWas("2026-11-03T08:02:00Z", ""), ...restartOfMonday],
      "odd-answer",
    ],
    [
      "a newer start has no type where others have one",
      [osStarted("2026-11-03T08:02:00Z"), ...restartOfMonday],
      "odd-answer",
    ],
    [
      "its time cannot be read",
      [bootTypeWas("03.11.2026 08:02", "0"), ...restartOfMonday],
      "odd-answer",
    ],
    [
      "the clock ran backwards: it is said to be older than the start before it",
      [bootTypeWas("2009-01-01T00:00:20Z", "0"), ...restartOfMonday],
      "odd-answer",
    ],
    [
      "the clock ran backwards after it",
      [bootTypeWas("2009-01-01T00:00:20Z", "1"), ...restartOfMonday],
      "odd-answer",
    ],
  ])("is not known when %s", (_, events, why) => {
    const boot = judgeBoot(present(events), undefined);

    expect(boot.lastRestart).toMatchObject({ state: "unseen", why });
  });

  it("is not seen when the log was not seen, and not when there is no such log", () => {
    expect(judgeBoot(unseen("denied"), undefined)).toStrictEqual({ lastRestart: unseen("denied") });
    expect(judgeBoot(absent, undefined)).toStrictEqual({ lastRestart: unseen("odd-answer") });
  });

  it("is not blamed on a start long before it whose type is not known", () => {
    const events = [...restartOfMonday, bootTypeWas("2026-10-01T08:00:00Z", "9")];

    expect(judgeBoot(present(events), undefined).lastRestart).toMatchObject({ state: "present" });
  });
});

describe("a start that was no restart", () => {
  it.each([
    ["0x1", "fast-startup"],
    ["2", "hibernation"],
  ])("of type %s is said to be %s", (type, how) => {
    const events = [bootTypeWas("2026-11-03T08:02:00Z", type), ...restartOfMonday];

    expect(judgeBoot(present(events), undefined).poweredOn).toStrictEqual({
      at: "2026-11-03T08:02:00.000Z",
      how,
    });
  });

  it("is not told when a restart came after it", () => {
    const events = [...restartOfMonday, bootTypeWas("2026-11-01T08:00:00Z", "1")];

    expect(judgeBoot(present(events), undefined)).not.toHaveProperty("poweredOn");
  });

  it("tells since when there was no restart, as far back as all starts are known", () => {
    const hybrid = [3, 2, 1].map((day) => bootTypeWas(`2026-11-0${day}T08:00:00Z`, "1"));

    expect(judgeBoot(present(hybrid), undefined)).toMatchObject({
      noRestartSince: "2026-11-01T08:00:00.000Z",
    });
    expect(
      judgeBoot(present([...hybrid, bootTypeWas("2026-10-31T08:00:00Z", "7")]), undefined),
    ).toMatchObject({ noRestartSince: "2026-11-01T08:00:00.000Z" });
    expect(judgeBoot(present([...hybrid, ...restartOfMonday.slice(0, 1)]), undefined)).toEqual({
      lastRestart: unseen("odd-answer"),
    });
  });
});

it("carries the settings on as they were seen, and says nothing of what was not asked for", () => {
  const settings: BootSettings = { bootId: present(127), fastStartup: unseen("denied") };

  expect(judgeBoot(unseen("denied"), settings)).toMatchObject(settings);
  expect(judgeBoot(present(restartOfMonday), undefined)).not.toHaveProperty("bootId");
});

it("never throws on junk, and names no time that no event has", () => {
  const junk = fc.constantFrom("", "0", "0x1", "2", "-1", "1e9", "0x0x0", "2026-11-02T06:30:00Z");
  const event = fc.record({
    provider: fc.constantFrom(...restartOfMonday.map(({ provider }) => provider), "other"),
    id: fc.constantFrom(12, 27, 1),
    at: fc.oneof(
      fc.constantFrom("2026-11-02T06:30:00Z", "2026-11-03T06:30:00Z", "2026-99-99T99:99:99Z"),
      fc.string({ maxLength: 30 }),
    ),
    data: fc.array(
      fc.record({
        name: fc.constantFrom("BootType", "StartTime", "boottype", ""),
        text: fc.oneof(junk, fc.string({ maxLength: 20 })),
      }),
      { maxLength: 3 },
    ),
  });

  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      const boot = judgeBoot(present(events), undefined);

      const known = new Set(events.flatMap(timesIn));
      expect(toldBy(boot).filter((at) => !known.has(Date.parse(at)))).toEqual([]);
      expect(boot.lastRestart.state).not.toBe("absent");
    }),
    { numRuns: 500 },
  );
});

function timesIn({ at, data }: WindowsEvent): number[] {
  return [at, ...data.map(({ text }) => text.trim())].map((time) => Date.parse(time));
}

function toldBy({ lastRestart, poweredOn, noRestartSince }: Boot): string[] {
  const restart = lastRestart.state === "present" ? lastRestart.seen.at : undefined;
  return [restart, poweredOn?.at, noRestartSince].filter((at) => at !== undefined);
}

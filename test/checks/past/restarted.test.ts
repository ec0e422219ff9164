import { describe, expect, it } from "vitest";
import type { Boot } from "#checks/boot/boot.ts";
import type { PastLook } from "#checks/past/look.ts";
import { restartSince } from "#checks/past/restarted.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import { here, lookAt, noon, six } from "./looks.ts";

const off: Partial<Boot> = { fastStartup: present(false) };

describe("a restart since an earlier look is proved by the log", () => {
  it("when the last restart is more than five minutes after the look", () => {
    expect(restartSince(lookAt(2), here(4, six(3)))).toStrictEqual({ at: six(3) });
    expect(restartSince(lookAt(2), here(2, "2026-11-02T12:05:00.001Z"))).toBeUndefined();
    expect(restartSince(lookAt(2), here(4, "2026-11-02T12:05:00.001Z"))).toBeDefined();
  });

  it.each<[string, PastLook["boot"], ReturnType<typeof here>]>([
    ["the last restart was before the look", {}, here(4, six(1))],
    [
      "it was within five minutes of the look: the clocks may differ by that",
      {},
      here(4, "2026-11-02T12:05:00Z"),
    ],
    ["it lies in the future: a clock is wrong", {}, here(4, six(5))],
    ["the look knew of the same restart already", { lastRestart: six(3) }, here(4, six(3))],
    [
      "the look knew of it with another of its times",
      { lastRestart: "2026-11-03T06:00:09.000Z" },
      here(4, six(3)),
    ],
    ["the look knew of a later one: the clock was set", { lastRestart: six(7) }, here(4, six(3))],
    ["the look's restart cannot be read", { lastRestart: "Tuesday" }, here(4, six(3))],
    [
      "the boot counter is as it was then, and nothing else is known of then",
      { bootId: 127 },
      here(4, six(3), { bootId: present(127) }),
    ],
    [
      "the boot counter went back: another Windows was put there",
      { bootId: 127, lastRestart: six(1) },
      here(4, six(3), { bootId: present(3) }),
    ],
  ])("but not when %s", (_, boot, now) => {
    expect(restartSince({ ...lookAt(2), boot }, now)).toBeUndefined();
  });

  it("also where the prefetcher is off, so that the counter never moves", () => {
    const look = { ...lookAt(2), boot: { bootId: 127, lastRestart: six(1) } };

    expect(restartSince(look, here(4, six(3), { bootId: present(127) }))).toStrictEqual({
      at: six(3),
    });
  });

  it("not for a look whose own time cannot be read", () => {
    expect(restartSince({ ...lookAt(2), at: "noon" }, here(4, six(3)))).toBeUndefined();
  });
});

describe("where the log tells nothing, it is proved by the boot counter", () => {
  const look = { ...lookAt(2), boot: { bootId: 127 } };

  it("when that grew and there is no Fast Startup; when the restart was is not known", () => {
    const now = here(4, undefined, { ...off, bootId: present(128) });

    expect(restartSince(look, now)).toStrictEqual({});
  });

  it.each<[string, Partial<Boot>]>([
    ["it stands still", { ...off, bootId: present(127) }],
    ["it went back", { ...off, bootId: present(126) }],
    ["it is not there", { ...off, bootId: absent }],
    ["it was not seen", { ...off, bootId: unseen("denied") }],
    ["a hybrid start may have moved it", { bootId: present(128), fastStartup: present(true) }],
    ["Fast Startup was not seen", { bootId: present(128), fastStartup: unseen("denied") }],
    ["Fast Startup was not asked for", { bootId: present(128) }],
  ])("but not when %s", (_, boot) => {
    expect(restartSince(look, here(4, undefined, boot))).toBeUndefined();
  });

  it("not when the look did not have it", () => {
    const now = here(4, undefined, { ...off, bootId: present(128) });

    expect(restartSince({ ...lookAt(2), boot: { lastRestart: noon(1) } }, now)).toBeUndefined();
  });
});

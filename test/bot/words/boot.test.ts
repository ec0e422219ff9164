import { describe, expect, it } from "vitest";
import { plain } from "#bot/reply.ts";
import { sayBoot } from "#bot/words/boot.ts";
import { sayHistory } from "#bot/words/history.ts";
import type { Boot } from "#checks/boot/boot.ts";
import type { SignalHistory } from "#checks/past/history.ts";
import { present, unseen } from "#checks/sighting.ts";
import { words } from "../../support/office.ts";
import { askedAt, asking, diagnosisOf, reply } from "./a-diagnosis.ts";

const poweredOn = { at: "2026-11-24T08:02:00Z", how: "fast-startup" } as const;
const restarted = present({ at: "2026-11-01T06:00:00Z" });
const notSeen = unseen("denied");

describe("when Windows started last", () => {
  it.each<[Boot, readonly string[]]>([
    [{ lastRestart: restarted }, ["Last restarted 23 days ago (2026-11-01 06:00 UTC)."]],
    [
      { lastRestart: present({ at: "2026-11-24T06:00:00Z" }) },
      ["Last restarted 2 hours ago (2026-11-24 06:00 UTC)."],
    ],
    [
      { lastRestart: present({ at: "2026-11-24T08:50:00Z" }) },
      ["Last restarted less than an hour ago (2026-11-24 08:50 UTC)."],
    ],
    [
      { lastRestart: restarted, poweredOn },
      [
        "Powered on at 08:02 UTC, but that was not a restart (Fast Startup); " +
          "the last real one was 23 days ago (2026-11-01).",
      ],
    ],
    [
      {
        lastRestart: restarted,
        poweredOn: { at: "2026-11-23T22:02:00Z", how: "hibernation" },
      },
      [
        "Powered on at 2026-11-23 22:02 UTC, but that was not a restart (it woke from hibernation); " +
          "the last real one was 23 days ago (2026-11-01).",
      ],
    ],
    [
      { lastRestart: notSeen, noRestartSince: "2026-10-02T06:00:00Z" },
      ["Not restarted since 2026-10-02 at the latest."],
    ],
    [
      { lastRestart: notSeen, noRestartSince: "2026-10-02T06:00:00Z", poweredOn },
      [
        "Powered on at 08:02 UTC, but that was not a restart (Fast Startup); " +
          "there was no real one since 2026-10-02 at the latest.",
      ],
    ],
    [{ lastRestart: notSeen }, []],
  ])("%o reads %j", (boot, lines) => {
    expect(sayBoot(boot, askedAt).map(plain)).toEqual(lines);
  });

  it("is not counted in days when the two clocks disagree", () => {
    const boot: Boot = { lastRestart: present({ at: "2026-12-24T06:00:00Z" }) };

    expect(sayBoot(boot, askedAt).map(plain)).toEqual(["Last restarted 2026-12-24 06:00 UTC."]);
  });

  it("is said not to have been seen, and why, in the evidence", () => {
    const said = words(reply(diagnosisOf([], { boot: { lastRestart: notSeen } })));

    expect(said).toContain("Not seen: when it last restarted (the workstation refused to show it");
  });
});

describe("what earlier looks tell", () => {
  const items = ["a", "b", "c", "d"];
  const restart = "2026-11-03T02:10:00Z";

  it.each<[SignalHistory, readonly string[]]>([
    [
      { survived: { restart, extent: "all", items } },
      ["These 4 entries survived the restart of 2026-11-03; another will not help."],
    ],
    [
      { survived: { extent: "all", items: ["a"] } },
      ["This entry survived a restart; another will not help."],
    ],
    [
      { survived: { restart, extent: "some", items } },
      ["4 entries survived the restart of 2026-11-03; the others came later."],
    ],
    [
      { survived: { restart, extent: "unnamed", items: [] } },
      [
        "It was there before the restart of 2026-11-03 already; " +
          "whether it was asked for again since then cannot be seen.",
      ],
    ],
    [
      { returned: { seenAt: "2026-11-01T08:00:00Z", goneAt: "2026-11-09T08:00:00Z", items: [] } },
      [
        "Seen on 2026-11-01 08:00 UTC, gone on 2026-11-09 08:00 UTC, and here again: " +
          "something asks anew.",
      ],
    ],
    [
      { since: "2026-11-01T08:00:00Z" },
      ["First seen here on 2026-11-01 08:00 UTC; it may be older."],
    ],
    [{}, []],
  ])("%o reads %j", (history, lines) => {
    const signal = asking("component-servicing-packages-pending", "stale", { history });

    expect(sayHistory(signal).map(plain)).toEqual(lines);
  });

  // An operation is two lines of that list, so its lines are not counted as if they were files.
  it.each([
    [
      "all",
      "stale",
      "The whole list survived the restart of 2026-11-03; another will not help; something adds it again.",
    ],
    ["some", "real", "Part of the list survived the restart of 2026-11-03; the rest came later."],
  ] as const)(
    "of pending renames that survived, %s of them, reads as of one list",
    (extent, verdict, line) => {
      const history = { survived: { restart, extent, items } };
      const signal = asking("pending-file-rename-operations", verdict, { history });

      expect(sayHistory(signal).map(plain)).toEqual([line]);
    },
  );

  it("does not say that a restart will not help while the verdict does not", () => {
    const history = { survived: { restart, extent: "all", items } } as const;
    const signal = asking("windows-update-reboot-required", "real", { history });

    expect(sayHistory(signal).map(plain)).toEqual([
      "These 4 entries survived the restart of 2026-11-03.",
    ]);
  });
});

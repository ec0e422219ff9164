import { describe, expect, it } from "vitest";
import type { WindowsEvent } from "#checks/machine.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import { judgeWindowsUpdate, windowsUpdate } from "#checks/signals/windows-update.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const id = "windows-update-reboot-required";
const autoUpdateKey =
  "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update";
const key = `${autoUpdateKey}\\RebootRequired`;
const autoUpdate = keyWith(["Power", "RebootRequired"]);
const guid = "7f3d2c1e-5a84-4b6f-9c0d-2e1a8b7c6d54";
const other = "00000000-5a84-4b6f-9c0d-2e1a8b7c6d54";

describe("the key RebootRequired", () => {
  it("is real, with the updates' ids as evidence", () => {
    const rebootRequired = keyWith([], [[guid, "REG_DWORD", "0x1"]]);

    expect(judgeWindowsUpdate({ autoUpdate, rebootRequired, events: present([]) })).toEqual({
      id,
      state: "present",
      verdict: "real",
      evidence: [key, guid],
    });
  });

  it.each([
    ["is empty", keyWith([])],
    ["has only the value that every key has", keyWith([], [["(Standard)", "REG_SZ", "(kein)"]])],
    ["is denied", unseen("denied")],
    ["is gone again", absent],
  ])("is real by its presence alone when it %s", (_, rebootRequired) => {
    expect(judgeWindowsUpdate({ autoUpdate, rebootRequired })).toEqual({
      id,
      state: "present",
      verdict: "real",
      evidence: [key],
    });
  });

  it("is absent when its parent was listed without it, or is not there", () => {
    expect(judgeWindowsUpdate({ autoUpdate: keyWith(["Power"]) })).toEqual({ id, state: "absent" });
    expect(judgeWindowsUpdate({ autoUpdate: absent })).toEqual({ id, state: "absent" });
  });

  it("is not taken from a value of the same name", () => {
    const listing = keyWith([], [["RebootRequired", "REG_DWORD", "0x1"]]);

    expect(judgeWindowsUpdate({ autoUpdate: listing })).toMatchObject({ state: "absent" });
  });

  it("is unseen when its parent was not listed", () => {
    expect(judgeWindowsUpdate({ autoUpdate: unseen("denied") })).toEqual({
      id,
      state: "unseen",
      why: "denied",
    });
  });

  it("keeps no more ids than can be shown", () => {
    const many = Array.from({ length: 5000 }, (_, at) => [`id-${at}`, "REG_DWORD", "0x1"] as const);

    const finding = judgeWindowsUpdate({ autoUpdate, rebootRequired: keyWith([], many) });

    expect(finding).toHaveProperty("evidence.length", 201);
  });
});

describe("the names of what waits", () => {
  const rebootRequired = keyWith([], [[guid, "REG_DWORD", "0x1"]]);
  const definitions = installed("Intelligence Update - KB2267602 (Version 1.401)", other);

  it.each([
    [
      "an installation whose id waits",
      [definitions, installed("2026-11 Cumulative Update (KB5032189)", `{${guid.toUpperCase()}}`)],
      ["KB5032189"],
    ],
    [
      "the newest list of what needs a restart",
      [announcement(22, "\n- Update A (KB5032189)\n- Driver B 1.0\n"), announcement(21, "- Old C")],
      ["KB5032189", "Driver B 1.0"],
    ],
    [
      "a list that came in one line",
      [announcement(21, "- Update A (KB5032189) - Update B (KB5031455)")],
      ["KB5032189", "KB5031455"],
    ],
    [
      "the ids alone when they name everything",
      [installed("A (KB5032189)", guid), announcement(21, "- B (KB5031455)")],
      ["KB5032189"],
    ],
    [
      "no update of the list that was installed since",
      [installed("B (KB5031455)", other), announcement(21, "- A (KB5032189)\n- B (KB5031455)")],
      ["KB5032189"],
    ],
    [
      "each update once",
      [announcement(21, "- A KB5032189\n- a kb5032189\n- KB5032189")],
      ["KB5032189"],
    ],
    [
      "no number that is too long or part of a word",
      [announcement(21, "- A KB503218900\n- B XKB5032189\n- C KB123")],
      ["A KB503218900", "B XKB5032189", "C KB123"],
    ],
  ])("come from %s", (_, events, names) => {
    const finding = judgeWindowsUpdate({ autoUpdate, rebootRequired, events: present(events) });

    expect(finding).toMatchObject({ verdict: "real", detail: { kind: "updates", names } });
  });

  it("come from the list too while an id that waits is not named", () => {
    const two = keyWith(
      [],
      [
        [guid, "REG_DWORD", "0x1"],
        [other, "REG_DWORD", "0x1"],
      ],
    );
    const events = present([installed("A (KB5032189)", guid), announcement(21, "- B (KB5031455)")]);

    expect(judgeWindowsUpdate({ autoUpdate, rebootRequired: two, events })).toMatchObject({
      detail: { names: ["KB5032189", "KB5031455"] },
    });
  });

  it("are cut where they are longer than any title", () => {
    const events = present([announcement(21, `- ${"long ".repeat(1000)}`)]);

    const finding = judgeWindowsUpdate({ autoUpdate, rebootRequired, events });

    expect(finding).toHaveProperty("detail.names.0.length", 200);
  });

  it.each([
    ["there are none", present([])],
    ["they cannot be read", unseen("denied")],
    ["they are about other updates", present([definitions])],
    ["they have no data", present([{ ...definitions, data: [] }])],
    ["they carry minutes and no list", present([announcement(22, "15")])],
  ])("are left out when of the events %s, and the verdict stays", (_, events) => {
    const finding = judgeWindowsUpdate({ autoUpdate, rebootRequired, events });

    expect(finding).toEqual({ id, state: "present", verdict: "real", evidence: [key, guid] });
  });
});

describe("looking", () => {
  it("costs one listing when nothing waits", async () => {
    const visit = visitTo({ registry: { [autoUpdateKey]: keyWith(["Power"]) } });

    const finding = await windowsUpdate.look(visit);

    expect(finding).toEqual({ id, state: "absent" });
    expect(visit.asked).toEqual({ registry: [autoUpdateKey], trees: [], events: [] });
  });

  it("asks for ids and events when something waits, all of it declared", async () => {
    const visit = visitTo({
      registry: { [autoUpdateKey]: autoUpdate, [key]: keyWith([], [[guid, "REG_DWORD", "0x1"]]) },
      events: present([installed("A (KB5032189)", guid)]),
    });

    const finding = await windowsUpdate.look(visit);

    expect(finding).toMatchObject({ evidence: [key, guid], detail: { names: ["KB5032189"] } });
    expect(visit.asked.events).toHaveLength(1);
    expect(undeclared(windowsUpdate, visit)).toEqual([]);
  });
});

function installed(updateTitle: string, updateGuid: string): WindowsEvent {
  return event(19, { updateTitle, updateGuid, updateRevisionNumber: "200" });
}

function announcement(id: number, updatelist: string): WindowsEvent {
  return event(id, { updatelist });
}

function event(id: number, data: Readonly<Record<string, string>>): WindowsEvent {
  return {
    provider: "Microsoft-Windows-WindowsUpdateClient",
    id,
    at: "2026-11-20T08:00:00.000Z",
    data: Object.entries(data).map(([name, text]) => ({ name, text })),
  };
}

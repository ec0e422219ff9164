import { describe, expect, it } from "vitest";
import type { WindowsEvent } from "#checks/machine.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import { judgeWindowsInstaller, windowsInstaller } from "#checks/signals/windows-installer.ts";
import { entry, keyWith, undeclared, visitTo } from "./registry-visit.ts";

const key = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer";
const installer = keyWith(["Folders", "InProgress", "UserData"]);

function event(id: number, at: string, ...texts: string[]): WindowsEvent {
  return { provider: "MsiInstaller", id, at, data: texts.map((text) => ({ name: "", text })) };
}

describe("an unfinished installation", () => {
  it("is harmless: it blocks others, and a restart is not what it needs", () => {
    const seen = { installer, events: present([]), record: absent };

    expect(judgeWindowsInstaller(seen)).toEqual({
      id: "windows-installer-in-progress",
      state: "present",
      verdict: "harmless",
      evidence: [`${key}\\InProgress`],
    });
  });

  it("is named by the events that ask for a restart, each program once, newest first", () => {
    const events = present([
      event(1038, "2026-11-20T09:00:00Z", "Acme Reader", "12.1", "1033", "2", "1", "Acme"),
      event(1029, "2026-11-20T08:59:00Z", "Acme Reader"),
      event(1005, "2026-11-20T08:58:00Z", "Other Tool"),
    ]);

    const finding = judgeWindowsInstaller({ installer, events, record: absent });

    expect(finding).toMatchObject({
      verdict: "harmless",
      detail: { kind: "products", names: ["Acme Reader", "Other Tool"] },
    });
  });

  it("is not named by events from long before its record was written", () => {
    const events = present([
      event(1038, "2026-11-19T20:00:00Z", "This One"),
      event(1038, "2026-11-01T08:00:00Z", "Another, weeks ago"),
    ]);

    const finding = judgeWindowsInstaller({ installer, events, record: present(entry) });

    expect(finding).toMatchObject({ detail: { names: ["This One"] } });
  });

  it.each([
    ["there are none", present([])],
    ["they cannot be read", unseen("denied")],
    ["they name nothing", present([event(1038, "2026-11-20T09:00:00Z")])],
    [
      "they name a blank or a null",
      present([
        event(1038, "2026-11-20T09:00:00Z", "  "),
        event(1029, "2026-11-20T09:00:00Z", "(NULL)"),
      ]),
    ],
    ["they have no time", present([event(1038, "", "Acme Reader")])],
  ])("has the same verdict and no names when of the events %s", (_, events) => {
    const finding = judgeWindowsInstaller({ installer, events, record: unseen("denied") });

    expect(finding).toMatchObject({ state: "present", verdict: "harmless" });
    expect(finding).not.toHaveProperty("detail");
  });
});

describe("looking", () => {
  it("asks for no events when no installation is unfinished", async () => {
    const visit = visitTo({ registry: { [key]: keyWith(["Folders"]) } });

    const finding = await windowsInstaller.look(visit);

    expect(finding).toMatchObject({ state: "absent" });
    expect(visit.asked).toEqual({ registry: [key], trees: [], events: [] });
  });

  it("asks for events and the record when one is, as declared, without opening the key", async () => {
    const visit = visitTo({
      registry: { [key]: installer, [`${key}\\InProgress`]: unseen("denied") },
      events: present([
        event(1038, "2026-11-20T09:00:00Z", "Acme Reader"),
        event(1038, "2026-11-01T09:00:00Z", "Weeks Ago"),
      ]),
      files: { "D:\\WINNT\\Installer\\inprogressinstallinfo.ipi": present(entry) },
      windowsDirectory: present("D:\\WINNT"),
    });

    const finding = await windowsInstaller.look(visit);

    expect(finding).toMatchObject({ detail: { names: ["Acme Reader"] } });
    expect(visit.asked.registry).toEqual([key]);
    expect(undeclared(windowsInstaller, visit)).toEqual([]);
  });

  it("is present without the Windows directory, too", async () => {
    const visit = visitTo({
      registry: { [key]: installer },
      windowsDirectory: unseen("out-of-reach"),
    });

    expect(await windowsInstaller.look(visit)).toMatchObject({ state: "present" });
  });

  it("is absent or unseen as the parent key is", async () => {
    expect(await windowsInstaller.look(visitTo({}))).toMatchObject({ state: "absent" });
    expect(
      await windowsInstaller.look(visitTo({ registry: { [key]: unseen("cut-off") } })),
    ).toMatchObject({ state: "unseen", why: "cut-off" });
  });
});

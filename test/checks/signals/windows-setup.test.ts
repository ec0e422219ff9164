import { describe, expect, it } from "vitest";
import type { Entry, RegistryListing } from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import { judgeWindowsSetup, windowsSetup } from "#checks/signals/windows-setup.ts";
import { entry, keyWith, undeclared, visitTo } from "./registry-visit.ts";

const id = "windows-setup";
const key = "HKLM\\SYSTEM\\Setup";
const upgradeKey = `${key}\\MoSetup\\Volatile`;
const idle = keyWith(["MoSetup", "Pid"], [["SystemSetupInProgress", "REG_DWORD", "0x0"]]);
const folder: Entry = { ...entry, kind: "directory" };

describe("Setup that runs", () => {
  it.each([
    ["REG_DWORD", "0x1", "real"],
    ["REG_SZ", "yes", "unseen"],
  ])("is told by SystemSetupInProgress: %s %s", (type, data, verdict) => {
    const setup = keyWith([], [["SystemSetupInProgress", type, data]]);

    expect(judgeWindowsSetup({ setup, upgrade: unseen("denied") })).toEqual({
      id,
      state: "present",
      verdict,
      evidence: [`${key}\\SystemSetupInProgress ${type} ${data}`],
    });
  });

  it("is unseen when its key was not listed", () => {
    const finding = judgeWindowsSetup({ setup: unseen("denied"), upgrade: unseen("denied") });

    expect(finding).toEqual({ id, state: "unseen", why: "denied" });
  });
});

describe("an upgrade", () => {
  it.each([
    ["under way", { SetupProgress: "0x2a" }, "real"],
    ["under way without a fault", { BoxResult: "0x0", SetupProgress: "0x63" }, "real"],
    ["that failed", { BoxResult: "0xc1900101", SetupProgress: "0x2a" }, "stale"],
    ["that failed at once", { BoxResult: "0x80070005" }, "stale"],
    ["at its end, and nobody looked further", { SetupProgress: "0x64" }, "unseen"],
    ["whose progress is no number", { SetupProgress: "half" }, "unseen"],
    ["whose result is no number", { BoxResult: "bad", SetupProgress: "0x2a" }, "unseen"],
  ])("%s is judged by its values", (_, values, verdict) => {
    const finding = judgeWindowsSetup({ setup: idle, upgrade: upgrade(values) });

    expect(finding).toMatchObject({ state: "present", verdict });
  });

  it.each([
    ["is there", present(folder)],
    ["cannot be looked at", unseen("denied")],
  ])("at its end may still wait while its folder %s", (_, seen) => {
    const ended = upgrade({ BoxResult: "0x0", SetupProgress: "0x64" });

    expect(judgeWindowsSetup({ setup: idle, upgrade: ended, folder: seen })).toMatchObject({
      state: "present",
      verdict: "unseen",
    });
  });

  it.each([
    ["ended, and nothing of it is on the disk", upgrade({ SetupProgress: "0x64" })],
    ["has not begun", upgrade({ SetupProgress: "0x0" })],
    ["was only tried for its fit", upgrade({ BoxResult: "0xC1900210", SetupProgress: "0x64" })],
    ["left other values only", upgrade({ DownlevelProductName: "0x1" })],
    ["was never tried", absent],
  ])("is absent when one %s", (_, seen) => {
    const finding = judgeWindowsSetup({ setup: idle, upgrade: seen, folder: absent });

    expect(finding).toEqual({ id, state: "absent" });
  });

  it("is unseen when its key is listed and denied", () => {
    expect(judgeWindowsSetup({ setup: idle, upgrade: unseen("denied") })).toEqual({
      id,
      state: "unseen",
      why: "denied",
    });
  });

  it("shows result and progress as the machine prints them", () => {
    const seen = upgrade({ SetupProgress: "0x2a", BoxResult: "0xc1900101" });

    expect(judgeWindowsSetup({ setup: idle, upgrade: seen })).toMatchObject({
      evidence: [
        `${upgradeKey}\\BoxResult REG_DWORD 0xc1900101`,
        `${upgradeKey}\\SetupProgress REG_DWORD 0x2a`,
      ],
    });
  });
});

describe("looking", () => {
  const registry = { [key]: idle, [`${key}\\MoSetup`]: keyWith(["Volatile"]) };
  const ended = { ...registry, [upgradeKey]: upgrade({ SetupProgress: "0x64" }) };

  it("stops at the key of Setup when it lists no upgrade", async () => {
    const visit = visitTo({ registry: { [key]: keyWith(["Pid"]) } });

    const finding = await windowsSetup.look(visit);

    expect(finding).toEqual({ id, state: "absent" });
    expect(new Set(visit.asked.registry)).toEqual(new Set([key]));
  });

  it("looks for the new Windows on the drive of the old one when the values do not tell", async () => {
    const visit = visitTo({
      registry: ended,
      windowsDirectory: present("D:\\Windows"),
      files: { "D:\\$WINDOWS.~BT": present(folder) },
    });

    const finding = await windowsSetup.look(visit);

    expect(finding).toMatchObject({ state: "present", verdict: "unseen" });
    expect(undeclared(windowsSetup, visit)).toEqual([]);
  });

  it("is absent when the new Windows is not there, and not when nobody could look", async () => {
    const gone = visitTo({ registry: ended });
    const blind = visitTo({ registry: ended, windowsDirectory: unseen("odd-answer") });

    expect(await windowsSetup.look(gone)).toMatchObject({ state: "absent" });
    expect(await windowsSetup.look(blind)).toMatchObject({ state: "present", verdict: "unseen" });
  });
});

function upgrade(values: Readonly<Record<string, string | undefined>>): Sighting<RegistryListing> {
  return keyWith(
    ["SetupDiag"],
    Object.entries(values).map(([name, data]) => [name, "REG_DWORD", data ?? ""] as const),
  );
}

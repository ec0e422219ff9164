import { afterEach, beforeEach, expect, test } from "vitest";
import { gatherInstalls } from "#checks/installs/installs.ts";
import { asked } from "#checks/list.ts";
import { writeEvent } from "#practice/event-xml.ts";
import type { PracticeStage } from "../support/practice-stage.ts";
import { practiceStage } from "../support/practice-stage.ts";

const within = { from: "2026-11-20T09:00:00.000Z", until: "2026-11-20T10:00:30.000Z" };

let practice: PracticeStage;
beforeEach(async () => {
  practice = await practiceStage(asked);
});
afterEach(async () => {
  await practice.stop();
});

function install(id: number, at: string, ...data: string[]): void {
  const log = "Application";
  practice.windows.events.plant(log, writeEvent({ log, source: "MsiInstaller", id, at, data }));
}

test("reads over SSH what was installed in the time, whatever its name is", async () => {
  install(1033, "2026-11-20T08:30:00Z", "Old Tool", "1.0", "1033", "0");
  install(1033, "2026-11-20T09:10:00Z", "Étiquettes <b>& 'x'</b>", "2.0", "1033", "0", "Example");
  install(11_707, "2026-11-20T09:20:00Z", "Produkt: Example Suite -- Fertig.");
  await using workstation = await practice.stage.open();

  expect(await gatherInstalls(workstation.machine, within)).toEqual({
    state: "present",
    seen: { names: ["Example Suite", "Étiquettes <b>& 'x'</b> 2.0"], more: false },
  });
});

test("says unseen where the account may not read the logs", async () => {
  practice.windows.events.deny("Application");
  practice.windows.events.deny("System");
  await using workstation = await practice.stage.open();

  expect(await gatherInstalls(workstation.machine, within)).toMatchObject({ state: "unseen" });
});

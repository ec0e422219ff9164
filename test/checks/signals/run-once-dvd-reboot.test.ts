import { expect, it } from "vitest";
import { unseen } from "#checks/sighting.ts";
import { judgeRunOnceDvdReboot, runOnceDvdReboot } from "#checks/signals/run-once-dvd-reboot.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const key = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce";

it("is harmless while the value is there: a logon settles it, and its command is not repeated", () => {
  const runOnce = keyWith([], [["dvdrebootsignal", "REG_SZ", "cmd /c anything"]]);

  expect(judgeRunOnceDvdReboot(runOnce)).toEqual({
    id: "run-once-dvd-reboot",
    state: "present",
    verdict: "harmless",
    evidence: [`${key}\\DVDRebootSignal`],
  });
});

it.each([
  ["nothing runs at the next logon", keyWith([])],
  ["something else runs at the next logon", keyWith([], [["Setup", "REG_SZ", "setup.exe"]])],
  ["a subkey has the name: RunOnce runs values", keyWith(["DVDRebootSignal"])],
])("is absent when %s", (_, runOnce) => {
  expect(judgeRunOnceDvdReboot(runOnce)).toMatchObject({ state: "absent" });
});

it("is absent or unseen as the key is", async () => {
  const visit = visitTo({ registry: { [key]: unseen("denied") } });

  const finding = await runOnceDvdReboot.look(visit);

  expect(finding).toMatchObject({ state: "unseen", why: "denied" });
  expect(undeclared(runOnceDvdReboot, visit)).toEqual([]);
  expect(await runOnceDvdReboot.look(visitTo({}))).toMatchObject({ state: "absent" });
});

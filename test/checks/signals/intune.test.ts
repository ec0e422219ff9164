import { expect, it } from "vitest";
import { unseen } from "#checks/sighting.ts";
import { intune, judgeIntune } from "#checks/signals/intune.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const microsoft = "HKLM\\SOFTWARE\\Microsoft";
const extension = `${microsoft}\\IntuneManagementExtension`;
const settings = `${extension}\\RebootSettings`;

it.each([
  ["a subkey, even an empty one", keyWith(["RebootFlag"]), "RebootFlag"],
  ["a value", keyWith([], [["RebootFlag", "REG_DWORD", "0x1"]]), "RebootFlag REG_DWORD 0x1"],
  ["a value that is no number", keyWith([], [["rebootflag", "REG_SZ", ""]]), "rebootflag REG_SZ "],
  [
    "a subkey beside a value of 0",
    keyWith(["RebootFlag"], [["RebootFlag", "REG_DWORD", "0x0"]]),
    "RebootFlag",
  ],
])("is real when the flag is %s", (_, key, flag) => {
  expect(judgeIntune(key)).toEqual({
    id: "intune-reboot",
    state: "present",
    verdict: "real",
    evidence: [`${settings}\\${flag}`],
  });
});

it.each([
  ["the settings hold nothing", keyWith([])],
  ["only other things are there", keyWith(["Other"], [["GracePeriod", "REG_DWORD", "0x5"]])],
  ["the flag is a value of 0", keyWith([], [["RebootFlag", "REG_DWORD", "0x0"]])],
])("is absent when %s", (_, key) => {
  expect(judgeIntune(key)).toMatchObject({ state: "absent" });
});

it("costs a machine without Intune no process of its own", async () => {
  const visit = visitTo({ registry: { [microsoft]: keyWith(["Windows"]) } });

  const finding = await intune.look(visit);

  expect(finding).toMatchObject({ state: "absent" });
  expect(visit.asked.registry).toEqual([microsoft]);
});

it("finds the flag without opening it, as declared", async () => {
  const visit = visitTo({
    registry: {
      [microsoft]: keyWith(["intunemanagementextension"]),
      [extension]: keyWith(["RebootSettings"]),
      [settings]: keyWith(["RebootFlag"]),
    },
  });

  const finding = await intune.look(visit);

  expect(finding).toMatchObject({ state: "present" });
  expect(undeclared(intune, visit)).toEqual([]);
});

it("is unseen when the settings are listed and denied", async () => {
  const visit = visitTo({
    registry: {
      [microsoft]: keyWith(["IntuneManagementExtension"]),
      [extension]: keyWith(["RebootSettings"]),
      [settings]: unseen("denied"),
    },
  });

  expect(await intune.look(visit)).toMatchObject({ state: "unseen", why: "denied" });
});

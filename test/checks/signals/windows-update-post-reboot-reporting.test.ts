import { expect, it } from "vitest";
import { absent, unseen } from "#checks/sighting.ts";
import {
  judgePostRebootReporting,
  windowsUpdatePostRebootReporting,
} from "#checks/signals/windows-update-post-reboot-reporting.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const id = "windows-update-post-reboot-reporting";
const key = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update";

it.each([
  ["a subkey", keyWith(["PostRebootReporting"]), "PostRebootReporting"],
  ["a subkey in other case", keyWith(["POSTREBOOTREPORTING"]), "POSTREBOOTREPORTING"],
  [
    "a value",
    keyWith([], [["PostRebootReporting", "REG_DWORD", "0x1"]]),
    "PostRebootReporting REG_DWORD 0x1",
  ],
  [
    "a value without a number",
    keyWith([], [["PostRebootReporting", "REG_SZ", ""]]),
    "PostRebootReporting REG_SZ ",
  ],
])("is harmless as %s: only a report waits", (_, autoUpdate, mark) => {
  expect(judgePostRebootReporting(autoUpdate)).toEqual({
    id,
    state: "present",
    verdict: "harmless",
    evidence: [`${key}\\${mark}`],
  });
});

it.each([
  ["the listing does not have it", keyWith(["RebootRequired"])],
  ["it is the number 0", keyWith([], [["PostRebootReporting", "REG_DWORD", "0x0"]])],
  ["its parent is not there", absent],
])("is absent when %s", (_, autoUpdate) => {
  expect(judgePostRebootReporting(autoUpdate)).toEqual({ id, state: "absent" });
});

it("is unseen when its parent was not listed", () => {
  expect(judgePostRebootReporting(unseen("cut-off"))).toEqual({
    id,
    state: "unseen",
    why: "cut-off",
  });
});

it("asks for the one listing that it shares with RebootRequired", async () => {
  const visit = visitTo({ registry: { [key]: keyWith(["PostRebootReporting"]) } });

  const finding = await windowsUpdatePostRebootReporting.look(visit);

  expect(finding).toMatchObject({ verdict: "harmless" });
  expect(visit.asked).toEqual({ registry: [key], trees: [], events: [] });
  expect(undeclared(windowsUpdatePostRebootReporting, visit)).toEqual([]);
});

import { expect, it } from "vitest";
import { present, unseen } from "#checks/sighting.ts";
import { judgeWindowsUpdate } from "#checks/windows-update.ts";

it("is real while the key is there, whatever values it has", () => {
  const value = { name: "6f2b…", type: "REG_DWORD", data: "0x1" };

  expect(judgeWindowsUpdate(present({ values: [value], subkeys: [] }))).toMatchObject({
    state: "present",
    verdict: "real",
    evidence: [expect.stringContaining("\\RebootRequired"), "6f2b…"],
  });
  expect(judgeWindowsUpdate(present({ values: [], subkeys: [] }))).toMatchObject({
    state: "present",
  });
});

it("is absent only when the machine said so", () => {
  expect(judgeWindowsUpdate({ state: "absent" })).toMatchObject({ state: "absent" });
  expect(judgeWindowsUpdate(unseen("denied"))).toMatchObject({ state: "unseen", why: "denied" });
});

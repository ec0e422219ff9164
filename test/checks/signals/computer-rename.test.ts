import { describe, expect, it } from "vitest";
import type { RegistryBranch } from "#checks/machine.ts";
import { present, unseen } from "#checks/sighting.ts";
import { computerRename, judgeComputerRename } from "#checks/signals/computer-rename.ts";
import { branch, undeclared, visitTo } from "./registry-visit.ts";

const key = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\ComputerName";

function names(active: string, stored: string): RegistryBranch[] {
  return [
    branch([], []),
    branch(["ActiveComputerName"], [["ComputerName", "REG_SZ", active]]),
    branch(["ComputerName"], [["ComputerName", "REG_SZ", stored]]),
  ];
}

describe("a new computer name", () => {
  it("waits while the stored name differs from the active one, and both are said", () => {
    expect(judgeComputerRename(present(names("PC-42", "FINANCE-7")))).toEqual({
      id: "computer-rename",
      state: "present",
      verdict: "real",
      evidence: [`${key}\\ComputerName`, "FINANCE-7"],
      detail: { kind: "new-name", from: "PC-42", to: "FINANCE-7" },
    });
  });

  it("does not wait when both names are the same (Test-PendingReboot compares the answers' objects: always true)", () => {
    expect(judgeComputerRename(present(names("PC-42", "PC-42")))).toMatchObject({
      state: "absent",
    });
  });

  it.each([
    ["pc-42", "PC-42"],
    ["BÜRO-1", "büro-1"],
  ])("does not wait when %s and %s differ by case only", (active, stored) => {
    expect(judgeComputerRename(present(names(active, stored)))).toMatchObject({ state: "absent" });
  });

  it("waits when the names differ by letters that only look alike in upper case", () => {
    expect(judgeComputerRename(present(names("GROSS-1", "GROß-1")))).toMatchObject({
      state: "present",
    });
  });

  it("is found however the machine spells the keys and the values", () => {
    const tree = [
      branch(["ACTIVECOMPUTERNAME"], [["COMPUTERNAME", "REG_SZ", "A"]]),
      branch(["computername"], [["computername", "REG_SZ", "B"]]),
    ];

    expect(judgeComputerRename(present(tree))).toMatchObject({
      detail: { from: "A", to: "B" },
    });
  });
});

describe("a name that was not seen", () => {
  it.each([
    ["no active key (denied keys are left out of a tree)", names("A", "B").slice(2)],
    ["no stored key", names("A", "B").slice(0, 2)],
    ["nothing", []],
    ["no value in a key", [branch(["ActiveComputerName"], []), ...names("A", "B").slice(2)]],
    ["an empty name", names("A", "")],
    ["two names with a letter that could not be read", names("L\ufffdDE", "L\ufffdDE")],
    [
      "a name that is not a string",
      [
        ...names("A", "B").slice(0, 2),
        branch(["ComputerName"], [["ComputerName", "REG_DWORD", "0x1"]]),
      ],
    ],
    [
      "the name in a deeper key only",
      [
        ...names("A", "B").slice(0, 2),
        branch(["ComputerName", "Other"], [["ComputerName", "REG_SZ", "B"]]),
      ],
    ],
  ])("is never taken for the same name: %s", (_, tree) => {
    expect(judgeComputerRename(present(tree))).toEqual({
      id: "computer-rename",
      state: "unseen",
      why: "odd-answer",
    });
  });

  it("keeps the reason of the machine, and is odd where the whole key is absent", () => {
    expect(judgeComputerRename(unseen("denied"))).toMatchObject({ state: "unseen", why: "denied" });
    expect(judgeComputerRename({ state: "absent" })).toMatchObject({ state: "unseen" });
  });
});

it("asks for one tree, as declared", async () => {
  const visit = visitTo({ trees: { [key]: present(names("A", "A")) } });

  const finding = await computerRename.look(visit);

  expect(finding).toMatchObject({ state: "absent" });
  expect(visit.asked).toEqual({ registry: [], trees: [key], events: [] });
  expect(undeclared(computerRename, visit)).toEqual([]);
});

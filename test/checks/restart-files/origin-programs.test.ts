import { describe, expect, it } from "vitest";
import type { RegistryBranch } from "#checks/machine.ts";
import { installedPrograms } from "#checks/restart-files/origin-programs.ts";

describe("the list of installed programs", () => {
  it("holds the keys directly below it, not their own subkeys", () => {
    const tree = [
      branch([], { DisplayName: "Uninstall" }),
      branch(["Acme"], { DisplayName: "Acme" }),
      branch(["Acme", "Parts"], { DisplayName: "Parts" }),
    ];

    expect(installedPrograms(tree).map(({ name }) => name)).toEqual(["Acme"]);
  });

  it("cuts a name that nobody could read", () => {
    const [program] = installedPrograms([branch(["A"], { DisplayName: "A".repeat(5000) })]);

    expect(program?.name).toHaveLength(200);
  });

  it("does not take numbers and lists for text", () => {
    const numbered = {
      below: ["A"],
      values: [{ name: "DisplayName", type: "REG_DWORD", data: "0x1" }],
    };

    expect(installedPrograms([numbered])).toEqual([]);
  });

  it("reads the names of values without regard to case", () => {
    expect(installedPrograms([branch(["A"], { DISPLAYNAME: "Acme" })])).toMatchObject([
      { name: "Acme" },
    ]);
  });

  it.each([
    ["C:\\ACME", [["C:", "ACME"]]],
    ["c:/Acme/Writer//", [["C:", "ACME", "WRITER"]]],
    ["C:\\Acme. \\Writer ..", [["C:", "ACME", "WRITER"]]],
    ["Acme", []],
    ["\\\\server\\acme", []],
    ["%ProgramFiles%\\Acme", []],
    ["C:\\..\\Acme", []],
    ["C:\\Ac*me", []],
    [`C:\\${"A".repeat(260)}`, []],
  ])("takes %j as a folder only when it is a local one", (written, folders) => {
    const [program] = installedPrograms([
      branch(["A"], { DisplayName: "A", InstallLocation: written }),
    ]);

    expect(program?.folders).toEqual(folders);
  });

  it.each([
    ["C:\\A\\U.EXE", ["C:\\A"]],
    ['"C:\\A B\\U.EXE" /S "C:\\A C\\U.LOG"', ["C:\\A B", "C:\\A C"]],
    ["MsiExec.exe /X{90120000-0030-0000-0000-0000000FF1CE}", []],
    ["RunDll32 C:\\A\\ctor.dll,LaunchSetup", ["C:\\A"]],
    ["C:\\A\\U.EXEC", []],
    ["C:\\A\\U", []],
  ])("finds the folders of the files in %j", (written, folders) => {
    const [program] = installedPrograms([
      branch(["A"], { DisplayName: "A", UninstallString: written }),
    ]);

    expect(program?.folders.map((names) => names.join("\\"))).toEqual(folders);
  });

  it.each([
    ['C:\\WINDOWS\\ST6UNST.EXE -n "C:\\A\\ST6UNST.LOG"', true],
    ['"C:\\WINDOWS\\st5unst.exe"', true],
    ["ST4UNST.EXE", true],
    ["C:\\A\\BEST5UNST.EXE", false],
    ["C:\\A\\ST6UNST.EXE.LOG", false],
    ["C:\\A\\UNINST.EXE", false],
  ])("knows from %j whether a setup of Visual Basic installed it", (written, made) => {
    const [program] = installedPrograms([
      branch(["A"], { DisplayName: "A", UninstallString: written }),
    ]);

    expect(program?.visualBasicSetup).toBe(made);
  });
});

function branch(below: readonly string[], texts: Readonly<Record<string, string>>): RegistryBranch {
  return {
    below,
    values: Object.entries(texts).map(([name, data]) => ({ name, type: "REG_SZ", data })),
  };
}

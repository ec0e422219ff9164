import { expect, it } from "vitest";
import { readStatement } from "#checks/restart-files/statement.ts";

it.each([
  "",
  "@ECHO OFF",
  "@@echo off",
  "REM DEL C:\\WINDOWS\\SYSTEM\\A.DLL",
  ":END",
  ":: a remark",
  "echo.",
  "ECHO Please wait",
  "CLS",
  "PAUSE > NUL",
  "CD \\WINDOWS",
  "C:",
  "ATTRIB -R -S -H C:\\WINDOWS\\SYSTEM\\A.DLL",
  "REM > NUL",
  ":END --> the end",
])("%j does nothing that lasts", (text) => {
  expect(read(text)).toEqual({ does: "nothing" });
});

it.each([
  ["DEL C:\\WINDOWS\\SYSTEM\\COMMDLG.DLL", "delete", "C:\\WINDOWS\\SYSTEM\\COMMDLG.DLL"],
  ["@del c:\\a.dll >nul", "delete", "c:\\a.dll"],
  ["ERASE C:\\A.DLL > NUL", "delete", "C:\\A.DLL"],
  ['DEL "C:\\Program Files\\App\\a.dll"', "delete", "C:\\Program Files\\App\\a.dll"],
  ["MD C:\\APP", "make-directory", "C:\\APP"],
  ["RD C:\\APP", "remove-directory", "C:\\APP"],
])("%s is understood as %s of %s", (text, does, path) => {
  expect(read(text)).toMatchObject({ does, target: { path } });
});

it.each([
  ["REN C:\\W\\SYSTEM\\~T0001.TMP COMMDLG.DLL", "rename", "C:\\W\\SYSTEM\\COMMDLG.DLL"],
  ["RENAME C:\\A.000 A.DLL", "rename", "C:\\A.DLL"],
  ["COPY /Y /B D:\\APP\\SHELL.DL_ C:\\W\\SHELL.DLL", "copy", "C:\\W\\SHELL.DLL"],
  ["MOVE C:\\A.NEW C:\\W\\A.DLL", "move", "C:\\W\\A.DLL"],
])("%s is a %s onto %s", (text, does, path) => {
  expect(read(text)).toMatchObject({ does, target: { path } });
});

it.each([
  ["C:\\MYAPP\\REGIT.EXE /S", "unknown-command"],
  ["IF NOT EXIST C:\\OK.FLG GOTO END", "conditional"],
  ["CALL C:\\X.BAT", "conditional"],
  ["DEL C:\\TEMP\\*.TMP", "wildcard"],
  ["DEL %WINDIR%\\A.DLL", "variable"],
  ["DEL A.DLL", "relative-path"],
  ["DEL C:A.DLL", "relative-path"],
  ["DEL C:\\A\\..\\B.DLL", "relative-path"],
  ["DEL \\\\SERVER\\SHARE\\A.DLL", "network-path"],
  ["COPY C:\\A.DLL NUL", "relative-path"],
  ["COPY C:\\A.DLL C:\\W\\NUL", "device"],
  ["REN C:\\A.000 C:\\A.DLL", "operands"],
  ["DEL C:\\A.DLL C:\\B.DLL", "operands"],
  ["DEL C:\\A.DLLREN C:\\B.DLL A.DLL", "operands"],
  ["DEL C:\\A.DLL /P", "switches"],
  ["COPY C:\\A.DLL+C:\\B.DLL C:\\C.DLL", "special-characters"],
  ["COPY C:\\A.DLL,C:\\B.DLL", "special-characters"],
  ["ECHO Y | DEL C:\\TEMP", "special-characters"],
  ["ECHO X > C:\\A.TXT", "redirection"],
  ["REM > C:\\A.DLL", "redirection"],
  ["REM old --> new", "redirection"],
  [`REM ${"A".repeat(130)} > C:\\A.DLL`, "too-long"],
  ["TYPE C:\\A < C:\\B", "redirection"],
  ['DEL "C:\\A.DLL', "special-characters"],
  ['DEL"C:\\A.DLL"', "unknown-command"],
  ['COPY /Y"C:\\A.DLL" C:\\B.DLL', "switches"],
  ['COPY C:\\A.DLL"C:\\B C.DLL"', "special-characters"],
  ['COPY "C:\\A.DLL""C:\\B.DLL" C:\\C.DLL', "special-characters"],
  ["DEL\u00a0C:\\A.DLL", "unknown-command"],
  ["\u00a0", "unknown-command"],
  ["DEL C:\\A.DLL.", "operands"],
  ["DEL C:\\DIR\\", "operands"],
  ["DEL C:\\A\u0007.DLL", "control-characters"],
  [`DEL C:\\${"A".repeat(130)}`, "too-long"],
])("%j is not understood: %s", (text, why) => {
  expect(read(text)).toEqual({ does: "unknown", why });
});

it.each(["C:\\PROGRA~1\\A.DLL", "C:\\VERYLONGNAME.DLL", "C:\\A.DLLX", "C:\\Größe.dll"])(
  "knows that %s may be there under another name",
  (path) => {
    expect(read(`DEL ${path}`)).toMatchObject({ target: { mayHaveOtherName: true } });
  },
);

it("takes a hard space for a letter of the name, as DOS does", () => {
  expect(read("DEL C:\\A.DLL\u00a0")).toMatchObject({
    target: { path: "C:\\A.DLL\u00a0", mayHaveOtherName: true },
  });
});

it("takes a quoted long name as the name itself", () => {
  expect(read('DEL "C:\\Program Files\\App\\longer name.dll"')).toMatchObject({
    target: { mayHaveOtherName: false },
  });
});

function read(text: string): ReturnType<typeof readStatement> {
  return readStatement({ number: 1, text, afterEnd: false, legible: true });
}

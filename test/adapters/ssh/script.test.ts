import { describe, expect, it } from "vitest";
import { compileScript, controlKey, newMarker } from "#adapters/ssh/script.ts";
import type { RegistryKey } from "#checks/machine.ts";

const key: RegistryKey =
  "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update";

describe("the script", () => {
  it("frames every query with the marker and closes its standard input", () => {
    const script = compileScript({ environment: ["PROCESSOR_ARCHITEW6432"], registry: [key] });

    expect(script.text("MARK").split("\r\n")).toEqual([
      "@echo off",
      "chcp 65001 >nul 2>nul <nul",
      "echo MARK begin 0",
      "set SystemRoot",
      "echo MARK end 0 %ERRORLEVEL%",
      "echo MARK begin 1",
      "set PROCESSOR_ARCHITEW6432",
      "echo MARK end 1 %ERRORLEVEL%",
      "echo MARK begin 2",
      `reg query "${controlKey}" /reg:64 <nul 2>nul`,
      "echo MARK end 2 %ERRORLEVEL%",
      "echo MARK begin 3",
      `reg query "${key}" /reg:64 <nul 2>nul`,
      "echo MARK end 3 %ERRORLEVEL%",
      "exit 0",
      "",
    ]);
  });

  it("asks for nothing twice, and always for the Windows directory and the control key", () => {
    const script = compileScript({ environment: ["SystemRoot"], registry: [controlKey, key, key] });

    expect(script.environment).toEqual(["SystemRoot"]);
    expect(script.registry).toEqual([controlKey, key]);
  });

  it("is ASCII", () => {
    const text = compileScript({ environment: [], registry: [key] }).text(newMarker());

    expect(text).toMatch(/^[\x20-\x7e\r\n]*$/);
  });

  it.each([
    'HKLM\\SOFTWARE\\a" & calc & "',
    "HKLM\\SOFTWARE\\%TEMP%",
    "HKLM\\SOFTWARE\\a^b",
    "HKLM\\SOFTWARE\\a|b",
    "HKLM\\SOFTWARE\\a>b",
    "HKLM\\SOFTWARE\\a<b",
    "HKLM\\SOFTWARE\\a\r\ncalc",
    "HKLM\\SOFTWARE\\a\n",
    "HKLM\\SOFTWARE\\a!b!",
    "HKLM\\SOFTWARE\\Größe",
    "HKLM\\SOFTWARE\\",
    "HKLM\\",
  ] as const)("refuses to be compiled with %j", (strange) => {
    expect(() => compileScript({ environment: [], registry: [strange] })).toThrow(
      "not a plain name",
    );
  });

  it("uses another marker for every connection", () => {
    expect(newMarker()).toMatch(/^whyreboot-[0-9a-f]{32}$/);
    expect(newMarker()).not.toBe(newMarker());
  });
});

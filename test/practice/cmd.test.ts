import { describe, expect, it } from "vitest";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import type { Said } from "./said.ts";
import { query, script, silence } from "./said.ts";

const currentVersion = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

describe("cmd /q /d", () => {
  it("greets with a banner and a prompt before the first line takes effect", () => {
    const { out } = script(["@echo off", "echo one"]);

    expect(out.split("\r\n")).toEqual([
      "Microsoft Windows [Version 10.0.19045.5131]",
      "(c) Microsoft Corporation. All rights reserved.",
      "",
      "C:\\Users\\helpdesk>@echo off",
      "one",
      "",
    ]);
  });

  it.each([
    ["echo %SystemRoot%", "C:\\Windows\r\n"],
    ["echo %systemroot%", "C:\\Windows\r\n"],
    ["set SystemRoot", "SYSTEMROOT=C:\\Windows\r\n"],
    ["set NoSuchVariable", ""],
    ["echo %PROCESSOR_ARCHITEW6432%", "%PROCESSOR_ARCHITEW6432%\r\n"],
    ["echo 100% sure", "100% sure\r\n"],
    ["echo one <nul", "one \r\n"],
    ["@echo one", "one\r\n"],
    ["ECHO.one", "one\r\n"],
    ["echo.", "\r\n"],
    ["echo", "ECHO is off.\r\n"],
    ["echo off", ""],
    ["echo one >nul", ""],
    ["echo one 2>nul", "one \r\n"],
    ["echo part1 of 2", "part1 of 2\r\n"],
    ['echo "a<b"', '"a<b"\r\n'],
    ["rem echo one", ""],
    ["", ""],
  ])("answers %s as cmd does", (line, out) => {
    expect(script(["@echo off", line]).afterFirst).toBe(out);
  });

  it.each(["whoami", "dir C:\\", "powershell -c 1", "del C:\\Windows\\explorer.exe"])(
    "knows no program %s: an error on stderr and ERRORLEVEL 9009",
    (line) => {
      const { afterFirst, err } = script(["@echo off", line, "echo %ERRORLEVEL%"]);

      expect(afterFirst).toBe("9009\r\n");
      expect(err).toMatch(/^'\w+' is not recognized as an internal or external command,\r\n/u);
    },
  );

  it.each(["echo a & echo b", "echo a | more", "(echo a)", "echo a > C:\\file.txt", "echo a^b"])(
    "says so about what it does not imitate: %s",
    (line) => {
      const { afterFirst, err, windows } = script(["@echo off", line, "echo %ERRORLEVEL%"]);

      expect(afterFirst).toBe("9009\r\n");
      expect(err).toContain(line);
      expect(windows.content("C:\\file.txt")).toBeUndefined();
    },
  );

  it("refuses a line of more than 8191 characters", () => {
    const { afterFirst } = script(["@echo off", `echo ${"x".repeat(8190)}`, "echo %ERRORLEVEL%"]);

    expect(afterFirst).toBe("9009\r\n");
  });

  it("ends with the code of exit, or with the last ERRORLEVEL", () => {
    expect(script(["exit 0"]).code).toBe(0);
    expect(script(["exit 3221225477"]).code).toBe(3_221_225_477);
    expect(script(["nothing", "exit"]).code).toBe(9009);
    expect(script(["nothing"]).code).toBe(9009);
    expect(script(["nothing", "exit 0", "echo never"]).out).not.toContain("never");
  });
});

describe("reg query", () => {
  it("lists the values of a key, then its subkeys", () => {
    const windows = ordinaryWindows();
    windows.registry.plant("HKLM\\SOFTWARE\\Maker", [
      { name: "Name", type: "REG_SZ", data: "a b" },
      { name: "", type: "REG_SZ", data: "default" },
    ]);
    windows.registry.plant("HKLM\\SOFTWARE\\Maker\\Sub Key");

    expect(script([silence, query("HKLM\\software\\MAKER")], windows).afterFirst).toBe(
      [
        "",
        "HKEY_LOCAL_MACHINE\\software\\MAKER",
        "    Name    REG_SZ    a b",
        "    (Default)    REG_SZ    default",
        "",
        "HKEY_LOCAL_MACHINE\\software\\MAKER\\Sub Key",
        "",
      ].join("\r\n"),
    );
  });

  it("lists the subkeys alone when the key has no values", () => {
    const windows = ordinaryWindows();
    windows.registry.plant("HKLM\\SOFTWARE\\Maker\\One");
    windows.registry.plant("HKLM\\SOFTWARE\\Maker\\Two");

    expect(script([silence, query("HKLM\\SOFTWARE\\Maker")], windows).afterFirst).toBe(
      "\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Maker\\One\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Maker\\Two\r\n",
    );
  });

  it("lists a key with everything below it, a section for each, empty ones too", () => {
    const windows = ordinaryWindows();
    windows.registry.plant("HKLM\\SOFTWARE\\Maker", [{ name: "One", type: "REG_SZ", data: "1" }]);
    windows.registry.plant("HKLM\\SOFTWARE\\Maker\\Empty");
    windows.registry.plant("HKLM\\SOFTWARE\\Maker\\Full\\Below", [
      { name: "Two", type: "REG_QWORD", data: "0x2" },
    ]);

    const { afterFirst } = script([silence, `${query("HKLM\\SOFTWARE\\Maker")} /s`], windows);

    expect(afterFirst.split("\r\n")).toEqual([
      "",
      "HKEY_LOCAL_MACHINE\\SOFTWARE\\Maker",
      "    One    REG_SZ    1",
      "",
      "HKEY_LOCAL_MACHINE\\SOFTWARE\\Maker\\Empty",
      "",
      "HKEY_LOCAL_MACHINE\\SOFTWARE\\Maker\\Full",
      "",
      "HKEY_LOCAL_MACHINE\\SOFTWARE\\Maker\\Full\\Below",
      "    Two    REG_QWORD    0x2",
      "",
    ]);
  });

  it("leaves what is denied out of a tree without a word, and refuses a tree that is denied itself", () => {
    const windows = ordinaryWindows();
    windows.registry.plant("HKLM\\SOFTWARE\\Maker\\Open");
    windows.registry.deny("HKLM\\SOFTWARE\\Maker\\Locked");
    const ask = (key: string): Said =>
      script([silence, `${query(key)} /s`, "echo %ERRORLEVEL%"], windows);

    const above = ask("HKLM\\SOFTWARE\\Maker");
    expect(above.afterFirst).toContain("\\Open\r\n");
    expect(above.afterFirst).not.toContain("Locked");
    expect(above.afterFirst).toMatch(/\r\n0\r\n$/u);
    expect(ask("HKLM\\SOFTWARE\\Maker\\Locked")).toMatchObject({
      afterFirst: "1\r\n",
      err: "ERROR: Access is denied.\r\n",
    });
  });

  it("sets ERRORLEVEL 0 for a key that is there", () => {
    const { out, err } = script([silence, query(currentVersion), "echo %ERRORLEVEL%"]);

    expect(out).toContain("    SystemRoot    REG_SZ    C:\\Windows\r\n");
    expect(out).toMatch(/\r\n0\r\n$/u);
    expect(err).toBe("");
  });

  it("tells missing from denied by words alone: the exit code is 1 for both", () => {
    const windows = ordinaryWindows();
    windows.registry.deny("HKLM\\SOFTWARE\\Locked");
    const ask = (key: string): Said => script([silence, query(key), "echo %ERRORLEVEL%"], windows);

    expect(ask("HKLM\\SOFTWARE\\Nothing")).toMatchObject({
      afterFirst: "1\r\n",
      err: "ERROR: The system was unable to find the specified registry key or value.\r\n",
    });
    expect(ask("HKLM\\SOFTWARE\\Locked\\Below")).toMatchObject({
      afterFirst: "1\r\n",
      err: "ERROR: Access is denied.\r\n",
    });
  });

  it("sends its errors where the line sends them", () => {
    const missing = query("HKLM\\SOFTWARE\\Nothing");

    expect(script([silence, `${missing} <nul 2>nul`]).err).toBe("");
    expect(script([silence, `${missing} 2>&1 <nul`]).afterFirst).toMatch(/^ERROR: The system/u);
    expect(script([silence, `${missing} >nul 2>&1`])).toMatchObject({ afterFirst: "", err: "" });
  });

  it("speaks the language and the code page of the machine, until chcp", () => {
    const windows = ordinaryWindows({ language: "de", oemCodePage: 850 });
    const missing = query("HKLM\\SOFTWARE\\Nothing");
    const before = script([silence, missing], windows);
    const after = script(["chcp 65001 >nul 2>nul <nul", missing], windows);

    expect(before.errBytes.includes(Buffer.from([0x81]))).toBe(true);
    expect(after.err).toContain("Registrierungsschlüssel");
  });

  it.each([
    'reg query "HKLM\\SOFTWARE" /f x',
    'reg query "HKCU\\SOFTWARE" /reg:64',
    'reg query "HKLM\\SOFTWARE\\" /reg:64',
    'reg add "HKLM\\SOFTWARE\\New" /f',
    'reg delete "HKLM\\SOFTWARE\\Microsoft" /f',
  ])("refuses %s", (line) => {
    const { afterFirst, err } = script([silence, line, "echo %ERRORLEVEL%"]);

    expect(afterFirst).toBe("1\r\n");
    expect(err).toMatch(/^ERROR: /u);
  });
});

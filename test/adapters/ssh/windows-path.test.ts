import { describe, expect, it } from "vitest";
import { sftpPath } from "#adapters/ssh/windows-path.ts";

describe("a Windows path over SFTP", () => {
  it.each([
    ["C:\\Windows\\_Mssetup.bat", "/C:/Windows/_Mssetup.bat"],
    ["d:\\", "/d:/"],
    ["C:\\Program Files (x86)\\a & b\\ü.dll", "/C:/Program Files (x86)/a & b/ü.dll"],
    ["C:\\console\\nul1\\com\\lpt.d", "/C:/console/nul1/com/lpt.d"],
    ["C:\\a%b^c!'~1", "/C:/a%b^c!'~1"],
  ])("%s is %s", (path, expected) => {
    expect(sftpPath(path)).toBe(expected);
  });

  it.each([
    "",
    "C:",
    "C:Windows",
    "Windows\\x",
    "\\Windows\\x",
    "\\\\server\\share\\x",
    "\\\\?\\C:\\x",
    "\\\\.\\PhysicalDrive0",
    "C:\\a\\..\\b",
    "C:\\.\\b",
    "C:\\a\\",
    "C:\\\\a",
    "C:\\a/b",
    "C:/Windows/x",
    "C:\\x:stream",
    "C:\\*.bat",
    "C:\\a?",
    'C:\\"a"',
    "C:\\a\u0000b",
    "C:\\a\nb",
    "C:\\Windows\\con",
    "C:\\NUL.txt",
    "C:\\com1\\x",
    "C:\\lpt¹",
    "C:\\conin$",
    "C:\\aux .txt",
  ])("%j is out of reach", (path) => {
    expect(sftpPath(path)).toBeUndefined();
  });
});

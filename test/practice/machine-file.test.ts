import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readMachineFile } from "#practice/machine-file.ts";
import type { PracticeWindows } from "#practice/windows.ts";

const head = "about: A machine for this test.\norigin: made-up\nexpect: { headline: signals }\n";

describe("a machine file", () => {
  it("adds to an ordinary Windows of the release that it names", () => {
    const windows = machine(
      "base: { release: server-2022, language: fr }",
      "registry: |",
      "  HKEY_LOCAL_MACHINE\\SOFTWARE\\Maker\\Empty",
      "  HKEY_LOCAL_MACHINE\\SOFTWARE\\Maker",
      "      (Default)    REG_SZ    nothing  ",
      "      A    name    REG_MULTI_SZ    a\\0\\0b",
    );

    expect(windows.language).toBe("fr");
    expect(windows.registry.open("SOFTWARE\\Microsoft")).toMatchObject({
      subkeys: expect.arrayContaining(["ServerManager"]) as unknown,
    });
    expect(windows.registry.open("SOFTWARE\\Maker")).toEqual({
      values: [
        { name: "", type: "REG_SZ", data: "nothing  " },
        { name: "A    name", type: "REG_MULTI_SZ", data: "a\\0\\0b" },
      ],
      subkeys: ["Empty"],
    });
  });

  it("takes away what it names, before it adds", () => {
    const windows = machine(
      "without:",
      "  registry: [HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce]",
      "  values: ['HKLM\\SYSTEM\\Setup → SystemSetupInProgress']",
      "  files: ['C:\\Windows\\notepad.exe']",
      "  events: [System]",
      "files: { 'C:\\Windows\\notepad.exe': directory }",
    );

    expect(windows.registry.open("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce")).toBe(
      "missing",
    );
    expect(JSON.stringify(windows.registry.open("SYSTEM\\Setup"))).not.toContain("SystemSetup");
    expect(windows.events.read("System")).toEqual([]);
    expect(windows.content("C:\\Windows\\notepad.exe")).toBeUndefined();
  });

  it("puts its events among the ordinary ones by their times", () => {
    const windows = machine(
      "events:",
      "  System:",
      "    - { source: User32, id: 1074, at: 2026-11-18T06:57:00Z, data: [explorer.exe, 5] }",
    );

    const ids = idsOf(windows);

    expect(ids).toEqual([27, 12, 1074, 19, 27, 12]);
  });

  it("keeps its events in their own order where the ordinary ones are taken away", () => {
    const windows = machine(
      "without: { events: [System] }",
      "events:",
      "  System:",
      "    - { source: User32, id: 1, at: 2026-11-18T06:57:00Z }",
      "    - { source: User32, id: 2, at: 1999-01-01T00:00:00Z }",
    );

    expect(idsOf(windows)).toEqual([2, 1]);
  });

  it("plants files of every kind, with CRLF and the OEM code page in texts", () => {
    const windows = machine(
      "base: { language: de }",
      "files:",
      '  C:\\a.txt: { text: "Büro\\n", modified: 1997-02-11T14:22:06Z, readOnly: true }',
      "  C:\\b.bin: { base64: AAEC }",
      "  D:\\copy.txt: { same: 'C:\\a.txt' }",
      "  C:\\c.exe: { program: 500 }",
    );

    expect(windows.content("C:\\a.txt")?.toString("latin1")).toBe("B\u0081ro\r\n");
    expect(windows.content("C:\\b.bin")).toEqual(Buffer.from([0, 1, 2]));
    expect(windows.content("D:\\copy.txt")).toEqual(windows.content("C:\\a.txt"));
    expect(windows.content("C:\\c.exe")).toHaveLength(500);
  });

  it("plants the pair in the Windows directory that it names", () => {
    const windows = machine(
      "base: { directory: 'C:\\WINNT' }",
      'pair: { batch: "DEL C:\\\\A.DLL\\n", runner: true }',
    );

    expect(windows.environment.get("SYSTEMROOT")).toBe("C:\\WINNT");
    expect(windows.content("C:\\WINNT\\_Mssetup.bat")?.toString()).toBe("DEL C:\\A.DLL\r\n");
    expect(windows.content("C:\\WINNT\\_Msrstrt.exe")).toHaveLength(5632);
  });

  it("denies last, so that what is denied is there", () => {
    const windows = machine(
      "registry: |",
      "  HKEY_LOCAL_MACHINE\\SOFTWARE\\Maker\\Locked",
      "denied: { registry: ['HKLM\\SOFTWARE\\Maker'], events: [Setup], files: ['C:\\Windows\\*'] }",
    );

    expect(windows.registry.open("SOFTWARE\\Maker\\Locked")).toBe("denied");
    expect(windows.events.read("Setup")).toBe("denied");
    expect(windows.denies({ drive: "C", names: ["Windows"] })).toBe(false);
    expect(windows.denies({ drive: "C", names: ["Windows", "win.ini"] })).toBe(true);
  });

  it.each([
    ["no YAML", ["base: {"], /^m\.yaml:\d+: /u],
    ["an unknown key", ["regisry: x"], /^m\.yaml:4: .*regisry/u],
    [
      "an unknown release",
      ["base:", "  release: windows-95"],
      /^m\.yaml:5: base\.release: one of/u,
    ],
    [
      "a line that is neither key nor value",
      ["registry: |", "  HKEY_LOCAL_MACHINE\\A", "     B    REG_SZ    c"],
      /^m\.yaml:6: neither a key/u,
    ],
    [
      "a number as reg.exe never prints it",
      ["registry: |", "  HKEY_LOCAL_MACHINE\\A", "      B    REG_DWORD    12"],
      /^m\.yaml:6: reg\.exe prints numbers as 0x1f/u,
    ],
    [
      "a type that there is not",
      ["registry: |", "  HKEY_LOCAL_MACHINE\\A", "      B    REG_WORD    0x1"],
      /^m\.yaml:6: no type of the registry/u,
    ],
    ["a value above all keys", ["registry: |2", "      B    REG_SZ    c"], /^m\.yaml:5: a value/u],
    ["a file outside the drives", ["files:", "  Windows: program"], /^m\.yaml:\d: files/u],
    [
      "an event that is none",
      ["events:", "  System:", "    - <Event></Event>"],
      /^m\.yaml:6: events\.System\.0: /u,
    ],
    [
      "32 bits of a 64-bit release",
      ["base: { release: windows-11, bits: 32 }"],
      /^m\.yaml:4: .*32/u,
    ],
  ])("fails with file and line for %s", (_what, lines, fault) => {
    expect(() => readMachineFile("m.yaml", `${head}${lines.join("\n")}\n`)).toThrow(fault);
  });

  it("fails when it calls itself documented without a source", () => {
    const text = head.replace("made-up", "documented");

    expect(() => readMachineFile("m.yaml", text)).toThrow("m.yaml:2: origin: documented without");
  });

  it("gives what is expected in the reader's form, and faults of that with their lines", () => {
    const file = readMachineFile("m.yaml", head);

    expect(file.expected(z.object({ headline: z.string() }))).toEqual({ headline: "signals" });
    expect(() => file.expected(z.object({ headline: z.number() }))).toThrow(
      "m.yaml:3: expect.headline",
    );
  });
});

function machine(...lines: readonly string[]): PracticeWindows {
  return readMachineFile("m.yaml", `${head}${lines.join("\n")}\n`).furnish();
}

function idsOf({ events }: PracticeWindows): number[] {
  const read = events.read("System");
  return read === "denied" ? [] : read.map(({ id }) => id);
}

import { describe, expect, it } from "vitest";
import { compileCommands, controlKey } from "#adapters/ssh/commands.ts";
import type { Asks, EventQuery, RegistryKey } from "#checks/machine.ts";

const nothing: Asks = { environment: [], registry: [], trees: [], events: [] };
const key: RegistryKey =
  "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update";
const boots: EventQuery = {
  log: "System",
  sources: [
    { provider: "Microsoft-Windows-Kernel-General", ids: [12] },
    { provider: "User32", ids: [1074, 1076] },
  ],
  newest: 40,
};

describe("the commands", () => {
  it("are one program each, with an empty standard input of its own", () => {
    const commands = compileCommands({ ...nothing, registry: [key], trees: [key] });

    expect(commands.registry(key)).toBe(`reg query "${key}" /reg:64 <nul 2>nul`);
    expect(commands.registryTree(key)).toBe(`reg query "${key}" /s /reg:64 <nul 2>nul`);
  });

  it("ask for a variable without ever putting its value into a command line", () => {
    const commands = compileCommands({ ...nothing, environment: ["PROCESSOR_ARCHITEW6432"] });

    expect(commands.environment("PROCESSOR_ARCHITEW6432")).toBe("set PROCESSOR_ARCHITEW6432");
  });

  it("ask an event log for the newest events of some sources, by number", () => {
    const commands = compileCommands({ ...nothing, events: [boots] });

    expect(commands.events(boots)).toBe(
      'wevtutil qe System "/q:*[System[' +
        "(Provider[@Name='Microsoft-Windows-Kernel-General'] and (EventID=12)) or " +
        "(Provider[@Name='User32'] and (EventID=1074 or EventID=1076))" +
        ']]" /rd:true /c:40 /f:xml <nul 2>nul',
    );
  });

  it("include the keys above a declared one, which prove that it is absent", () => {
    const commands = compileCommands({ ...nothing, trees: [key] });

    expect(commands.registry("HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion")).toContain(
      "CurrentVersion",
    );
    expect(commands.registry(controlKey)).toContain(controlKey);
    expect(commands.environment("SystemRoot")).toBe("set SystemRoot");
  });

  it("are a bug to ask for when they were not declared", () => {
    const commands = compileCommands(nothing);

    expect(() => commands.registry(key)).toThrow("never declared");
    expect(() => commands.registryTree(controlKey)).toThrow("never declared");
    expect(() => commands.environment("PROCESSOR_ARCHITECTURE")).toThrow("never declared");
    expect(() => commands.events(boots)).toThrow("never declared");
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
  ] as const)("refuse to be compiled with %j", (strange) => {
    expect(() => compileCommands({ ...nothing, registry: [strange] })).toThrow("not a plain name");
    expect(() => compileCommands({ ...nothing, trees: [strange] })).toThrow("not a plain name");
  });

  it.each(["x']]\" & calc", "a%b", "a<b", "a'b"])(
    "refuse a source of events named %j",
    (provider) => {
      const query: EventQuery = { log: "System", sources: [{ provider, ids: [1] }], newest: 1 };

      expect(() => compileCommands({ ...nothing, events: [query] })).toThrow("not a plain name");
    },
  );
});

import { describe, expect, it } from "vitest";
import { editions, isRelease } from "#practice/editions.ts";
import { readHead } from "#practice/event-xml.ts";
import { ordinaryRegistry } from "#practice/ordinary-registry.ts";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import { readRegistryText } from "#practice/registry-text.ts";

const releases = Object.keys(editions).filter(isRelease);
const wow64 = "SOFTWARE\\Wow6432Node";

describe("an ordinary Windows", () => {
  it.each(releases)("%s has a registry text without faults, and says its version", (release) => {
    const edition = editions[release];
    const text = ordinaryRegistry({
      edition,
      bits: 64,
      directory: "C:\\Windows",
      terminalServer: false,
      oemCodePage: 437,
    });

    expect(readRegistryText(text).faults).toEqual([]);
    expect(ordinaryWindows({ release }).version).toBe(edition.version);
  });

  it.each(releases)("%s has a log of starts that can be read back", (release) => {
    const events = ordinaryWindows({ release }).events.read("System");

    expect(events.length).toBeGreaterThanOrEqual(3);
  });

  it("of 32 bits has no 64-bit parts, and with Windows 7 the DOS machine", () => {
    const windows = ordinaryWindows({ release: "windows-7", bits: 32 });

    expect(windows.environment.get("PROCESSOR_ARCHITECTURE")).toBe("x86");
    expect(windows.registry.open(wow64)).toBe("missing");
    expect(windows.content("C:\\Windows\\System32\\ntvdm.exe")).toBeDefined();
    expect(ordinaryWindows().registry.open(wow64)).not.toBe("missing");
  });
});

describe("an event", () => {
  it("is found again by source, number and time, in single and in double quotes", () => {
    const xml =
      "<Event xmlns='x'><System><Provider Name='MsiInstaller'/><EventID Qualifiers='0'>1038</EventID><TimeCreated SystemTime='2026-11-20T09:01:02.0000000Z'/></System></Event>";
    const head = { provider: "MsiInstaller", id: 1038, at: "2026-11-20T09:01:02.0000000Z" };

    expect(readHead(xml)).toEqual(head);
    expect(readHead(xml.replaceAll("'", '"'))).toEqual(head);
    expect(readHead("<Event></Event>")).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { present, unseen } from "#checks/sighting.ts";
import type { SignalFinding } from "#checks/signal.ts";
import { judgeWininitIni, wininitIni } from "#checks/signals/wininit-ini.ts";
import { undeclared, visitTo } from "./registry-visit.ts";

const path = "C:\\Windows\\wininit.ini";

function judged(content: string | Uint8Array): SignalFinding {
  return judgeWininitIni(
    present({ path, content: typeof content === "string" ? Buffer.from(content) : content }),
  );
}

describe("wininit.ini", () => {
  it("is harmless while it holds renames: no Windows of the NT family reads them", () => {
    const text = "[Rename]\r\nNUL=C:\\TEMP.TXT\r\nC:\\A.DLL=C:\\A.000\r\n";

    expect(judged(text)).toEqual({
      id: "wininit-ini",
      state: "present",
      verdict: "harmless",
      evidence: [path, "NUL=C:\\TEMP.TXT", "C:\\A.DLL=C:\\A.000"],
    });
  });

  it.each([
    ["blanks and upper case around the section's name", "  [ RENAME ]  \nNUL=C:\\A"],
    ["a section of another name before it", "[SetupOptions]\nX=1\n[rename]\nNUL=C:\\A"],
    ["two such sections", "[rename]\n[other]\nX=1\n[rename]\nNUL=C:\\A"],
    ["remarks and blank lines between", "[rename]\n\n; remark\n\nNUL=C:\\A\n"],
    ["no line break at its end", "[rename]\nNUL=C:\\A"],
    ["the mark of UTF-8 before it", "\u{feff}[rename]\nNUL=C:\\A"],
    ["the end mark of DOS before or after it", "X\u001a[rename]\nNUL=C:\\A\u001a"],
    ["UTF-16", Buffer.from("\u{feff}[rename]\r\nNUL=C:\\A", "utf16le")],
  ])("is read with %s", (_, content) => {
    expect(judged(content)).toMatchObject({ verdict: "harmless", evidence: [path, "NUL=C:\\A"] });
  });

  it("keeps a line of the section that has no equals sign: somebody wrote it there", () => {
    expect(judged("[rename]\nC:\\A.DLL\n")).toMatchObject({ evidence: [path, "C:\\A.DLL"] });
  });

  it.each([
    ["nothing", ""],
    ["no section", "NUL=C:\\A\n"],
    ["another section", "[SetupOptions]\nX=1\n[renamed]\nNUL=C:\\A\n"],
    ["an empty section", "[rename]\n\n;NUL=C:\\A\n[other]\nX=1"],
    ["a section without its bracket", "[rename\nNUL=C:\\A\n"],
  ])("asks for nothing when it holds %s", (_, text) => {
    expect(judged(text)).toEqual({ id: "wininit-ini", state: "absent" });
  });

  it("is unseen when zero bytes may hide what it holds", () => {
    expect(judged(Buffer.from("[rename]\nNUL=C:\\A", "utf16le"))).toMatchObject({
      state: "unseen",
      why: "odd-answer",
    });
  });

  it("keeps a bounded number of its lines", () => {
    expect(judged(`[rename]\n${"NUL=C:\\A\n".repeat(7000)}`)).toHaveProperty(
      "evidence.length",
      201,
    );
  });
});

describe("looking", () => {
  it("is in the Windows directory, whatever its name is", async () => {
    const visit = visitTo({
      contents: { "D:\\WINNT\\wininit.ini": present(Buffer.from("[rename]\nNUL=D:\\A")) },
      windowsDirectory: present("D:\\WINNT"),
    });

    const finding = await wininitIni.look(visit);

    expect(finding).toMatchObject({ evidence: ["D:\\WINNT\\wininit.ini", "NUL=D:\\A"] });
    expect(visit.asked).toEqual({ registry: [], trees: [], events: [] });
    expect(undeclared(wininitIni, visit)).toEqual([]);
  });

  it("is absent when the machine says so", async () => {
    expect(await wininitIni.look(visitTo({}))).toEqual({ id: "wininit-ini", state: "absent" });
  });

  it.each([
    ["it is denied", { contents: { [path]: unseen("denied") } }, "denied"],
    ["it is a directory", { contents: { [path]: unseen("not-a-file") } }, "not-a-file"],
    ["it is large", { contents: { [path]: present(new Uint8Array(65_537)) } }, "too-large"],
    ["the Windows directory is", { windowsDirectory: unseen("out-of-reach") }, "out-of-reach"],
  ])("is unseen when %s", async (_, planted, why) => {
    expect(await wininitIni.look(visitTo(planted))).toEqual({
      id: "wininit-ini",
      state: "unseen",
      why,
    });
  });

  it("is unseen when there is no Windows directory to look in", async () => {
    expect(await wininitIni.look(visitTo({ windowsDirectory: { state: "absent" } }))).toMatchObject(
      { state: "unseen", why: "depends" },
    );
  });
});

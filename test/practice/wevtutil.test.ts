import { describe, expect, it } from "vitest";
import { writeEvent } from "#practice/event-xml.ts";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import type { PracticeWindows } from "#practice/windows.ts";
import type { Said } from "./said.ts";
import { script, silence } from "./said.ts";

const update = "Microsoft-Windows-WindowsUpdateClient";
const servicing = "Microsoft-Windows-Servicing";
const updates = `*[System[(Provider[@Name='${update}'] and (EventID=21 or EventID=22))]]`;

describe("wevtutil qe", () => {
  it("gives the events of the query, last written first, each on a line and as it was planted", () => {
    const windows = ordinaryWindows();
    const [older, newer] = ["2026-11-20T03:00:00Z", "2026-11-21T03:00:00Z"].map((at) =>
      writeEvent({ log: "System", source: update, id: 21, at, data: { updatelist: "- KB1" } }),
    );
    windows.events.plant("System", String(older));
    windows.events.plant("System", String(newer));

    const said = ask(windows, query("System", updates));

    expect(said.afterFirst).toBe(`${newer}\r\n${older}\r\n0\r\n`);
    expect(said.err).toBe("");
  });

  it("stops at the number that is wanted", () => {
    const windows = ordinaryWindows();
    const twelve =
      "*[System[(Provider[@Name='Microsoft-Windows-Kernel-General'] and (EventID=12))]]";

    expect(ask(windows, query("System", twelve, 1)).afterFirst.match(/<Event /gu)).toHaveLength(1);
    expect(ask(windows, query("System", twelve, 9)).afterFirst.match(/<Event /gu)).toHaveLength(2);
  });

  it("finds events of several sources in one query, and keeps numbers of one from another", () => {
    const windows = ordinaryWindows();
    const at = "2026-11-20T03:00:00Z";
    for (const [source, id] of [
      [update, 4],
      [servicing, 4],
      [servicing, 13],
    ] as const) {
      windows.events.plant("Setup", writeEvent({ log: "Setup", source, id, at }));
    }
    const both = `*[System[(Provider[@Name='${update}'] and (EventID=21)) or (Provider[@Name='${servicing}'] and (EventID=4))]]`;

    const { afterFirst } = ask(windows, query("Setup", both));

    expect(afterFirst.match(/<Event /gu)).toHaveLength(1);
    expect(afterFirst).toContain(`<Provider Name='${servicing}'`);
  });

  it("answers nothing, and 0, when no event fits", () => {
    expect(ask(ordinaryWindows(), query("Application", updates))).toMatchObject({
      afterFirst: "0\r\n",
      err: "",
    });
  });

  it("answers 5 for a log that is denied", () => {
    const windows = ordinaryWindows();
    windows.events.deny("System");

    expect(ask(windows, query("System", updates))).toMatchObject({
      afterFirst: "5\r\n",
      err: "Failed to open event query.\r\nAccess is denied.\r\n",
    });
  });

  it.each([
    ["an unknown log", query("NoSuchLog", updates), 15_007],
    ["another XPath", query("System", "*[System[Level=2]]"), 15_001],
    ["a query that ends early", query("System", updates.slice(0, -2)), 15_001],
    ["an open list of sources", query("System", updates.replace("))]]", ")) or ]]")), 15_001],
    ["no count", query("System", updates).replace("/c:20 ", ""), 87],
    ["a count of 0", query("System", updates, 0), 87],
    ["another form", query("System", updates).replace("f:xml", "f:text"), 87],
    ["oldest first", query("System", updates).replace("rd:true", "rd:false"), 87],
    ["another verb", "wevtutil cl System", 87],
  ])("refuses %s with the exit code of Windows", (_what, line, code) => {
    const said = ask(ordinaryWindows(), line);

    expect(said.afterFirst).toBe(`${code}\r\n`);
    expect(said.err).not.toBe("");
  });

  it("is no command on a machine that has not got it", () => {
    const windows = ordinaryWindows({ language: "ja" });
    windows.quirks.noWevtutil = true;

    const said = ask(windows, query("System", updates));

    expect(said.afterFirst).toBe("9009\r\n");
    expect(said.err).toMatch(/^'wevtutil' は、内部コマンド/u);
  });
});

function query(log: string, xpath: string, count = 20): string {
  return `wevtutil qe ${log} "/q:${xpath}" /rd:true /c:${count} /f:xml`;
}

function ask(windows: PracticeWindows, line: string): Said {
  return script([silence, "chcp 65001 >nul", line, "echo %ERRORLEVEL%"], windows);
}

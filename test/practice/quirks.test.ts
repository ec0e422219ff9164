import { describe, expect, it } from "vitest";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import type { Quirks } from "#practice/quirks.ts";
import { guest } from "./guest.ts";
import type { Said } from "./said.ts";
import { query, script, silence } from "./said.ts";
import { visit } from "./visit.ts";

const currentVersion = query("HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion");

describe("a practice workstation with a quirk", () => {
  it("that ends cmd does so at the call after the last answer", () => {
    const said = quirky({ cutOffAfter: 1 }, [
      currentVersion,
      "echo one",
      "set SystemRoot",
      "echo two",
    ]);

    expect(said.code).toBe(1);
    expect(said.out).toContain("ProductName");
    expect(said.out).toMatch(/one\r\n$/u);
  });

  it("that falls silent says nothing more, not even to echo and exit", () => {
    const said = quirky({ silentAfter: 1 }, [
      currentVersion,
      "set SystemRoot",
      "echo two",
      "exit 0",
    ]);

    expect(said.out).toContain("ProductName");
    expect(said.out).not.toContain("SYSTEMROOT=");
    expect(said.out).not.toContain("two");
  });

  it("that keeps its code page refuses chcp", () => {
    const said = quirky({ keepsCodePage: true }, ["chcp 65001", "echo %ERRORLEVEL%"]);

    expect(said.afterFirst).toBe("1\r\n");
    expect(said.err).toBe("Invalid code page\r\n");
  });

  it("that answers oddly does so for every command that begins so", () => {
    const odd = { command: "REG QUERY", out: "blocked\nby policy\n", exit: 3 };
    const said = quirky({ oddAnswers: [odd] }, [currentVersion, "echo %ERRORLEVEL%"]);

    expect(said.afterFirst).toBe("blocked\r\nby policy\r\n3\r\n");
  });

  it("that greets does so before the banner of cmd", async () => {
    await using machine = await guest();
    machine.windows.quirks.greeting = "Property of Nobody";
    await using visitor = await visit(machine.door);

    const { out } = await visitor.exec("cmd /q /d", "@echo off\r\nexit 0\r\n");

    expect(out.toString()).toMatch(/^Property of Nobody\r\nMicrosoft Windows \[/u);
  });

  it("that has no SFTP refuses the subsystem and still runs commands", async () => {
    await using machine = await guest();
    machine.windows.quirks.noSftp = true;
    await using visitor = await visit(machine.door);

    await expect(visitor.sftp()).rejects.toThrow(/subsystem/u);
    expect(await visitor.exec("cmd /q /d", "exit 7\r\n")).toMatchObject({ code: 7 });
  });
});

function quirky(quirks: Quirks, lines: readonly string[]): Said {
  const windows = ordinaryWindows();
  Object.assign(windows.quirks, quirks);
  return script([silence, ...lines], windows);
}

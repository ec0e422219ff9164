import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { plain } from "#bot/reply.ts";
import type { WindowsEvent } from "#checks/machine.ts";
import { batchPath, must, runnerPath, words } from "../../support/office.ts";
import { plantOn } from "../../support/sweep-office.ts";
import type { WatchOffice } from "../../support/watch-office.ts";
import { watchOffice } from "../../support/watch-office.ts";

let at: WatchOffice;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-03-02T09:00:00.000Z") });
});
afterEach(async () => {
  await at.stop();
  vi.useRealTimers();
});

function open(size: number): void {
  at = watchOffice(size);
  at.start();
}

describe("what was installed where something appeared", () => {
  const data = (name: string): { name: string; text: string }[] =>
    [name, "2.0", "1033", "0"].map((text) => ({ name: "", text }));
  const installed = (name: string, time: string): WindowsEvent => {
    return { provider: "MsiInstaller", id: 1033, at: time, data: data(name) };
  };

  it("is said of the time between the two looks", async () => {
    open(1);
    at.pc("PC-1").plantEvents("Application", [
      installed("Old Tool", "2026-03-02T08:30:00Z"),
      installed("Label Printer", "2026-03-02T09:30:00Z"),
    ]);
    await at.watch("watch PC-1");
    await at.pass(1);
    await plantOn(at, "PC-1");
    await at.pass(60);

    const said = words(must(at.told[0]).reply);
    expect(said).toContain("Installs in that time: Label Printer 2.0.");
    expect(said).not.toContain("Old Tool");
  });

  it("is said to be unseen where it could not be seen, and is not looked for where nothing came", async () => {
    open(1);
    await plantOn(at, "PC-1");
    await at.watch("watch PC-1");
    await at.pass(1);
    await at.pc("PC-1").remove(batchPath);
    await at.pc("PC-1").remove(runnerPath);
    await at.pass(60);
    const opened = at.pc("PC-1").opened();
    at.pc("PC-1").blind("Application", "denied");
    at.pc("PC-1").blind("System", "denied");
    await plantOn(at, "PC-1");
    await at.pass(60);

    expect(opened).toBe(2);
    expect(words(must(at.told[0]).reply)).not.toContain("Installs");
    expect(words(must(at.told[1]).reply)).toContain("Installs in that time: could not be seen.");
  });

  it("is looked for on five workstations at most, and told with what they have in common", async () => {
    open(9);
    const names = Array.from({ length: 9 }, (_, index) => `PC-${index + 1}`);
    for (const name of names) {
      at.pc(name).plantEvents("Application", [installed("Label Printer", "2026-03-02T12:00:00Z")]);
    }
    at.pc("PC-1").plantEvents("Application", [
      installed("@everyone </p> \u202e", "2026-03-02T12:01:00Z"),
    ]);
    await at.watch("watch lab");
    await at.pass(1);
    await plantOn(at, ...names);
    await at.passDays(1);

    const opened = names.map((name) => at.pc(name).opened());
    expect(opened.filter((times) => times === 3)).toHaveLength(5);
    const { reply } = must(at.told[0]);
    expect(plain(must(reply.body.at(-1)))).toBe(
      "Installs in that time (5 workstations looked at): Label Printer 2.0 (5 of 5) and @everyone </p> \\u{202E} 2.0 (1 of 5).",
    );
    expect(reply.body.at(-1)).toContainEqual({ quote: "Label Printer 2.0 (5 of 5)" });
  });
});

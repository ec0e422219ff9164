import { describe, expect, it } from "vitest";
import { gatherInstalls } from "#checks/installs/installs.ts";
import { asked } from "#checks/list.ts";
import type { WindowsEvent } from "#checks/machine.ts";
import type { World } from "../../support/world.ts";
import { world } from "../../support/world.ts";

const within = { from: "2026-03-02T09:00:00.000Z", until: "2026-03-02T10:00:30.000Z" };
const inside = "2026-03-02T09:30:00.0000000Z";

function msi(id: number, at: string, ...texts: string[]): WindowsEvent {
  return { provider: "MsiInstaller", id, at, data: texts.map((text) => ({ name: "", text })) };
}

function update(at: string, title: string): WindowsEvent {
  const data = [{ name: "updateTitle", text: title }];
  return { provider: "Microsoft-Windows-WindowsUpdateClient", id: 19, at, data };
}

async function installs(pc: World): ReturnType<typeof gatherInstalls> {
  const opened = await pc.workstations.open("PC-42");
  return await gatherInstalls(opened.ok ? opened.workstation.machine : neverOpened(), within);
}

function neverOpened(): never {
  throw new Error("the world did not open");
}

function withEvents(application: readonly WindowsEvent[], system: readonly WindowsEvent[]): World {
  const pc = world();
  pc.plantEvents("Application", application);
  pc.plantEvents("System", system);
  return pc;
}

describe("installations within a time", () => {
  it("are told with their versions, the newest first, each once", async () => {
    const pc = withEvents(
      [
        msi(1033, inside, "Example Tool", "1.2.3", "1033", "0", "Example"),
        msi(11_707, inside, "Product: Example Suite -- Installation completed successfully."),
        msi(1036, "2026-03-02T09:40:00Z", "Office", "16.0", "0", "Hotfix 7", "3010"),
        msi(1033, "2026-03-02T09:50:00Z", "Example Tool", "1.2.3", "1033", "0", "Example"),
      ],
      [update(inside, "Cumulative Update (KB5050000)")],
    );

    expect(await installs(pc)).toEqual({
      state: "present",
      seen: {
        names: [
          "Example Tool 1.2.3",
          "Office 16.0, Hotfix 7",
          "Example Suite",
          "Cumulative Update (KB5050000)",
        ],
        more: false,
      },
    });
  });

  it("are neither those of another time, nor those that failed, nor virus definitions", async () => {
    const pc = withEvents(
      [
        msi(1033, "2026-03-02T08:59:59Z", "Before", "1", "0", "0"),
        msi(1033, "2026-03-02T10:01:00Z", "After", "1", "0", "0"),
        msi(1033, inside, "Failed", "1", "0", "1603"),
        msi(1033, inside, "(NULL)", "1", "0", "0"),
        msi(11_707, inside, "no name in it"),
        msi(1033, inside),
      ],
      [update(inside, "Security Intelligence Update - KB2267602 (Version 1.2)")],
    );

    expect(await installs(pc)).toEqual({ state: "present", seen: { names: [], more: false } });
  });

  it("may be more than are told when the log was not read far enough, or not at all", async () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      msi(1033, inside, `Tool ${index}`, "1", "0", "0"),
    );
    const half = withEvents([msi(1033, inside, "Tool", "1", "0", "0")], []);
    half.blind("System", "denied");

    expect(await installs(withEvents(many, []))).toMatchObject({ seen: { more: true } });
    expect(await installs(half)).toEqual({
      state: "present",
      seen: { names: ["Tool 1"], more: true },
    });
  });

  it("are unseen when no log can be read", async () => {
    const pc = world();
    pc.blind("System", "denied");
    pc.blind("Application", "timed-out");

    expect(await installs(pc)).toMatchObject({ state: "unseen" });
  });

  it("show no password", async () => {
    const name = "Agent /p:hunter2 setup";
    const pc = withEvents([msi(1033, inside, name, "1", "0", "0")], []);

    expect(JSON.stringify(await installs(pc))).not.toContain("hunter2");
  });

  it("are asked for by declared queries alone", () => {
    const sources = asked.events.flatMap((query) => query.sources);

    expect(sources).toContainEqual({ provider: "MsiInstaller", ids: [1033, 1036, 11_707] });
  });
});

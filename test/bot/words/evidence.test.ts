import { describe, expect, it } from "vitest";
import type { Evidence } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import { notLookedAt } from "#checks/list.ts";
import type { RenameOperation, SignalFinding } from "#checks/signal.ts";
import { signalIds } from "#checks/signal-ids.ts";
import { asking, diagnosisOf, renames, reply } from "./a-diagnosis.ts";

const allQuiet: readonly SignalFinding[] = signalIds.map((id) => ({ id, state: "absent" }));

const operation: RenameOperation = {
  does: "replace",
  source: "",
  target: "",
  state: "unseen",
  touchesWindows: true,
  weight: "real",
};

describe("the evidence of a signal that asks", () => {
  it("names its place, the updates, and the ids that the machine lists", () => {
    const signal = asking("windows-update-reboot-required", "real", {
      evidence: ["HKLM\\X\\RebootRequired", "7f3d2c1e"],
      detail: { kind: "updates", names: ["KB5032189"] },
    });

    expect(rowsOf(block("Windows Update", [signal]))).toEqual([
      "HKLM\\X\\RebootRequired | A restart is needed.",
      " | Updates: KB5032189.",
      "7f3d2c1e | is named there",
    ]);
  });

  it("groups pending renames by program and shows what each would do", () => {
    const detail = renames("Google Chrome", undefined);

    const rows = rowsOf(
      block("Pending file renames", [
        asking("pending-file-rename-operations", "harmless", { detail }),
      ]),
    );

    expect(rows).toEqual([
      "HKLM\\KEY | Nothing of weight waits.",
      " | Google Chrome: deletes 1 file.",
      "\\??\\C:\\Google Chrome\\old.exe | delete: waits for the restart",
      " | A program that I do not know: deletes 1 file.",
      "\\??\\C:\\other\\old.exe | delete: waits for the restart",
    ]);
  });

  it("counts what it does not show", () => {
    const operations = Array.from({ length: 150 }, (_, index): RenameOperation[] => [
      { ...operation, source: `C:\\a${index}`, target: "C:\\b" },
      { ...operation, does: "delete-or-move", source: `C:\\c${index}`, state: "gone" },
    ]).flat();
    const groups = Array.from({ length: 20 }, () => ({ product: "Zoom", operations }));

    const rows = rowsOf(
      block("Pending file renames", [
        asking("pending-file-rename-operations", "real", { detail: { kind: "renames", groups } }),
      ]),
    );

    expect(rows).toHaveLength(1 + 8 * 7 + 1);
    expect(rows).toEqual(
      expect.arrayContaining([
        " | Zoom: replaces 150 files, deletes or moves 150 files, 150 of them are gone already.",
        "C:\\a0 → C:\\b | replace: not seen whether its file is there; a file of Windows itself",
        "C:\\c0 | delete, or move to the entry after it: its file is gone, nothing is left to do; a file of Windows itself",
        " | … and 295 more.",
        " | … and 12 more programs with 3600 files.",
      ]),
    );
  });

  it("warns of a deletion that may take away what was put back since", () => {
    const operations: RenameOperation[] = [
      { ...operation, does: "delete", source: "C:\\Windows\\a.dll", state: "waits" },
    ];

    const rows = rowsOf(
      block("Pending file renames", [
        asking("pending-file-rename-operations", "real", {
          detail: { kind: "renames", groups: [{ product: undefined, operations }] },
        }),
      ]),
    );

    expect(rows).toContain(
      "C:\\Windows\\a.dll | delete: waits for the restart; " +
        "a file of Windows itself, which may have been put back since",
    );
  });

  it("shows the raw list where something in it was not understood", () => {
    const signal = asking("pending-file-rename-operations", "unseen", {
      evidence: ["HKLM\\X", "??what is this"],
      detail: { kind: "renames", groups: [] },
    });

    expect(rowsOf(block("Pending file renames", [signal]))).toEqual([
      "HKLM\\X | Asks, and I cannot tell whether it matters.",
      "??what is this | is named there",
    ]);
  });

  it("shows hostile names as they are, with nothing that hides or moves text", () => {
    const signal = asking("computer-rename", "real", {
      evidence: ["HKLM\\X", "A\u202eB"],
      detail: { kind: "new-name", from: "A\u202eB", to: "<@U123>\u0007" },
    });

    const said = reply(diagnosisOf([signal]));

    expect(JSON.stringify(said)).not.toMatch(/[\p{Cf}]|\\u0007/u);
    expect(said.headline).toContainEqual({ quote: "<@U123>␇" });
  });
});

describe("the other restart signals", () => {
  it("take little room on an ordinary machine, and name everything all the same", () => {
    const rows = rowsOf(block("Other restart signals", allQuiet));
    const text = rows.join("\n");

    expect(rows.length).toBeLessThanOrEqual(4);
    expect(text.length).toBeLessThan(1200);
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThan(400);
    expect(text).toContain(
      "Looked at, and not asking: Windows Update, Windows' component servicing",
    );
    expect(text).toContain(
      "Not looked at, because it takes PowerShell: Windows Update's own agent",
    );
    expect(text.split("Not looked at")[1]?.split(", ").length).toBeGreaterThanOrEqual(
      notLookedAt.length,
    );
  });

  it("say together what was not seen for the same reason", () => {
    const rows = rowsOf(
      block("Other restart signals", [
        ...allQuiet.slice(3),
        { id: "windows-update-reboot-required", state: "unseen", why: "denied" },
        { id: "intune-reboot", state: "unseen", why: "denied" },
        { id: "domain-join", state: "unseen", why: "cut-off" },
      ]),
    );

    expect(rows).toEqual(
      expect.arrayContaining([
        expect.stringContaining("Not seen: Windows Update and Intune: the workstation refused"),
        " | Not seen: A domain join: the answer stopped half-way.",
      ]),
    );
  });
});

function block(title: string, signals: readonly SignalFinding[]): Evidence | undefined {
  return reply(diagnosisOf(signals)).evidence.find((one) => one.title === title);
}

function rowsOf(evidence: Evidence | undefined): string[] {
  return (evidence?.rows ?? []).map(({ quote = "", says }) => `${quote} | ${plain(says)}`);
}

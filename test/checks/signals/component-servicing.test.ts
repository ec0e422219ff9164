import { describe, expect, it } from "vitest";
import type { WindowsEvent } from "#checks/machine.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import {
  componentServicingPackagesPending,
  componentServicingRebootInProgress,
  componentServicingRebootPending,
  judgeServicing,
  packagesPendingMark,
  rebootInProgressMark,
  rebootPendingMark,
} from "#checks/signals/component-servicing.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const key = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing";
const ordinary = ["ApplicabilityEvaluationCache", "Packages", "SessionsPending"];
const rollup = "Package_for_RollupFix~31bf3856ad364e35~amd64~~22621.2715.1.7";

describe.each([rebootPendingMark, rebootInProgressMark, packagesPendingMark])(
  "the key $name",
  (mark) => {
    const { id, name } = mark;

    it("is real by its presence alone", () => {
      expect(judgeServicing(mark, { servicing: keyWith([...ordinary, name]) })).toEqual({
        id,
        state: "present",
        verdict: "real",
        evidence: [`${key}\\${name}`],
      });
    });

    it("is found in other case, and told as the machine spells it", () => {
      const servicing = keyWith([name.toUpperCase()]);

      expect(judgeServicing(mark, { servicing })).toMatchObject({
        evidence: [`${key}\\${name.toUpperCase()}`],
      });
    });

    it("is absent when the listing does not have it, or its parent is not there", () => {
      const servicing = keyWith([...ordinary, `${name}2`]);

      expect(judgeServicing(mark, { servicing })).toEqual({ id, state: "absent" });
      expect(judgeServicing(mark, { servicing: absent })).toEqual({ id, state: "absent" });
    });

    it("is unseen when its parent was not listed", () => {
      expect(judgeServicing(mark, { servicing: unseen("denied") })).toEqual({
        id,
        state: "unseen",
        why: "denied",
      });
    });
  },
);

describe("a value of that name", () => {
  const value = (name: string, data: string): ReturnType<typeof keyWith> =>
    keyWith(ordinary, [[name, "REG_DWORD", data]]);

  it.each([rebootInProgressMark, packagesPendingMark])("counts for $name", (mark) => {
    const servicing = value(mark.name, "0x1");

    expect(judgeServicing(mark, { servicing })).toMatchObject({
      state: "present",
      verdict: "real",
      evidence: [`${key}\\${mark.name} REG_DWORD 0x1`],
    });
  });

  it.each([rebootInProgressMark, packagesPendingMark])("asks nothing as 0: $name", (mark) => {
    const servicing = value(mark.name, "0x0");

    expect(judgeServicing(mark, { servicing })).toMatchObject({ state: "absent" });
  });

  it("is not RebootPending, which is a key (MeshCentral looks for a value)", () => {
    const servicing = value("RebootPending", "0x1");

    expect(judgeServicing(rebootPendingMark, { servicing })).toMatchObject({ state: "absent" });
  });
});

describe("the names of what waits", () => {
  const servicing = keyWith([...ordinary, "RebootPending", "PackagesPending"]);

  it.each([
    ["a package", [about(4, "KB5032189"), about(2, "KB5032189")], ["KB5032189"]],
    ["a feature", [feature(13, "TelnetClient", "Client-Package")], ["TelnetClient"]],
    ["a feature of a numbered package", [feature(14, "Wsl", "X_KB5000001~1")], ["KB5000001"]],
    [
      "what still waits, and not what was finished since",
      [
        about(4, "KB5032189"),
        about(2, "KB5031455"),
        feature(9, "TelnetClient", "Client-Package"),
        feature(13, "TelnetClient", "Client-Package"),
        about(4, "KB5031455"),
      ],
      ["KB5032189"],
    ],
    ["no package whose change failed since", [about(3, "kb1234567"), about(4, "KB1234567")], []],
    ["each package once", [about(4, "KB5032189"), about(4, "KB5032189")], ["KB5032189"]],
    [
      "a package of Windows Server 2008",
      [classic(4376, "KB948465"), classic(4373, "KB936330"), classic(4376, "KB936330")],
      ["KB948465"],
    ],
    ["nothing of an event without data", [{ ...about(4, ""), data: [] }], []],
  ])("are those of %s", (_, events, names) => {
    const finding = judgeServicing(rebootPendingMark, { servicing, events: present(events) });

    expect(finding).toMatchObject({ state: "present", verdict: "real" });
    expect(namesOf(finding)).toEqual(names);
  });

  it("never decide: events and packages that cannot be read leave the verdict", () => {
    const seen = { servicing, events: unseen("denied"), packages: unseen("denied") };

    expect(judgeServicing(packagesPendingMark, seen)).toEqual({
      id: "component-servicing-packages-pending",
      state: "present",
      verdict: "real",
      evidence: [`${key}\\PackagesPending`],
    });
  });

  it("are those of the queued packages where no event tells", () => {
    const packages = keyWith([rollup, "Package_for_KB5032189~31bf3856ad364e35~amd64~~1.0"]);

    const finding = judgeServicing(packagesPendingMark, { servicing, packages });

    expect(finding).toMatchObject({
      evidence: [`${key}\\PackagesPending`, rollup, expect.stringContaining("KB5032189")],
      detail: { kind: "updates", names: [rollup, "KB5032189"] },
    });
  });

  it("are no more than can be shown", () => {
    const many = Array.from({ length: 5000 }, (_, at) => `Package_${at}`);

    const finding = judgeServicing(packagesPendingMark, { servicing, packages: keyWith(many) });

    expect(finding).toHaveProperty("evidence.length", 201);
    expect(namesOf(finding)).toHaveLength(50);
  });
});

describe("looking", () => {
  const checks = [
    componentServicingRebootPending,
    componentServicingRebootInProgress,
    componentServicingPackagesPending,
  ];

  it.each(checks)("costs $id one shared listing when nothing waits", async (check) => {
    const visit = visitTo({ registry: { [key]: keyWith(ordinary) } });

    const finding = await check.look(visit);

    expect(finding).toEqual({ id: check.id, state: "absent" });
    expect(visit.asked).toEqual({ registry: [key], trees: [], events: [] });
  });

  it("asks for the same events for all of them, and opens only the packages", async () => {
    const marks = ["RebootPending", "RebootInProgress", "PackagesPending"];
    const visit = visitTo({
      registry: { [key]: keyWith(marks), [`${key}\\PackagesPending`]: keyWith([rollup]) },
      events: present([about(4, "KB5032189")]),
    });

    const findings = await Promise.all(checks.map(async (check) => await check.look(visit)));

    expect(findings.map(namesOf)).toEqual([["KB5032189"], ["KB5032189"], ["KB5032189"]]);
    expect(new Set(visit.asked.events).size).toBe(1);
    expect(new Set(visit.asked.registry)).toEqual(new Set([key, `${key}\\PackagesPending`]));
    expect(undeclared(componentServicingPackagesPending, visit)).toEqual([]);
  });
});

function about(id: number, PackageIdentifier: string): WindowsEvent {
  return event(id, { PackageIdentifier, IntendedPackageState: "5112", Client: "UpdateAgentLCU" });
}

function feature(id: number, UpdateName: string, PackageIdentifier: string): WindowsEvent {
  return event(id, { UpdateName, PackageIdentifier, ErrorCode: "0x0" });
}

/** The classic form: data without names, the package first, then what kind of update it is. */
function classic(id: number, name: string): WindowsEvent {
  const texts = [name, "Update", "Resolved", "5", "Installed", "7"];
  return { ...event(id, {}), data: texts.map((text) => ({ name: "", text })) };
}

function event(id: number, data: Readonly<Record<string, string>>): WindowsEvent {
  return {
    provider: "Microsoft-Windows-Servicing",
    id,
    at: "2026-11-20T08:00:00.000Z",
    data: Object.entries(data).map(([name, text]) => ({ name, text })),
  };
}

function namesOf(finding: ReturnType<typeof judgeServicing>): readonly string[] {
  const detail = finding.state === "present" ? finding.detail : undefined;
  return detail?.kind === "updates" ? detail.names : [];
}

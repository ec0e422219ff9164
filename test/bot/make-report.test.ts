import { describe, expect, it } from "vitest";
import { diagnosisReport } from "#bot/make-report.ts";
import type { Report } from "#bot/report.ts";
import { notLookedAt } from "#checks/list.ts";
import { present, unseen } from "#checks/sighting.ts";
import { readReport } from "../support/command-report.ts";
import { asking, diagnosisOf } from "./words/a-diagnosis.ts";

const head = { case: "K7Q2MD4X", workstation: "PC-7", askedAt: "2026-11-24T08:55:00.000Z" };
const rest = {
  hostKey: "SHA256:abc",
  offers: [],
  milliseconds: { connect: 1, look: 2, total: 3 },
};
const id = "pending-file-rename-operations";

describe("the report of a diagnosis", () => {
  it("keeps what it promises to scripts outside", () => {
    const report = reportOf(
      diagnosisOf([
        asking(id, "stale"),
        { id: "intune-reboot", state: "absent" },
        { id: "domain-join", state: "unseen", why: "denied" },
      ]),
    );

    expect(readReport(JSON.stringify(report))).toMatchObject({
      ...head,
      headline: "signals",
      restartFiles: { verdict: "none" },
      signals: [
        { id, state: "present", verdict: "stale", evidence: ["HKLM\\KEY"] },
        { id: "intune-reboot", state: "absent", evidence: [] },
        { id: "domain-join", state: "unseen", verdict: "unseen", evidence: ["denied"] },
      ],
    });
  });

  it("says which machine it was, and when that started", () => {
    const poweredOn = { at: "2026-11-24T08:02:00Z", how: "fast-startup" } as const;

    const report = reportOf(
      diagnosisOf([], {
        boot: {
          lastRestart: present({ at: "2026-11-01T06:00:00Z" }),
          poweredOn,
          bootId: present(127),
          fastStartup: present(true),
        },
      }),
    );

    expect(report).toMatchObject({
      hostKey: "SHA256:abc",
      boot: { lastRestart: "2026-11-01T06:00:00Z", poweredOn, bootId: 127, fastStartup: true },
    });
  });

  it("leaves out what of it was not seen", () => {
    const boot = { lastRestart: unseen("denied"), bootId: unseen("denied") };

    expect(reportOf(diagnosisOf([], { boot })).boot).toEqual({});
  });

  it("carries what earlier looks told", () => {
    const history = {
      since: "2026-11-01T08:00:00Z",
      survived: { restart: "2026-11-03T02:10:00Z", extent: "all", items: ["a"] },
      returned: { goneAt: "2026-11-02T08:00:00Z", seenAt: "2026-11-01T08:00:00Z", items: [] },
    } as const;

    const report = reportOf(diagnosisOf([asking(id, "stale", { history })]));

    expect(report.signals[0]).toMatchObject(history);
  });

  it("is bounded, however much the machine says", () => {
    const evidence = Array.from({ length: 10_000 }, (_, index) => `${index} ${"x".repeat(10_000)}`);
    const history = { survived: { extent: "all", items: evidence } } as const;

    const report = reportOf(diagnosisOf([asking(id, "real", { evidence, history })]));

    expect(report.signals[0]?.evidence).toHaveLength(256);
    expect(JSON.stringify(report).length).toBeLessThan(600_000);
  });

  it("says what was not looked at, and why", () => {
    expect(reportOf(diagnosisOf([])).notLookedAt).toEqual(
      notLookedAt.map((id) => ({ id, why: "needs-powershell" })),
    );
  });
});

function reportOf(diagnosis: Parameters<typeof diagnosisReport>[1]): Report {
  return diagnosisReport(head, diagnosis, rest);
}

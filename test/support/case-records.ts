import type { CaseRecord, OfferRecord, Who } from "#bot/cases.ts";

/** Made up, with every optional key present, so that a forgotten one is seen. */
export function caseRecord(id: string, question = "why does PC-42 ask to reboot"): CaseRecord {
  return {
    id,
    workstation: "PC-42",
    askedAt: "2026-03-02T10:11:12.345Z",
    askedBy: alice,
    question,
    report: {
      schema: "whyreboot/report@1",
      case: id,
      workstation: "PC-42",
      askedAt: "2026-03-02T10:11:12.345Z",
      headline: "restart-files",
      why: "lost",
      detail: "read ECONNRESET",
      hostKey: "SHA256:abc",
      boot: {
        lastRestart: "2026-02-27T06:30:00.000Z",
        noRestartSince: "2026-02-01T06:30:00.000Z",
        poweredOn: { at: "2026-03-02T07:02:00.000Z", how: "fast-startup" },
        bootId: 127,
        fastStartup: true,
      },
      restartFiles: {
        verdict: "leftover",
        windowsDirectory: "C:\\Windows",
        files: [
          {
            name: "_Mssetup.bat",
            state: "present",
            path: "C:\\Windows\\_Mssetup.bat",
            bytes: 255,
            modified: "2001-02-03T04:05:06Z",
            sha256: "ab".repeat(32),
          },
          { name: "_Msrstrt.exe", state: "unseen", why: "denied" },
          { name: "_MSSETUP.EXE", state: "absent" },
        ],
        operations: [{ line: 3, text: "REN C:\\A.000 A.DLL", state: "done" }],
      },
      signals: [
        {
          id: "windows-update",
          state: "present",
          verdict: "real",
          evidence: ["key", "an update", "another"],
          since: "2026-02-26T10:11:12.345Z",
          survived: {
            restart: "2026-02-27T06:30:00.000Z",
            extent: "some",
            items: ["an update"],
          },
          returned: {
            goneAt: "2026-02-28T10:11:12.345Z",
            seenAt: "2026-02-26T10:11:12.345Z",
            items: ["another"],
          },
        },
      ],
      offers: [{ id: `${id}-1`, act: "clear-restart-files", confirm: "once" }],
      notLookedAt: [{ id: "sccm", why: "denied" }],
      milliseconds: { connect: 12.5, look: 40, total: 52.5 },
    },
    reply: {
      headline: ["On ", { quote: "PC-42" }, " restart files were left behind."],
      mood: "attention",
      body: [["Remove them."], []],
      evidence: [
        { title: "The batch", rows: [{ quote: "REN A B", says: ["done"] }, { says: [] }] },
      ],
      buttons: [
        {
          label: "Remove",
          style: "danger",
          press: `act:${id}-1`,
          confirm: { title: "Remove?", text: [["Both."]], yes: "Yes", no: "No", press: "yes" },
        },
      ],
      footer: [`Case ${id}`],
    },
  };
}

export function offerRecord(caseId: string, id = `${caseId}-1`): OfferRecord {
  return {
    id,
    caseId,
    workstation: "PC-42",
    act: "clear-restart-files",
    confirm: "once",
    evidence: {
      hostKey: "SHA256:abc",
      windowsDirectory: "C:\\Windows",
      files: [
        {
          name: "_Mssetup.bat",
          path: "C:\\Windows\\_Mssetup.bat",
          home: "C:\\Windows\\_Mssetup.bat",
          bytes: 255,
          modified: "2001-02-03T04:05:06Z",
          sha256: "ab".repeat(32),
        },
        {
          name: "_Msrstrt.exe",
          path: "C:\\Windows\\_Msrstrt.exe",
          bytes: 2,
          modified: "2001-02-03T04:05:06Z",
          sha256: "cd".repeat(32),
        },
      ],
      loses: ["C:\\X\\A.000 → A.DLL"],
    },
  };
}

export const alice: Who = { id: "slack:user:U0ALICE", name: "Alice" };
export const bob: Who = { id: "discord:user:222", name: "Bob" };

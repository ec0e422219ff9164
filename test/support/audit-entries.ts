import type { AuditEntry } from "#bot/audit.ts";

export const hostile =
  '=cmd|" /C calc"!A0, @everyone \u0000\u001b[31m\u202E\u009b31m \ud800 \ufffd \u{1f4a3}\r\n\'"';

const happened = {
  at: "2026-03-02T10:11:12.345Z",
  by: { id: "slack:user:U0ALICE", name: "Alice" },
  place: "slack:channel:C0HELP",
};
const file = {
  path: "C:\\Windows\\_MSSETUP.BAT",
  bytes: 255,
  modified: "2001-02-03T04:05:06Z",
  sha256: "ab".repeat(32),
};

export const offeredEntry = {
  ...happened,
  event: "offered",
  case: "K7Q2-MD4X",
  workstation: "PC-42",
  offer: "0123456789abcdef",
  act: "clear-restart-files",
  confirm: "twice",
  hostKey: "SHA256:abc",
  files: [file],
} as const satisfies AuditEntry;

/** Made up, one of each kind, with every optional key present, so that a forgotten one is seen. */
export function auditEntries(workstation: string): AuditEntry[] {
  const { event: _, confirm, hostKey, files, ...ofAnOffer } = { ...offeredEntry, workstation };
  return [
    {
      ...happened,
      event: "asked",
      case: "K7Q2-MD4X",
      workstation,
      question: "why does PC-42 ask to reboot",
      headline: "restart-files",
      why: "lost",
      hostKey,
      files,
      signals: [{ id: "windows-update", verdict: "real" }],
    },
    { ...ofAnOffer, event: "offered", confirm, hostKey, files },
    {
      ...happened,
      event: "refused",
      what: "question",
      why: "limit",
      question: "why",
      case: "K7Q2-MD4X",
      workstation,
      offer: "0123456789abcdef",
      leftOut: 17,
    },
    { ...ofAnOffer, event: "pressed", stage: "lose" },
    { ...ofAnOffer, event: "act-begun", hostKey, files },
    {
      ...ofAnOffer,
      event: "act-ended",
      outcome: "removed",
      files: [{ name: "_MSSETUP.BAT", at: "kept", sha256: "ab".repeat(32) }],
      keptIn: "C:\\Windows\\whyreboot\\K7Q2-MD4X-012345",
      wayBack: "fedcba9876543210",
    },
  ];
}

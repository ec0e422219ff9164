import type { AuditLink } from "#bot/audit.ts";
import type { ChainFault, ChainVerdict } from "#bot/audit-chain.ts";
import { asciiJson, writeHead } from "#bot/audit-chain.ts";
import { csvLine } from "#bot/csv.ts";
import { literal } from "./literal.ts";

/**
 * One entry as a line of JSON. `entry` is the text that was hashed, as it is, so whoever has the
 * lines can follow the chain: `hash` is SHA-256 of `previous`, a line feed and that text.
 */
export function dressLink({ position, previous, hash, text }: AuditLink): string {
  const entry = isCanonical(text) ? text : asciiJson({ damaged: text });
  const chained = `"hash":${asciiJson(hash)},"position":${position},"previous":${asciiJson(previous)}`;
  return `{"entry":${entry},${chained}}\n`;
}

const cells = [
  "at",
  "event",
  "by_id",
  "by_name",
  "place",
  "case",
  "workstation",
  "offer",
  "act",
  "stage",
  "outcome",
  "headline",
  "what",
  "why",
  "question",
] as const;

export const csvHeader = csvLine(["position", ...cells, "details", "previous", "hash"]);

/** One entry as a line for a spreadsheet; what has no column of its own is JSON in `details`. */
export function dressLinkAsCsv({ position, previous, hash, text }: AuditLink): string {
  const { by, ...entry } = readEntry(text);
  const who: Record<string, unknown> = isRecord(by) ? { by_id: by["id"], by_name: by["name"] } : {};
  const flat: Record<string, unknown> = { ...entry, ...who };
  const details = Object.entries(entry).filter(([key]) => !cells.some((cell) => cell === key));
  return csvLine([
    String(position),
    ...cells.map((cell) => literal(textOf(flat[cell]))),
    details.length === 0 ? "" : literal(asciiJson(Object.fromEntries(details))),
    previous,
    hash,
  ]);
}

/** The verdict for people. */
export function dressVerdict(verdict: ChainVerdict, wasNoted: boolean): string {
  const { head } = verdict;
  if (!verdict.whole) {
    const until = head.count === 0 ? "" : `Up to entry ${head.count} it is whole.\n`;
    return `The audit trail is broken at entry ${verdict.position}: ${faults[verdict.how]}.\n${until}`;
  }
  const entries = head.count === 1 ? "1 entry" : `${head.count} entries`;
  return [
    `The audit trail is whole: ${entries}.`,
    `Its head is ${writeHead(head)}`,
    ...(wasNoted ? ["It goes on from the head that you named."] : notSeen),
    "",
  ].join("\n");
}

const notSeen = [
  "",
  "This shows whether entries were changed, moved, put in, or taken from the middle. Whether some",
  "were cut off at the end, or all of it was made anew, shows only against a head that was noted",
  "before, in the log at start or here: whyreboot audit verify --head HEAD",
];

const faults: Readonly<Record<ChainFault, string>> = {
  changed: "it was changed after it was written",
  missing: "it is missing, and there are later ones",
  "out-of-order": "it does not follow the one before it; it was moved or put in, or that one was",
  "cut-off": "the trail ends before the head that you named, so entries were cut off",
  "not-as-noted": "it is not the one of the head that you named, so the trail was made anew",
};

function isCanonical(text: string): boolean {
  return /^[ -~]+$/u.test(text) && Object.keys(readEntry(text)).length > 0;
}

/** Whatever is wrong with the text, it is handed out; `verify` says that it is wrong. */
function readEntry(text: string): Record<string, unknown> {
  try {
    const entry: unknown = JSON.parse(text);
    if (isRecord(entry)) return entry;
  } catch {
    // Told by what follows.
  }
  return { damaged: text };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "" : JSON.stringify(value);
}

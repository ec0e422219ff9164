import type { AuditEntry, AuditedOutcome, Refusal } from "../audit.ts";
import { quote } from "../legible.ts";
import type { EvidenceRow, Line, Reply } from "../reply.ts";
import type { Report } from "../report.ts";
import { when } from "./times.ts";

const mostLines = 10;

/** The newest things that happened, a line each. `entries` come newest first. */
export function sayHistoryOf(
  workstation: string,
  entries: readonly AuditEntry[],
  /** There are no older entries than these. */
  whole: boolean,
): Reply {
  const rows = rowsOf(entries);
  const shown = rows.slice(0, mostLines);
  const older: Line = [
    "There is more: whoever keeps this bot reads all of it with ",
    quote("whyreboot audit export"),
    ".",
  ];
  return {
    headline:
      shown.length === 0
        ? ["Nobody has asked about ", quote(workstation), " yet."]
        : ["This is what was asked and done about ", quote(workstation), "."],
    mood: "calm",
    body: whole && rows.length === shown.length ? [] : [older],
    evidence: shown.length === 0 ? [] : [{ title: "Newest first", rows: shown }],
    buttons: [],
    footer: [],
  };
}

export function sayHistoryUnread(workstation: string): Reply {
  return {
    headline: ["I could not read what happened with ", quote(workstation), "."],
    mood: "trouble",
    body: [["The audit trail could not be read; whoever keeps this bot finds out why in its log."]],
    evidence: [],
    buttons: [],
    footer: [],
  };
}

/** Offers and clicks belong to the question before and the act after them, which have the lines. */
function rowsOf(entries: readonly AuditEntry[]): EvidenceRow[] {
  const rows: EvidenceRow[] = [];
  const ended = new Set<string>();
  const offered = new Set<string>();
  for (const entry of entries) {
    if (entry.event === "offered") offered.add(entry.case);
    if (entry.event === "act-ended") ended.add(entry.offer);
    // The end, which is newer, has told it already.
    if (entry.event === "act-begun" && ended.delete(entry.offer)) continue;
    const said = sayEntry(entry, offered);
    if (said !== undefined) rows.push({ says: [`${when(entry.at)} · `, ...said] });
  }
  return rows;
}

function sayEntry(entry: AuditEntry, offered: ReadonlySet<string>): Line | undefined {
  const who = quote(entry.by.name);
  switch (entry.event) {
    case "asked": {
      const offer = offered.has(entry.case) ? "; a removal was offered" : "";
      return [who, ` asked: ${headlines[entry.headline]}${offer}. Case ${entry.case}`];
    }
    case "refused":
      return [
        who,
        entry.what === "press" ? " pressed the button" : " asked",
        `: ${refusals[entry.why]}`,
        ...(entry.leftOut === undefined ? [] : [`; ${onlyCounted(entry.leftOut)}`]),
      ];
    case "approval-asked":
      return [
        who,
        ` asked to remove the restart files; a second person has to approve. Case ${entry.case}`,
      ];
    case "approval-withdrawn":
      return [
        who,
        " withdrew the request of ",
        quote(entry.requestedBy.name),
        `. Case ${entry.case}`,
      ];
    case "act-begun":
      return [
        who,
        ` began to ${acts[entry.act]}; how it ended is not recorded. Case ${entry.case}`,
      ];
    case "act-ended":
      return [
        who,
        entry.act === "purge-kept" ? " was " : " pressed the button ",
        `to ${acts[entry.act]}: ${outcomes[entry.outcome]}`,
        ...(entry.outcome === "purged" && entry.keptIn !== undefined
          ? ["; the folder stays, something else may be in it"]
          : []),
        `. Case ${entry.case}`,
      ];
    case "offered":
    case "pressed":
    // It is about none alone; its look at this one has a line.
    case "sweep-begun":
      return undefined;
  }
}

function onlyCounted(leftOut: number): string {
  return leftOut === 1
    ? "1 more refusal before it was only counted"
    : `${leftOut} more refusals before it were only counted`;
}

const headlines: Readonly<Record<Report["headline"], string>> = {
  "restart-files": "restart files were there",
  signals: "something asked for a restart",
  "nothing-found": "nothing asked for a restart",
  "cannot-tell": "not everything could be seen",
  unreachable: "it could not be reached",
  "unknown-workstation": "the name was not known",
};

const refusals: Readonly<Record<Refusal, string>> = {
  "may-not": "refused, not allowed",
  "cannot-tell": "refused, the platform did not say whether it is allowed",
  limit: "refused, too many questions in a short time",
  "unknown-button": "refused, the button was not known",
  "already-pressed": "refused, somebody was first",
  "not-listed": "refused, the workstation was not listed any more",
  expired: "refused, the button was too old",
  "own-request": "refused, nobody approves their own request",
  "no-request": "refused, nothing waited for an approval",
};

const acts = {
  "clear-restart-files": "remove the restart files",
  "undo-clear": "put the restart files back",
  "purge-kept": "remove what was kept",
} as const;

const outcomes: Readonly<Record<AuditedOutcome, string>> = {
  removed: "removed",
  partly: "only part of it was removed",
  "still-there": "could not be removed",
  restored: "put back",
  "partly-restored": "only part of it was put back",
  "evidence-changed": "nothing was done, the files were no longer as shown",
  purged: "what was kept was removed",
  "still-kept": "what is kept could not be removed",
  unknown: "how it ended was not seen",
  unreachable: "nothing was done, it could not be reached",
  "not-as-left": "nothing was done, it was not as the removal had left it",
  "cut-off": "nothing was done, the bot was stopped before the first step",
  fault: "a fault of the bot stopped it",
};

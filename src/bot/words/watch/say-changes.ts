import { signalIds } from "#checks/signal-ids.ts";
import { quote } from "../../legible.ts";
import type { Evidence, EvidenceRow, Line, Reply } from "../../reply.ts";
import type { Cause, Sweep } from "../../sweep/sweep.ts";
import type { CauseChange, Change } from "../../watch/compare.ts";
import type { ChangeGroup } from "../../watch/group-changes.ts";
import { groupChanges, isWorse } from "../../watch/group-changes.ts";
import type { InstallsSeen } from "../../watch/look-for-installs.ts";
import type { Watch } from "../../watch/watch.ts";
import { capital, count, enumerate } from "../enumerate.ts";
import { signalWords } from "../signals/signal-words.ts";
import { groupTitle } from "../sweep/groups.ts";
import { inScope } from "../sweep/scope.ts";
import { when } from "../times.ts";
import { sayInstalls } from "./installs.ts";
import { often } from "./often.ts";
import { window } from "./window.ts";

/** More kinds of changes, and more workstations of each, are only in the sweep. */
const mostGroups = 8;
const mostNamed = 3;
const mostRows = 25;

/** What changed since the looks before, the worst first; there is at least one change. */
export function sayChanges(
  watch: Watch,
  {
    sweep,
    changes,
    installs,
  }: {
    readonly sweep: Sweep;
    readonly changes: readonly Change[];
    /** Of some of the workstations on which something appeared. */
    readonly installs: InstallsSeen;
  },
): Reply {
  const groups = groupChanges(changes);
  const [worst, ...others] = groups;
  const more = others.reduce((sum, group) => sum + group.changes.length, 0);
  const shown = groups.slice(0, mostGroups);
  return {
    headline: [
      ...(worst === undefined ? [] : headline(worst, watch)),
      more === 0 ? "." : `, and ${count(more, "more change")}.`,
    ],
    mood: changes.some(isWorse) ? "attention" : "calm",
    body: [
      ...(shown.length === 1 ? shown.flatMap(story) : shown.map(inShort)),
      ...(groups.length > shown.length
        ? [[`… and ${groups.length - shown.length} more, in the sweep.`]]
        : []),
      ...sayInstalls(installs),
    ],
    evidence: shown.flatMap(evidenceOf),
    // A click replaces its message, and what changed is to stay.
    buttons: [],
    footer: [
      `Watch ${watch.id} · ${often(watch.everyMinutes)} · `,
      quote(`sweep ${sweep.id}`),
      ` · ${when(sweep.askedAt)}`,
    ],
  };
}

/** Without its full stop. */
function headline({ changes }: ChangeGroup, { scope }: Watch): Line {
  const [first, ...others] = changes;
  const where: Line =
    others.length === 0
      ? [quote(first.workstation)]
      : [count(changes.length, "workstation"), ...inScope(scope)];
  const are = others.length === 0 ? "is" : "are";
  switch (first.kind) {
    case "not-listed":
      return first.where === "lists"
        ? [...where, ` ${are} in no list of workstations any more`]
        : [...where, ` ${are} not in what is watched any more`];
    case "left-out":
      return [...where, ` ${are} left out: other rights hold now than when this watch began`];
    case "appeared":
    case "found":
    case "turned":
    case "went":
      return first.cause.id === "restart-files"
        ? [pair(first), ...where]
        : [verb(first), ...where, `: ${nameOf(first.cause)}`];
  }
}

function pair(first: CauseChange): string {
  switch (first.kind) {
    case "appeared":
      return first.again ? "The restart files are back on " : "Restart files appeared on ";
    case "found":
      return "Restart files could be seen for the first time on ";
    case "turned":
      return "The restart files changed on ";
    case "went":
      return "The restart files are gone from ";
  }
}

function verb(first: CauseChange): string {
  switch (first.kind) {
    case "appeared":
      return first.again ? "Back on " : "New on ";
    case "found":
      return "Seen for the first time on ";
    case "turned":
      return "Changed on ";
    case "went":
      return "Gone from ";
  }
}

/** Of the only kind of change. */
function story({ changes }: ChangeGroup): Line[] {
  const [first, ...others] = changes;
  if (!("cause" in first)) {
    return others.length === 0 ? [] : [named(changes)];
  }
  const since = others.length === 0 ? window(first) : undefined;
  const they = first.cause.id === "restart-files" ? "They" : "It";
  return [
    ...(since === undefined ? [] : [[`${they} ${happened[first.kind]} ${since}.`]]),
    [...judged(first), "."],
    others.length === 0 ? ["More: ", quote(`case ${first.now.case}`), "."] : named(changes),
  ];
}

const happened: Readonly<Record<CauseChange["kind"], string>> = {
  appeared: "appeared",
  found: "appeared",
  turned: "changed",
  went: "went",
};

/** One line of several kinds. */
function inShort({ changes }: ChangeGroup): Line {
  const [first] = changes;
  return [`${changes.length} · ${title(first)}: `, ...named(changes)];
}

function named(changes: readonly Change[]): Line {
  return enumerate(
    changes.map(({ workstation }) => quote(workstation)),
    mostNamed,
  );
}

function judged(change: CauseChange): Line {
  const now = groupTitle({ kind: "cause", cause: change.cause });
  if (change.kind === "went") return [`Before: ${now}`];
  if (change.kind !== "turned") return [now];
  const before = groupTitle({ kind: "cause", cause: { ...change.cause, verdict: change.was } });
  return [`Before: ${before}. Now: ${now}`];
}

function title(change: Change): string {
  switch (change.kind) {
    case "appeared":
      return `${change.again ? "Back" : "New"}: ${causeTitle(change.cause)}`;
    case "found":
      return `Seen for the first time: ${causeTitle(change.cause)}`;
    case "turned":
      return `Changed: ${causeTitle(change.cause)}`;
    case "went":
      return `Gone: ${causeTitle(change.cause)}`;
    case "not-listed":
      return change.where === "lists"
        ? "In no list of workstations any more"
        : "Not in what is watched any more";
    case "left-out":
      return "Left out, since other rights hold now";
  }
}

function causeTitle(cause: Cause): string {
  return groupTitle({ kind: "cause", cause });
}

function evidenceOf({ changes }: ChangeGroup): Evidence[] {
  const [first] = changes;
  const rows = changes.slice(0, mostRows).map(rowOf);
  const more = changes.length - rows.length;
  return [
    {
      title: `${title(first)} (${changes.length})`,
      rows: [...rows, ...(more > 0 ? [{ says: [`… and ${more} more, in the sweep.`] }] : [])],
    },
  ];
}

function rowOf(change: Change): EvidenceRow {
  const name = quote(change.workstation).quote;
  if (!("cause" in change)) return { quote: name, says: [] };
  const since = window(change);
  return {
    quote: name,
    says: [`case ${change.now.case}${since === undefined ? "" : ` · ${since}`}`],
  };
}

function nameOf({ id }: Cause): string {
  const signal = signalIds.find((one) => one === id);
  return signal === undefined ? id : capital(signalWords[signal].name);
}

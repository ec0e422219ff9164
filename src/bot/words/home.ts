import type { WaitingRequest } from "../approval/waiting.ts";
import type { CaseRecord } from "../cases.ts";
import { quote } from "../legible.ts";
import type { Evidence, Line, Reply } from "../reply.ts";
import type { Allowed, Right } from "../rights.ts";
import { shownRequests } from "./approval.ts";
import { count, enumerate } from "./enumerate.ts";
import { refusal } from "./refusals.ts";
import { when } from "./times.ts";

/** What somebody may do here, and what they did last. */
export function sayHome(said: {
  readonly allowed: ReadonlyMap<Right, Allowed>;
  /** The workstations that the person may ask about. */
  readonly names: readonly string[];
  /** Newest first. */
  readonly cases: readonly CaseRecord[];
  /** Requests that wait for this person's yes, as many as are shown. */
  readonly waiting: readonly WaitingRequest[];
  /** A line for each of this person's watches. */
  readonly watches: readonly Line[];
}): Reply {
  const { allowed, names, cases, waiting, watches } = said;
  const requests = shownRequests(waiting);
  const doubt = [...allowed.values()].includes("cannot-tell");
  const may = acts.filter(([right]) => allowed.get(right) === "yes").map(([, words]) => words);
  return {
    headline:
      names.length === 0
        ? ["You may not ask about workstations here."]
        : ["Ask me why a workstation asks to restart."],
    mood: names.length === 0 ? "trouble" : "calm",
    body: [
      ...(names.length === 0 ? [] : [howToAsk(names)]),
      ...(may.length === 0 ? [] : [["You may also ", ...enumerate(may, may.length), "."]]),
      ...(doubt
        ? [["The platform did not tell all of your rights, so some are missing here for now."]]
        : []),
    ],
    evidence: [
      ...requests.evidence,
      ...watching(watches),
      ...(cases.length === 0 ? [] : [recentCases(cases)]),
    ],
    buttons: requests.buttons,
    footer: [],
  };
}

export function sayHomeUnread(): Reply {
  return refusal(
    ["I could not read what belongs to you."],
    [
      "You can ask about a workstation all the same. Whoever keeps this bot finds out why in its log.",
    ],
  );
}

const acts: readonly (readonly [Right, string])[] = [
  ["sweep", "ask about many workstations at once"],
  ["clear", "remove restart files"],
  ["undo", "put them back"],
  ["approve", "approve what others ask for"],
  ["audit", "read what was asked and done"],
];

function howToAsk(names: readonly string[]): Line {
  const [first = ""] = names;
  return [
    `You may ask about ${count(names.length, "workstation")}, for example: `,
    quote(`why does ${first} ask to reboot`),
  ];
}

function watching(lines: readonly Line[]): Evidence[] {
  return lines.length === 0
    ? []
    : [{ title: "What you watch", rows: lines.map((says) => ({ says })) }];
}

function recentCases(cases: readonly CaseRecord[]): Evidence {
  return {
    title: "Your newest cases",
    rows: cases.map(({ id, askedAt, reply }) => ({
      says: [`${when(askedAt)} · case ${id} · `, ...reply.headline],
    })),
  };
}

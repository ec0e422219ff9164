import { quote } from "../../legible.ts";
import type { EvidenceRow, Line, Reply } from "../../reply.ts";
import type { News, RunCounts, Watch } from "../../watch/watch.ts";
import { count } from "../enumerate.ts";
import { when } from "../times.ts";
import { often } from "./often.ts";
import { trendLine } from "./trend.ts";
import { stopButton, watched } from "./watched.ts";

/** It begins, or begins anew. */
export function sayWatching(
  watch: Watch,
  about: {
    readonly workstations: number;
    /** Workstations that the person may not watch. */
    readonly leftOut: number;
    /** The person watched the same already. */
    readonly renewed: boolean;
    /** Changes can be told where it was asked. */
    readonly told: boolean;
  },
): Reply {
  const { id, scope, everyMinutes, until, askedBy, begunAt } = watch;
  const { workstations, leftOut, renewed, told } = about;
  const many = workstations === 1 ? "" : ` (${count(workstations, "workstation")})`;
  return {
    headline: [
      `I ${renewed ? "go on watching" : "watch"} `,
      ...watched(scope),
      `${many} ${often(everyMinutes)}.`,
    ],
    mood: "calm",
    body: [
      [
        told
          ? "I look now for the first time. From then on I say here what changed, and nothing while nothing changes."
          : "The running bot looks now for the first time. Nothing can be said here later: ask ",
        ...(told ? [] : [quote("watches"), " for what changed."]),
      ],
      ...(leftOut === 0
        ? []
        : [[`${count(leftOut, "workstation")} left out: you may not watch them.`]]),
      [`It ends by itself on ${when(until)}; ask again to go on.`],
    ],
    evidence: [],
    buttons: [stopButton(id)],
    footer: [`Watch ${id} · asked by `, quote(askedBy.name), ` · ${when(begunAt)}`],
  };
}

export function sayWatchOver(watch: Watch): Reply {
  return {
    headline: ["I do not watch ", ...watched(watch.scope), " any more: its time is over."],
    mood: "calm",
    body: [["To go on: ", quote(askFor(watch)), "."]],
    evidence: [],
    buttons: [],
    footer: [`Watch ${watch.id} · asked by `, quote(watch.askedBy.name)],
  };
}

export function sayStopped(watch: Watch, by: string): Reply {
  return {
    headline: ["I do not watch ", ...watched(watch.scope), " any more."],
    mood: "done",
    body: [["Stopped by ", quote(by), ". What was seen stays in its cases."]],
    evidence: [],
    buttons: [],
    footer: [`Watch ${watch.id}`],
  };
}

/** One of a person's watches, with how it went. */
export interface WatchShown {
  readonly watch: Watch;
  readonly runs: readonly RunCounts[];
  readonly last: News | undefined;
}

/** What somebody watches, each with its button. */
export function sayWatches(shown: readonly WatchShown[]): Reply {
  const [first, ...others] = shown;
  return {
    headline:
      first === undefined
        ? ["You watch nothing."]
        : others.length === 0
          ? ["You watch ", ...watched(first.watch.scope), "."]
          : [`You have ${shown.length} watches.`],
    mood: "calm",
    body:
      shown.length === 0
        ? [["For example: ", quote("watch PC-42 hourly"), "."]]
        : shown.map(
            ({ watch, runs }, index): Line => [`${index + 1} · `, ...trendLine(watch, runs)],
          ),
    evidence: shown.map(({ watch, last }, index) => ({
      title: `${index + 1} · ${often(watch.everyMinutes)}, until ${when(watch.until)}`,
      rows: rowsOf(watch, last),
    })),
    buttons: shown.map(({ watch }, index) =>
      stopButton(watch.id, shown.length === 1 ? "Stop watching" : `Stop ${index + 1}`),
    ),
    footer: [],
  };
}

function rowsOf({ id, nextAt, run }: Watch, last: News | undefined): EvidenceRow[] {
  const next = run === undefined ? `next look ${when(nextAt)}` : "being looked at now";
  return [
    { says: [`Watch ${id} · ${next}`] },
    last === undefined
      ? { says: ["No change so far."] }
      : { says: [`${when(last.at)} · `, ...last.reply.headline] },
  ];
}

/** The words that ask for the same again, wherever they were said. */
function askFor({ question }: Watch): string {
  return question.replaceAll(/\s+/gu, " ").trim();
}

import type { JournalNote, Who } from "../cases.ts";
import type { Acting } from "./acting.ts";
import type { ProcessMark } from "./process-mark.ts";
import { mayStillRun } from "./process-mark.ts";

const minute = 60 * 1000;

/** An act takes up its work between two notes within this time, slow logins and looks included. */
export const leaseMilliseconds = 10 * minute;

/** The first note follows the taking at once, so nobody is on the way there for longer. */
export const beginMilliseconds = minute / 2;

/** The facts by which an act's process signs its first note, and whoever resumes it theirs. */
export function marked(mark: ProcessMark, takenAt: string, approved?: Who): JournalNote["facts"] {
  return {
    host: mark.host,
    pid: mark.pid,
    run: mark.run,
    taken: takenAt,
    ...(approved ? { approvedById: approved.id, approvedByName: approved.name } : {}),
  };
}

/** The second person's yes, which stands in the first note of an act. */
export function consentIn(notes: readonly JournalNote[]): Pick<Acting, "approved"> {
  const { approvedById: id, approvedByName: name } = notes[0]?.facts ?? {};
  return typeof id === "string" && typeof name === "string" ? { approved: { id, name } } : {};
}

/** The notes of the act that took the offer at this time; an act that was given back left its own. */
export function notesOf(journal: readonly JournalNote[], takenAt: string): readonly JournalNote[] {
  const begun = journal.findIndex(({ step, facts }) => signs(step) && facts["taken"] === takenAt);
  return begun === -1 ? [] : journal.slice(begun);
}

/** Whether anything may have been changed: each remote step is noted before it begins. */
export function hasSteps(notes: readonly JournalNote[]): boolean {
  return notes.some(({ step }) => !signs(step));
}

/** Whether nobody works on this act any more, as far as that can be known at this time. */
export function isCutOff(notes: readonly JournalNote[], takenAt: string, now: Date): boolean {
  const last = notes.at(-1);
  const mark = notes.findLast(({ step }) => signs(step));
  if (last === undefined || mark === undefined) {
    return now.getTime() - Date.parse(takenAt) > beginMilliseconds;
  }
  return !mayStillRun(markOf(mark)) || now.getTime() - Date.parse(last.at) > leaseMilliseconds;
}

function signs(step: string): boolean {
  return step === "begin" || step === "resume";
}

function markOf({ facts }: JournalNote): ProcessMark {
  return {
    host: String(facts["host"]),
    pid: Number(facts["pid"]),
    run: String(facts["run"]),
  };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import {
  beginMilliseconds,
  hasSteps,
  isCutOff,
  leaseMilliseconds,
  marked,
  notesOf,
} from "#bot/act/journal.ts";
import type { ProcessMark } from "#bot/act/process-mark.ts";
import { mayStillRun, thisProcess } from "#bot/act/process-mark.ts";
import type { JournalNote } from "#bot/cases.ts";

const takenAt = "2026-03-02T10:12:00.000Z";
const elsewhere = { host: "another", pid: 1, run: "r2" };
const gone = { ...thisProcess, run: "the one before" };

describe("the notes of one act", () => {
  it("leaves out those of an act that was given back", () => {
    const before = [begin(gone, "2026-03-01T08:00:00.000Z"), note("make-directory")];
    const ours = [begin(gone), note("move")];

    expect(notesOf([...before, ...ours], takenAt)).toEqual(ours);
    expect(notesOf(before, takenAt)).toEqual([]);
  });

  it("begins where somebody resumed it, when its own process never signed", () => {
    const resumed = { ...begin(gone), step: "resume" };

    expect(notesOf([resumed], takenAt)).toEqual([resumed]);
  });

  it("knows a step from a signature", () => {
    const resumed = { ...begin(gone), step: "resume" };

    expect(hasSteps([begin(gone), resumed])).toBe(false);
    expect(hasSteps([begin(gone), note("make-directory")])).toBe(true);
  });
});

describe("whether an act is cut off", () => {
  it.each([
    ["its process was this one's predecessor", [begin(gone)], 0, true],
    ["its process is this one", [begin(thisProcess), note("move")], 0, false],
    ["its process is of another host", [begin(elsewhere)], leaseMilliseconds, false],
    ["that one has been silent too long", [begin(elsewhere)], leaseMilliseconds + 1, true],
    ["this one has been silent too long", [begin(thisProcess)], leaseMilliseconds + 1, true],
    ["it has only just been taken", [], beginMilliseconds, false],
    ["it was taken and never began", [], beginMilliseconds + 1, true],
    ["it was resumed by another", [begin(gone), { ...begin(elsewhere), step: "resume" }], 0, false],
  ])("says so when %s", (_, notes, ...[later, expected]) => {
    const now = new Date(Date.parse(takenAt) + later);

    expect(isCutOff(notes, takenAt, now)).toBe(expected);
  });

  it("knows that a process of this host has ended, and that one runs", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const mark = { ...thisProcess, pid: Number(child.pid), run: "child" };

    const whileItRan = mayStillRun(mark);
    child.kill("SIGKILL");
    await once(child, "exit");

    expect([whileItRan, mayStillRun(mark)]).toEqual([true, false]);
  });
});

function begin(mark: ProcessMark, taken = takenAt): JournalNote {
  return { at: taken, step: "begin", facts: marked(mark, taken) };
}

function note(step: string): JournalNote {
  return { at: takenAt, step, facts: {} };
}

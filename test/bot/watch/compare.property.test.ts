import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cause, SweepLine } from "#bot/sweep/sweep.ts";
import type { CauseChange } from "#bot/watch/compare.ts";
import { compareLook } from "#bot/watch/compare.ts";
import type { Known } from "#bot/watch/watch.ts";

/** What one look saw of one thing. */
type Seen = Cause["verdict"] | "absent" | "blind";

/** A look, or none: the workstation was off, or the bot had a fault. */
type Look = Readonly<Record<string, Seen>> | "away" | "fault" | "waiting";

const verdicts = ["leftover", "stranded", "one-file", "cannot-tell"] as const;
const weights = ["real", "harmless", "stale", "unseen"] as const;

const look: fc.Arbitrary<Look> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      "restart-files": fc.constantFrom<Seen>("absent", "absent", "blind", ...verdicts),
      "windows-update-reboot-required": fc.constantFrom<Seen>(
        "absent",
        "absent",
        "blind",
        ...weights,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Look>("away", "fault", "waiting") },
);

function at(index: number): string {
  return new Date(Date.UTC(2026, 2, 2) + index * 3_600_000).toISOString();
}

function lineOf(one: Look, index: number): SweepLine {
  const settled = { workstation: "PC-1", tries: 0, at: at(index) };
  if (one === "waiting") return { workstation: "PC-1", tries: 1 };
  if (one === "away") return { ...settled, result: { state: "unreachable", why: "no-answer" } };
  if (one === "fault") return { ...settled, result: { state: "fault" } };
  const causes = Object.entries(one).flatMap(([id, seen]): Cause[] =>
    seen === "absent" || seen === "blind" ? [] : [{ id, verdict: seen }],
  );
  const unseen = Object.entries(one).flatMap(([id, seen]) => (seen === "blind" ? [id] : []));
  return {
    ...settled,
    case: `case ${index}`,
    result: { state: "looked", headline: "signals", causes, unseen },
  };
}

interface Told {
  readonly index: number;
  readonly change: CauseChange;
}

function tell(looks: readonly Look[]): Told[] {
  const told: Told[] = [];
  let known: Known | undefined;
  for (const [index, one] of looks.entries()) {
    const compared = compareLook(known, lineOf(one, index), at(index - 1));
    known = compared?.known ?? known;
    for (const change of compared?.changes ?? []) told.push({ index, change });
  }
  return told;
}

/** Undefined where the look could not see whether it was there. */
function sawThere(one: Look | undefined, id: string): boolean | undefined {
  if (one === undefined || typeof one === "string") return undefined;
  const seen = one[id];
  return seen === "blind" || seen === "cannot-tell" ? undefined : seen !== "absent";
}

/** The looks before this one that saw whether it was there. */
function earlier(looks: readonly Look[], id: string, index: number): number[] {
  return looks.flatMap((one, before) =>
    before < index && sawThere(one, id) !== undefined ? [before] : [],
  );
}

function numberOf({ change }: Told): number {
  return "before" in change ? Number(change.before.case.slice(5)) : -1;
}

function verdictAt(one: Look | undefined, id: string): Seen | undefined {
  return one === undefined || typeof one === "string" ? undefined : one[id];
}

function judgedBefore(looks: readonly Look[], id: string, index: number): Seen[] {
  return looks.slice(0, index).flatMap((one) => {
    const seen = verdictAt(one, id);
    return seen === undefined || untold.has(seen) ? [] : [seen];
  });
}

/** Undefined where that is not said at all. */
function isBack(change: CauseChange): boolean | undefined {
  return change.kind === "appeared" ? change.again : undefined;
}

function movesOf({ index, change }: Told): string[] {
  const { kind, cause } = change;
  return kind === "appeared" || kind === "went" ? [`${index} ${kind} ${cause.id}`] : [];
}

/** What came or went between two looks in a row that saw whether it was there. */
function movesIn(looks: readonly Look[], id: string): string[] {
  const all = [...looks.keys()].filter((index) => sawThere(looks[index], id) !== undefined);
  return all.flatMap((index, order) => {
    const before = all[order - 1];
    const there = sawThere(looks[index], id);
    if (before === undefined || sawThere(looks[before], id) === there) return [];
    return [`${index} ${there ? "appeared" : "went"} ${id}`];
  });
}

const untold: ReadonlySet<Seen> = new Set(["blind", "cannot-tell", "unseen"]);

const sequences = fc.array(look, { maxLength: 12 });

describe("whatever the looks of a workstation see", () => {
  it("nothing is told of a look that did not take place, nor of what it did not see", () => {
    fc.assert(
      fc.property(sequences, (looks) => {
        for (const { index, change } of tell(looks)) {
          expect(sawThere(looks[index], change.cause.id)).toBeDefined();
        }
      }),
    );
  });

  it("that something came or went is true of the two looks that are named", () => {
    fc.assert(
      fc.property(sequences, (looks) => {
        const moved = tell(looks).filter(({ change }) =>
          ["appeared", "went"].includes(change.kind),
        );
        for (const one of moved) {
          const { id } = one.change.cause;
          const came = one.change.kind === "appeared";
          expect(sawThere(looks[one.index], id)).toBe(came);
          expect(sawThere(looks[numberOf(one)], id)).toBe(!came);
          // No look between them could tell better.
          expect(earlier(looks, id, one.index).filter((seen) => seen > numberOf(one))).toEqual([]);
        }
      }),
    );
  });

  it("another verdict is told with those of the last two looks that judged it", () => {
    fc.assert(
      fc.property(sequences, (looks) => {
        const turned = tell(looks).filter(({ change }) => change.kind === "turned");
        for (const { index, change } of turned) {
          const { id, verdict } = change.cause;
          const judged = judgedBefore(looks, id, index);
          expect(verdictAt(looks[index], id)).toBe(verdict);
          expect(change).toMatchObject({ was: judged.at(-1) });
          expect([verdict, "unseen", "cannot-tell"]).not.toContain(judged.at(-1));
        }
      }),
    );
  });

  it("“for the first time” is said only where no look before could see it", () => {
    fc.assert(
      fc.property(sequences, (looks) => {
        for (const { index, change } of tell(looks)) {
          const isFirst = earlier(looks, change.cause.id, index).length === 0;
          expect(change.kind === "found").toBe(isFirst);
        }
      }),
    );
  });

  it("“back” is said only where it was there before, and was seen gone", () => {
    fc.assert(
      fc.property(sequences, (looks) => {
        for (const { index, change } of tell(looks)) {
          const before = earlier(looks, change.cause.id, index);
          const there = before.some((seen) => sawThere(looks[seen], change.cause.id));
          expect([there, undefined]).toContain(isBack(change));
        }
      }),
    );
  });

  it("nothing that came or went between two looks that saw it is kept silent", () => {
    fc.assert(
      fc.property(sequences, (looks) => {
        const kept = tell(looks).flatMap(movesOf);
        const ids = ["restart-files", "windows-update-reboot-required"];
        const moves = ids.flatMap((id) => movesIn(looks, id));
        expect(kept.toSorted()).toEqual(moves.toSorted());
      }),
    );
  });
});

import type { Cause, SweepLine } from "../sweep/sweep.ts";
import type { Known, KnownLook, LookMark } from "./watch.ts";

/** What is different on one workstation; true of the two looks that it rests on, and of no others. */
export type Change =
  | {
      readonly kind: "appeared";
      readonly workstation: string;
      readonly cause: Cause;
      /** The last look that saw it absent. */
      readonly before: LookMark;
      readonly now: LookMark;
      /** It was there once before, and was seen gone. */
      readonly again: boolean;
    }
  /** It is there, and no look before could see whether it was. */
  | {
      readonly kind: "found";
      readonly workstation: string;
      readonly cause: Cause;
      readonly now: LookMark;
    }
  | {
      readonly kind: "turned";
      readonly workstation: string;
      readonly cause: Cause;
      /** As it was judged last; looks in between may have seen that it was there, and not its weight. */
      readonly was: Cause["verdict"];
      readonly now: LookMark;
    }
  | {
      readonly kind: "went";
      readonly workstation: string;
      /** As it was judged last. */
      readonly cause: Cause;
      readonly before: LookMark;
      readonly now: LookMark;
    }
  /** In no list any more, or not in what is watched. */
  | {
      readonly kind: "not-listed";
      readonly workstation: string;
      readonly where: "lists" | "scope";
    }
  /** Other rights hold for it than for what the watch began with. */
  | { readonly kind: "left-out"; readonly workstation: string };

export type CauseChange = Extract<Change, { readonly cause: Cause }>;

/** What a run left of one workstation. */
export interface Compared {
  readonly known: Known;
  readonly changes: readonly CauseChange[];
}

/**
 * Compares a look with what was known. Undefined for a workstation that was not looked at: it keeps
 * its state, and nothing is said of it. The first look of a workstation is news of nothing. `from`
 * is when the run began.
 */
export function compareLook(
  known: Known | undefined,
  line: SweepLine,
  from: string,
): Compared | undefined {
  const { workstation, result, case: caseId, at } = line;
  if (result?.state !== "looked" || caseId === undefined || at === undefined) return undefined;
  const now = { case: caseId, from, at };
  const { seen, unsure } = seenIn(result.causes, result.unseen ?? []);
  const last = known?.look;
  if (last === undefined) {
    const unseen = [...unsure].map((id) => ({ id }));
    return { known: { workstation, look: { ...now, causes: seen, unseen, had: [] } }, changes: [] };
  }
  const here = { workstation, now };
  const looked = { last, seen, unsure };
  const came = seen.flatMap((cause) => changeOf(cause, last, here));
  const went = goneOf(looked).flatMap((cause): CauseChange[] => {
    const before = lastSeen(cause.id, last);
    return before === undefined ? [] : [{ kind: "went", ...here, cause, before }];
  });
  return {
    known: { workstation, look: { ...now, ...after(looked) } },
    changes: [...came, ...went],
  };
}

interface LookedAt {
  readonly last: KnownLook;
  readonly seen: readonly Cause[];
  /** Ids of what may be there or not: their last known state stays. */
  readonly unsure: ReadonlySet<string>;
}

function seenIn(
  causes: readonly Cause[],
  blind: readonly string[],
): Pick<LookedAt, "seen" | "unsure"> {
  const unjudged = causes.flatMap(({ id, verdict }) => (verdict === "cannot-tell" ? [id] : []));
  const unsure = new Set([...blind, ...unjudged]);
  return { seen: causes.filter(({ id }) => !unsure.has(id)), unsure };
}

function changeOf(
  cause: Cause,
  last: KnownLook,
  here: { readonly workstation: string; readonly now: LookMark },
): CauseChange[] {
  const was = last.causes.find(({ id }) => id === cause.id);
  if (was !== undefined) {
    const same = was.verdict === cause.verdict || isWeightless(was) || isWeightless(cause);
    return same ? [] : [{ kind: "turned", ...here, cause, was: was.verdict }];
  }
  const before = lastSeen(cause.id, last);
  if (before === undefined) return [{ kind: "found", ...here, cause }];
  return [{ kind: "appeared", ...here, cause, before, again: last.had.includes(cause.id) }];
}

/** It is there, but its weight was not seen: no news of what was there already. */
function isWeightless({ verdict }: Cause): boolean {
  return verdict === "unseen";
}

function goneOf({ last, seen, unsure }: LookedAt): readonly Cause[] {
  return last.causes.filter(({ id }) => !unsure.has(id) && !seen.some((cause) => cause.id === id));
}

function after(looked: LookedAt): Pick<KnownLook, "causes" | "unseen" | "had"> {
  const { last, seen, unsure } = looked;
  const gone = goneOf(looked).map(({ id }) => id);
  const judged = seen.map((cause) => {
    const was = last.causes.find(({ id }) => id === cause.id);
    return isWeightless(cause) && was !== undefined ? was : cause;
  });
  return {
    causes: [...judged, ...last.causes.filter(({ id }) => unsure.has(id))],
    unseen: [...unsure].map((id) => {
      const seenAt = lastSeen(id, last);
      return seenAt === undefined ? { id } : { id, seenAt };
    }),
    had: [...new Set([...last.had, ...gone])],
  };
}

/** The last look that saw whether it was there; undefined when none did. */
function lastSeen(id: string, last: KnownLook): LookMark | undefined {
  const blind = last.unseen.find((one) => one.id === id);
  if (blind !== undefined) return blind.seenAt;
  const { case: caseId, from, at } = last;
  return { case: caseId, from, at };
}

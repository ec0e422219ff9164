import type { SignalVerdict } from "#checks/signal.ts";
import type { UnreachableReason } from "../ports.ts";
import type { Cause, Result, SweepLine, Tally } from "./sweep.ts";

/** A sweep by what it found; a workstation with two causes counts in both groups. */
export interface Summary {
  readonly total: number;
  /** Still to be looked at. */
  readonly waiting: number;
  /** Of these, tried before without an answer. */
  readonly tried: number;
  /** Connected to and looked at. */
  readonly looked: number;
  /** Something asks for a restart there. */
  readonly asking: number;
  /** One of the restart files is there, or both. */
  readonly withFiles: number;
  /** Both are, and nothing is left for them to do. */
  readonly litter: number;
  /** Looked at, and not enough was seen. */
  readonly cannotTell: number;
  /** Not looked at in the end: unreachable, or a fault of the bot. */
  readonly missed: number;
  /** The worst first, then what is not known, then what is calm, then what waits. */
  readonly groups: readonly Group[];
}

export interface Group {
  readonly of: GroupOf;
  readonly count: number;
  /** By name; empty where only numbers are known. */
  readonly lines: readonly SweepLine[];
}

export type GroupOf =
  | { readonly kind: "cause"; readonly cause: Cause }
  | { readonly kind: "cannot-tell" | "nothing-found" | "fault" }
  | { readonly kind: "unreachable"; readonly why: UnreachableReason }
  | { readonly kind: "waiting"; readonly tried: boolean };

/** So many workstations, all alike; with their lines where those are known. */
interface Alike {
  readonly result: Result | undefined;
  readonly tried: boolean;
  readonly count: number;
  readonly line?: SweepLine;
}

export function summariseLines(lines: readonly SweepLine[]): Summary {
  return summarise(
    lines.map((line) => ({ result: line.result, tried: line.tries > 0, count: 1, line })),
  );
}

export function summariseTallies(tallies: readonly Tally[]): Summary {
  return summarise(tallies.map(({ result, tried, count }) => ({ result, tried, count })));
}

function summarise(all: readonly Alike[]): Summary {
  const count = (fits: (one: Alike) => boolean): number =>
    all.filter(fits).reduce((sum, one) => sum + one.count, 0);
  const groups = new Map<string, { of: GroupOf; count: number; lines: SweepLine[] }>();
  for (const one of all) {
    for (const of of groupsOf(one)) {
      const key = JSON.stringify(of);
      const group = groups.get(key) ?? { of, count: 0, lines: [] };
      groups.set(key, group);
      group.count += one.count;
      if (one.line !== undefined) group.lines.push(one.line);
    }
  }
  return {
    total: count(() => true),
    waiting: count(({ result }) => result === undefined),
    tried: count(({ result, tried }) => result === undefined && tried),
    looked: count(({ result }) => result?.state === "looked"),
    asking: count(({ result }) => asks(result)),
    withFiles: count(({ result }) => hasFiles(result)),
    litter: count(({ result }) => hasLitter(result)),
    cannotTell: count(
      ({ result }) => result?.state === "looked" && result.headline === "cannot-tell",
    ),
    missed: count(({ result }) => result !== undefined && result.state !== "looked"),
    groups: [...groups.values()].toSorted(
      (one, other) => weight(one.of) - weight(other.of) || other.count - one.count,
    ),
  };
}

/** One of the two files alone asks nobody. */
function asks(result: Result | undefined): boolean {
  if (result?.state !== "looked" || result.headline === "cannot-tell") return false;
  return result.causes.some(({ verdict }) => verdict !== "one-file" && verdict !== "cannot-tell");
}

function hasFiles(result: Result | undefined): boolean {
  if (result?.state !== "looked") return false;
  return result.causes.some(
    ({ id, verdict }) => id === "restart-files" && verdict !== "cannot-tell",
  );
}

/** A pair with nothing left to do: what one button may remove on many workstations. */
export function hasLitter(result: Result | undefined): boolean {
  if (result?.state !== "looked") return false;
  return result.causes.some(({ id, verdict }) => id === "restart-files" && verdict === "leftover");
}

function groupsOf({ result, tried }: Alike): GroupOf[] {
  if (result === undefined) return [{ kind: "waiting", tried }];
  if (result.state === "unreachable") return [{ kind: "unreachable", why: result.why }];
  if (result.state !== "looked") return [{ kind: result.state }];
  const causes = result.causes.map((cause): GroupOf => ({ kind: "cause", cause }));
  const blind = result.causes.some(({ verdict }) => verdict === "cannot-tell");
  if (result.headline === "cannot-tell" && !blind) return [...causes, { kind: "cannot-tell" }];
  return causes.length === 0 ? [{ kind: "nothing-found" }] : causes;
}

const order: Readonly<Record<Cause["verdict"], number>> = {
  leftover: 0,
  stranded: 1,
  pending: 2,
  real: 3,
  unseen: 4,
  stale: 5,
  "one-file": 6,
  "cannot-tell": 7,
  harmless: 8,
  none: 9,
};

/** The worst is the least. */
export function weightOf(verdict: Cause["verdict"]): number {
  return order[verdict];
}

function weight(of: GroupOf): number {
  switch (of.kind) {
    case "cause":
      return order[of.cause.verdict];
    case "cannot-tell":
      return 10;
    case "unreachable":
      return 11;
    case "fault":
      return 12;
    case "nothing-found":
      return 13;
    case "waiting":
      return 14;
  }
}

/** Whether a cause of this verdict weighs something: for the colour of its bar. */
export function isHarmless(verdict: SignalVerdict | Cause["verdict"]): boolean {
  return verdict === "harmless" || verdict === "one-file";
}

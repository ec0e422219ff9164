import type { DiagnosisHeadline } from "#checks/diagnose.ts";
import type { RestartFilesVerdict } from "#checks/restart-files/finding.ts";
import type { SignalVerdict } from "#checks/signal.ts";
import type { ProcessMark } from "../act/process-mark.ts";
import type { Who } from "../cases.ts";
import type { UnreachableReason } from "../ports.ts";

/** One question about many workstations; found again by its id after any restart. */
export interface SweepRecord {
  /** As short as a case's: `K7Q2-MD4X`. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly askedAt: string;
  readonly askedBy: Who;
  /** The person's words, without passwords. Hostile text. */
  readonly question: string;
  readonly scope: Scope;
  readonly focus: Focus;
  /** Why workstations of the scope may be missing from it. */
  readonly gaps: readonly Gap[];
  /** Seconds until what did not answer is asked again, one for each time. */
  readonly retryAfter: readonly number[];
  /** The watch that it is a run of. */
  readonly watch?: string;
}

/** Which workstations are meant; which of them the person may sweep was decided when it began. */
export type Scope =
  | { readonly kind: "all" }
  /** As the inventory spells them; the workstations of any of them. */
  | { readonly kind: "groups"; readonly groups: readonly string[] }
  /** `*` and `?` stand for any characters and any one character. */
  | { readonly kind: "pattern"; readonly pattern: string }
  | { readonly kind: "names"; readonly names: readonly string[] };

/** `rights`: the person may not sweep some; `lists`: not every list of workstations could be read. */
type Gap = "rights" | "lists";

/** What the answer is about first; every workstation is looked at as a whole in either case. */
export type Focus = "everything" | "restart-files";

/** Why a workstation asks, or might: what a sweep is grouped by. */
export interface Cause {
  /** `restart-files`, or a signal's id. */
  readonly id: string;
  readonly verdict: RestartFilesVerdict | SignalVerdict;
}

/** What a sweep knows of one workstation in the end. */
export type Result =
  | {
      readonly state: "looked";
      readonly headline: DiagnosisHeadline;
      /** In the order of the checks. */
      readonly causes: readonly Cause[];
      /** The ids of what could not be looked at; left out when there is none. */
      readonly unseen?: readonly string[];
    }
  | { readonly state: "unreachable"; readonly why: UnreachableReason }
  /** A fault of the bot: the look failed, or what came of it could not be kept. */
  | { readonly state: "fault" };

/** A workstation that is still to be looked at. */
export interface Waiting {
  readonly workstation: string;
  /** How often it was tried and did not answer. */
  readonly tries: number;
}

export interface SettledLine extends Waiting {
  readonly result: Result;
  /** The case with the whole of it; only where it was looked at. */
  readonly case?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A workstation of the sweep; without a result it waits. */
export type SweepLine = Waiting & Partial<SettledLine>;

/** So many workstations are in the same state; without a result they wait. */
export interface Tally {
  readonly result?: Result;
  /** They were tried and did not answer; told only of those that wait. */
  readonly tried: boolean;
  readonly count: number;
}

export interface Sweep extends SweepRecord {
  readonly state: SweepState;
  /** The process that goes on with it. */
  readonly owner: ProcessMark;
  /** Until then nobody else of another host takes it over. ISO 8601, UTC. */
  readonly ownedUntil: string;
  /** Where its message is kept up to date. */
  readonly place?: TellPlace;
}

type SweepState =
  | { readonly kind: "running" }
  | { readonly kind: "ended"; readonly at: string }
  | { readonly kind: "stopped"; readonly at: string; readonly by: Who };

/** A message, in words that only the platform's adapter reads. */
export interface TellPlace {
  readonly platform: string;
  readonly place: string;
}

/**
 * Where sweeps are kept, a line for each workstation. Every method that changes something resolves
 * only when the change is durable, and rejects when it could not be made.
 */
export interface SweepStore {
  /** The lines are worked on in this order. */
  beginSweep(
    sweep: SweepRecord,
    workstations: readonly string[],
    owned: { readonly owner: ProcessMark; readonly until: string },
  ): Promise<void>;
  findSweep(id: string): Promise<Sweep | undefined>;
  /** Oldest first. */
  runningSweeps(): Promise<readonly Sweep[]>;
  /** One winner: only while it is owned by `from`. Also prolongs one's own. */
  ownSweep(
    id: string,
    from: ProcessMark,
    to: { readonly owner: ProcessMark; readonly until: string },
  ): Promise<boolean>;
  tellSweepAt(id: string, place: TellPlace): Promise<void>;
  /** What waits and is due by then (ISO 8601, UTC): the untried first, in the order of the lines. */
  dueLines(id: string, now: string, limit: number): Promise<readonly Waiting[]>;
  /** When the next of what waits is due; undefined when nothing waits. */
  nextDue(id: string): Promise<string | undefined>;
  /** It did not answer and is asked again: false when it has its result already. */
  retryLine(
    id: string,
    workstation: string,
    again: { readonly tries: number; readonly dueAt: string },
  ): Promise<boolean>;
  /** One winner: false when it has its result already, or the sweep does not run any more. */
  settleLine(id: string, line: SettledLine): Promise<boolean>;
  tallySweep(id: string): Promise<readonly Tally[]>;
  /** By name. */
  linesOf(id: string): Promise<readonly SweepLine[]>;
  /** One winner: false when it does not run any more. */
  endSweep(id: string, state: Exclude<SweepState, { readonly kind: "running" }>): Promise<boolean>;
}

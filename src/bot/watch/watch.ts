import type { Who } from "../cases.ts";
import type { ChartTone } from "../chart.ts";
import type { Reply } from "../reply.ts";
import type { Cause, Scope, TellPlace } from "../sweep/sweep.ts";

/** A question that is asked again and again, and answered only where something changed. */
export interface WatchRecord {
  /** As short as a case's: `K7Q2-MD4X`. */
  readonly id: string;
  /** ISO 8601, UTC; anew when the person asks for it again. */
  readonly begunAt: string;
  readonly askedBy: Who;
  /** The person's words, without passwords. Hostile text. */
  readonly question: string;
  readonly scope: Scope;
  readonly everyMinutes: number;
  /** When it ends by itself: the rights of whoever asked are read only when it begins. */
  readonly until: string;
  /**
   * The lists of rights in each of which the person was then. A workstation is looked at only while
   * every list that holds it has all ids of one of these.
   */
  readonly held: readonly (readonly string[])[];
}

export interface Watch extends WatchRecord {
  readonly state: WatchState;
  /** When it is asked again. ISO 8601, UTC. */
  readonly nextAt: string;
  /** The sweep under way whose result is still to be compared, and since when. */
  readonly run?: { readonly sweep: string; readonly takenAt: string };
  /** The message below which changes are told. */
  readonly place?: TellPlace;
}

export type WatchState = { readonly kind: "active" } | WatchEnd;

export type WatchEnd =
  /** Its time was over. */
  | { readonly kind: "ended"; readonly at: string }
  | { readonly kind: "stopped"; readonly at: string; readonly by: Who };

/** What a watch knows of one workstation from its looks so far. */
export interface Known {
  readonly workstation: string;
  /** The last look that saw it; none while it could not be looked at. */
  readonly look?: KnownLook;
  /** Other rights hold for it now than when the watch began: it is not looked at any more. */
  readonly leftOut?: true;
}

export interface KnownLook extends LookMark {
  /** What was there when it was last seen, also where the last look did not see that. */
  readonly causes: readonly Cause[];
  /** What the last look did not see, with the last one that saw whether it was there. */
  readonly unseen: readonly { readonly id: string; readonly seenAt?: LookMark }[];
  /** What was there once and was seen gone. */
  readonly had: readonly string[];
}

/** One look: it was made between these two times (ISO 8601, UTC), and is told in that case. */
export interface LookMark {
  readonly case: string;
  readonly from: string;
  readonly at: string;
}

/** How many workstations of one run were in which state: what is kept of it for good. */
export interface RunCounts {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly counts: Readonly<Partial<Record<ChartTone, number>>>;
}

/** Something to say below the message of a watch. */
export interface News {
  readonly id: string;
  readonly watch: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly reply: Reply;
}

export interface NewsToTell extends News {
  readonly place: TellPlace;
  readonly tries: number;
  /** It is told from then on, by whoever moves this time. */
  readonly dueAt: string;
}

/** What came of one run. */
export interface SettledRun {
  readonly counts: RunCounts;
  /** In place of what was known of these; all others stay as they are. */
  readonly known: readonly Known[];
  /** Workstations of which nothing is known any more. */
  readonly forgotten: readonly string[];
  readonly news?: News;
}

/**
 * Where watches are kept. Every method that changes something resolves only when the change is
 * durable, and rejects when it could not be made. All times are ISO 8601 in UTC.
 */
export interface WatchStore {
  beginWatch(watch: WatchRecord, nextAt: string): Promise<void>;
  /** In place of what was asked before, under the same id; false when it is not active any more. */
  renewWatch(watch: WatchRecord, nextAt: string): Promise<boolean>;
  findWatch(id: string): Promise<Watch | undefined>;
  /** The active ones that this person began, oldest first. */
  watchesOf(personId: string): Promise<readonly Watch[]>;
  tellWatchAt(id: string, place: TellPlace): Promise<void>;
  /** Active, without a run, and due by then: the longest due first. */
  dueWatches(now: string, limit: number): Promise<readonly Watch[]>;
  /** Active, without a run, and over by then. */
  overWatches(now: string): Promise<readonly Watch[]>;
  /** Active, with a run. */
  runningWatches(): Promise<readonly Watch[]>;
  /** One winner: only while it is active, without a run, and due at `from`. */
  takeRun(
    id: string,
    from: string,
    run: { readonly sweep: string; readonly takenAt: string; readonly nextAt: string },
  ): Promise<boolean>;
  /** The run came to nothing and is done again then; false when it is not its run any more. */
  dropRun(id: string, sweep: string, nextAt: string): Promise<boolean>;
  /** One winner, all or nothing: false when it is not its run any more, or it is not active. */
  settleRun(id: string, sweep: string, settled: SettledRun): Promise<boolean>;
  /** By name. */
  knownOf(id: string): Promise<readonly Known[]>;
  /** The runs since then, oldest first. */
  runsOf(id: string, since: string): Promise<readonly RunCounts[]>;
  /** One winner, with what is said of it: false when it is not active any more. */
  endWatch(id: string, end: WatchEnd, news?: News): Promise<boolean>;
  /** Of each watch with a place its oldest untold one, if that is due by then: oldest first. */
  newsToTell(now: string, limit: number): Promise<readonly NewsToTell[]>;
  /** One winner: only while it is untold and due at `from`. Counts as a try. */
  takeNews(id: string, from: string, until: string): Promise<boolean>;
  /** It was told, or given up. */
  closeNews(id: string): Promise<void>;
  /** The newest of a watch, whether it was told or not. */
  lastNews(watch: string): Promise<News | undefined>;
  /**
   * Removes what is older: the sweeps of runs with their lines, news, and watches that ended, with
   * all that was known. Counts of runs stay as long as their watch, cases for good.
   */
  forgetBefore(time: string): Promise<void>;
}

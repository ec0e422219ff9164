import type { Act, OutcomeKind, Who } from "./cases.ts";
import type { Stage } from "./press.ts";
import type { Report } from "./report.ts";
import type { FileAfter } from "./words/outcome.ts";

/**
 * What happened, for whoever has to answer for the bot: written once, never changed, never taken
 * away, each entry chained to the one before it (`audit-chain.ts`).
 */
export interface Audit {
  /**
   * All of them or none, in this order, behind everything that was written before. Resolves when
   * they are durable; rejects when they could not be written.
   */
  append(entries: readonly AuditEntry[]): Promise<void>;
  /** The newest entries of one workstation, newest first. The name as the inventory spells it. */
  history(workstation: string, limit: number): Promise<readonly AuditEntry[]>;
}

/** The same, to be read as a whole: for checking the chain and for handing it out. */
export interface AuditTrail extends Audit {
  /** From the first to the last; never all of them in memory. */
  links(): AsyncIterable<AuditLink>;
  head(): Promise<AuditHead>;
}

/** An entry as it is kept. Whatever is wrong with it is found by `verifyChain`, not here. */
export interface AuditLink {
  /** From 1. */
  readonly position: number;
  /** The entry's own, beside it for searching. */
  readonly workstation: string | null;
  /** `canonical(entry)` */
  readonly text: string;
  /** The hash of the link before. */
  readonly previous: string;
  readonly hash: string;
}

/** How long the chain is and how it ends. Noted elsewhere, it shows later that nothing was cut off. */
export interface AuditHead {
  readonly count: number;
  readonly hash: string;
}

export type AuditEntry = Happened &
  (
    | AskedEntry
    | SweepBegunEntry
    | RefusedEntry
    | OfferedEntry
    | PressedEntry
    | ApprovalAskedEntry
    | ApprovalWithdrawnEntry
    | ActBegunEntry
    | ActEndedEntry
  );

interface Happened {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Platform id, and the name at that time. Hostile text. */
  readonly by: Who;
  /** Where it was said, as the platform names it; left out where the platform has no places. */
  readonly place?: string;
}

/** A question about a workstation, and what was seen. An unknown name is only in the question. */
interface AskedEntry {
  readonly event: "asked";
  readonly case: string;
  readonly workstation?: string;
  /** The person's words, cut and without passwords. Hostile text. */
  readonly question: string;
  readonly headline: Report["headline"];
  readonly why?: NonNullable<Report["why"]>;
  readonly hostKey?: string;
  readonly files: readonly SeenFile[];
  /** Those that were present or could not be seen. */
  readonly signals: readonly { readonly id: string; readonly verdict: string }[];
}

/** A question about many workstations; each that is looked at is told as asked as well. */
interface SweepBegunEntry {
  readonly event: "sweep-begun";
  readonly sweep: string;
  /** The person's words, cut and without passwords. Hostile text. */
  readonly question: string;
  readonly workstations: number;
}

/** Somebody wanted something and did not get it; nothing was looked at or changed. */
interface RefusedEntry {
  readonly event: "refused";
  readonly what: "question" | "press";
  readonly why: Refusal;
  /** Only for a question. Cut and without passwords. Hostile text. */
  readonly question?: string;
  readonly case?: string;
  readonly workstation?: string;
  readonly offer?: string;
  /** So many refusals of the same person before this one were only counted. */
  readonly leftOut?: number;
}

export type Refusal =
  /** The rights say no. */
  | "may-not"
  /** The platform did not say whether the rights say yes. */
  | "cannot-tell"
  /** Too many questions in a short time. */
  | "limit"
  | "unknown-button"
  | "already-pressed"
  | "not-listed"
  /** The button is older than a day. */
  | "expired"
  /** Nobody approves what they asked for themselves. */
  | "own-request"
  /** There was nothing to approve (any more), or it came too late. */
  | "no-request";

interface OfferedEntry extends OfAnOffer {
  readonly event: "offered";
  readonly confirm: "once" | "twice";
  readonly hostKey: string;
  readonly files: readonly SeenFile[];
}

/** A click by someone who may; the last one that is needed is followed by `act-begun`. */
interface PressedEntry extends OfAnOffer {
  readonly event: "pressed";
  readonly stage: Stage;
}

/** The first person has said yes; nothing is done before the second has. */
interface ApprovalAskedEntry extends OfAnOffer {
  readonly event: "approval-asked";
  /** ISO 8601, UTC. */
  readonly until: string;
}

interface ApprovalWithdrawnEntry extends OfAnOffer {
  readonly event: "approval-withdrawn";
  readonly requestedBy: Who;
}

/** Durable before the first step; without it no act begins. */
interface ActBegunEntry extends OfAnAct {
  readonly event: "act-begun";
  /** Whose request it was; `by` has approved it then. */
  readonly requestedBy?: Who;
  readonly hostKey: string;
  /** What the act rests on: how it was before. */
  readonly files: readonly SeenFile[];
}

/** How it was afterwards, by the second look. */
interface ActEndedEntry extends OfAnAct {
  readonly event: "act-ended";
  readonly outcome: AuditedOutcome;
  readonly files: readonly FileAtEnd[];
  /** The folder on the workstation. */
  readonly keptIn?: string;
  /** The offer that puts things back. */
  readonly wayBack?: string;
}

export type AuditedOutcome =
  | OutcomeKind
  /** Nothing was changed: the workstation did not answer. */
  | "unreachable"
  /** Undo only. Nothing was changed: the workstation was not as the removal had left it. */
  | "not-as-left"
  /** Nothing was changed: the bot ended before the first step, and gave the offer back later. */
  | "cut-off"
  /** A fault of the bot stopped it; the offer's journal says how far it came. */
  | "fault";

interface OfAnAct extends Omit<OfAnOffer, "act"> {
  /** `purge-kept` is nobody's click: what was kept is removed after its time. */
  readonly act: Act | "purge-kept";
}

interface OfAnOffer {
  readonly case: string;
  readonly workstation: string;
  readonly offer: string;
  readonly act: Act;
}

export interface SeenFile {
  readonly path: string;
  readonly bytes: number;
  /** ISO 8601, UTC. */
  readonly modified: string;
  /** Left out when the content could not be read. */
  readonly sha256?: string;
}

export interface FileAtEnd {
  readonly name: string;
  readonly at: FileAfter["at"];
  /** Only where the second look saw these very bytes. */
  readonly sha256?: string;
}

import type { PastLook } from "#checks/past/look.ts";
import type { Reply } from "./reply.ts";
import type { Report } from "./report.ts";

/** One question and what came of it; found again by its short id after any restart. */
export interface CaseRecord {
  /** Short and easy to read out on the phone: `K7Q2MD`. */
  readonly id: string;
  readonly workstation: string;
  /** ISO 8601, UTC. */
  readonly askedAt: string;
  readonly askedBy: Who;
  /** The person's words. Hostile text. */
  readonly question: string;
  readonly report: Report;
  /** What was said, so that the message can be worded again when its button is pressed. */
  readonly reply: Reply;
}

/** A platform id, and the name at that time. */
export interface Who {
  readonly id: string;
  readonly name: string;
}

/** An act proposed with a button, bound to the exact evidence that it rests on. */
export interface OfferRecord {
  readonly id: string;
  readonly caseId: string;
  readonly workstation: string;
  readonly act: Act;
  readonly confirm: "once" | "twice";
  readonly evidence: Evidence;
}

export type Act = "clear-restart-files" | "undo-clear";

/** What must still be so at the click. */
export interface Evidence {
  /** `SHA256:…` */
  readonly hostKey: string;
  readonly windowsDirectory: string;
  /** The files that the act moves, in no particular order. */
  readonly files: readonly FileEvidence[];
  /** What is lost by the act, one sentence part each (`C:\X\A.000 → A.DLL`); shown before it. */
  readonly loses: readonly string[];
}

export interface FileEvidence {
  readonly name: string;
  /** Where it is now. */
  readonly path: string;
  /** Undo only: where it goes back to. */
  readonly home?: string;
  readonly bytes: number;
  /** ISO 8601, UTC, whole seconds. */
  readonly modified: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export type OfferState =
  | { readonly state: "open" }
  | Taken
  | {
      readonly state: "closed";
      readonly by: Who;
      readonly at: string;
      readonly outcome: OutcomeKind;
    };

/** Somebody's act is under way, or was cut off before its end. */
export interface Taken {
  readonly state: "taken";
  readonly by: Who;
  readonly at: string;
}

/** Worded from the second look, never from what the steps claimed. */
export type OutcomeKind =
  /** Both names are gone and what was shown lies in the kept place. */
  | "removed"
  /** One is gone, one is still there. */
  | "partly"
  /** Nothing changed. */
  | "still-there"
  /** Everything is back where it was. */
  | "restored"
  /** Some of it is back. */
  | "partly-restored"
  /** The evidence was no longer what was shown; nothing was changed. */
  | "evidence-changed"
  /** What was kept has been removed, after its time. */
  | "purged"
  /** It should have been, and is still there. */
  | "still-kept"
  /** The second look failed: say so. */
  | "unknown";

/** A removal that waits for a second person. */
export interface ApprovalRequest {
  readonly by: Who;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** From then on it is void. ISO 8601, UTC. */
  readonly until: string;
}

/** A line of the act's journal, durable before the next remote step begins. */
export interface JournalNote {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** `begin`, `resume`, `make-directory`, `move`, `verify`, `put-back`, `look-again`, … */
  readonly step: string;
  /** Facts of the step: paths, hashes, answers. Never a secret. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Where cases, offers and acts are kept. Every method that changes something resolves only when
 * the change is durable; it rejects when it could not be made (a bug or a broken disk).
 */
export interface CaseStore {
  /**
   * The case and its offers, all or nothing. `unlisted`: it is none of a person's own cases, of
   * which forty of a sweep would leave none to be seen.
   */
  add(record: CaseRecord, offers: readonly OfferRecord[], as?: "unlisted"): Promise<void>;
  findCase(id: string): Promise<CaseRecord | undefined>;
  /** The newest cases of one person, newest first, by the platform id. */
  casesOf(personId: string, limit: number): Promise<readonly CaseRecord[]>;
  /**
   * What the newest cases of a workstation saw, newest first; a case in which it was not looked at
   * (it could not be reached) is none. The name as the inventory spells it.
   */
  pastLooks(workstation: string, limit: number): Promise<readonly PastLook[]>;
  findOffer(id: string): Promise<(OfferRecord & OfferState) | undefined>;
  /**
   * Open ways back of cases whose last act was before that time (ISO 8601, UTC), oldest first: what
   * they would put back is still kept on the workstation.
   */
  keptBefore(time: string): Promise<readonly OfferRecord[]>;
  /** Every offer that is taken, oldest act first: acts under way, and those that were cut off. */
  unfinished(): Promise<readonly (OfferRecord & Taken)[]>;
  /** In the order in which they were offered. */
  offersOf(caseId: string): Promise<readonly (OfferRecord & OfferState)[]>;
  /** One winner, across processes that share the store; the loser gets the state it lost to. */
  take(offerId: string, by: Who, at: string): Promise<{ won: boolean; offer: OfferState }>;
  /**
   * Asks for a second yes to an open offer; a request that is not void by then wins against it. One
   * winner, across processes.
   */
  request(
    offerId: string,
    request: ApprovalRequest,
  ): Promise<{ won: boolean; request: ApprovalRequest }>;
  requestOf(offerId: string): Promise<ApprovalRequest | undefined>;
  /** Like `take`, in the name of whoever asked, and only while that very request stands. */
  takeApproved(
    offerId: string,
    request: ApprovalRequest,
    at: string,
  ): Promise<{ won: boolean; offer: OfferState }>;
  /** False when there is no request (any more), or it is acted upon already. */
  withdraw(offerId: string): Promise<boolean>;
  /** Open offers whose requests are not void at `now` (ISO 8601, UTC), oldest request first. */
  requests(
    now: string,
  ): Promise<readonly { readonly offer: OfferRecord; readonly request: ApprovalRequest }[]>;
  /** Gives a taken offer back: nothing was changed on the workstation (it could not be reached). */
  release(offerId: string): Promise<void>;
  /**
   * Appends to the journal of the act that was taken with this offer. With `after`, only if the
   * journal holds exactly that many notes: one that grew has another process at the act, and the
   * step that this note announces must not begin. It rejects then.
   */
  note(offerId: string, note: JournalNote, after?: number): Promise<void>;
  journal(offerId: string): Promise<readonly JournalNote[]>;
  /** Closes the offer with its outcome, and opens the way back if there is one: all or nothing. */
  finish(offerId: string, outcome: OutcomeKind, wayBack: OfferRecord | undefined): Promise<void>;
}

/** Once-only claims for deliveries that platforms repeat (event ids, interaction ids). */
export interface Claims {
  /** True for the first claim of a key in 24 hours, across restarts and processes. */
  claim(key: string): Promise<boolean>;
}

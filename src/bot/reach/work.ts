import type { Consent } from "../act/perform.ts";
import type { Pressed } from "../bot.ts";
import type { Look } from "../looks.ts";
import type { OnOffer } from "../on-offer.ts";
import type { SweepRecord, Waiting } from "../sweep/sweep.ts";

/**
 * How work on a workstation is done: in this process, or by whichever process reaches it. Nobody who
 * hands it out knows which.
 */
export interface Work {
  /** A look for a question that was asked then. What nobody could look at is not `ok`. */
  look(workstation: string, askedAt: Date): Promise<Look>;
  /**
   * Looks at a workstation of a sweep. Resolves when the line has its result or is to be tried
   * again, or when the signal came before it was begun. Rejects when that could not be kept.
   */
  line(piece: LinePiece, signal: AbortSignal): Promise<void>;
  /** An act that the person has said every yes to. */
  act(on: OnOffer, consent: Consent): Promise<Pressed>;
}

/** A workstation of a sweep, with all that a look for it needs. */
export interface LinePiece {
  readonly sweep: Pick<SweepRecord, "id" | "question" | "askedBy" | "retryAfter">;
  readonly line: Waiting;
}

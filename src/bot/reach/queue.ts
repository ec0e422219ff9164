/** Work that processes hand to each other, as text that only `doPiece` reads. */
export interface WorkQueue {
  /**
   * Resolves with what came of it. Withdraws what nobody has begun in time, when no worker of the
   * site lives, and when the signal comes: then nobody begins it any more. Rejects with a fault of
   * whoever did it, or when it could not be handed out.
   */
  hand(errand: Errand, signal: AbortSignal): Promise<Handed>;
  /** Does errands of this kind, so many at once, until the signal. Never rejects. */
  serve(serving: Serving, signal: AbortSignal): Promise<void>;
}

/** Whose work it is: of the workers of a site, or of every process that belongs to none. */
interface Place {
  readonly site: string | undefined;
  /** `now`: somebody waits for it. */
  readonly kind: "now" | "lines";
}

export interface Errand extends Place {
  readonly text: string;
  /** What waits or is under way with the same key is not handed out again, but waited for. */
  readonly key?: string;
  /** Milliseconds until it must be begun, and until it must have ended. */
  readonly within: { readonly begin: number; readonly end: number };
}

export interface Serving extends Place {
  readonly most: number;
  readonly work: (text: string) => Promise<string>;
}

export type Handed =
  | { readonly state: "done"; readonly text: string }
  /** It was never begun, and never will be. */
  | { readonly state: "nobody" }
  /** Somebody began it, and has not been heard of since. */
  | { readonly state: "lost" };

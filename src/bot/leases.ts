import type { ProcessMark } from "./act/process-mark.ts";

/** For how long a lease is wanted, and whom it may be taken from. */
interface LeaseTerm {
  /** From the moment at which the store writes it. */
  readonly milliseconds: number;
  /** A holder that is known to have ended: it is followed before its time is over. */
  readonly after?: ProcessMark;
}

/**
 * What one process of several does at a time, such as speaking to a platform that tells everything
 * to everybody. Times are compared by one clock, that of the store: in PostgreSQL the server's, in
 * SQLite that of the one machine which has the file. So a lease is taken for a length of time and
 * never until a time, which the clocks of two hosts would not agree on.
 */
export interface Leases {
  /**
   * Takes a lease that is free, or prolongs one's own. Resolves with who holds it from now on: `by`
   * for one winner across processes, for the others whoever they would have to wait for.
   */
  take(name: string, by: ProcessMark, term: LeaseTerm): Promise<ProcessMark>;
  /** Free at once; nothing happens when somebody else holds it. */
  giveBack(name: string, by: ProcessMark): Promise<void>;
}

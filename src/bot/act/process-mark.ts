import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

/** Which process performs an act; it stands in the journal, for whoever finds the act unfinished. */
export interface ProcessMark {
  readonly host: string;
  readonly pid: number;
  /** New with every start: a container gives every process of it the same host and pid. */
  readonly run: string;
}

export const thisProcess: ProcessMark = {
  host: hostname(),
  pid: process.pid,
  run: randomUUID(),
};

/**
 * Whether the process may still be there; only a process of this host can be known to have ended.
 * A pid that was given to another program since looks alive, so nothing rests on a yes for longer
 * than a lease.
 */
export function mayStillRun(mark: ProcessMark): boolean {
  if (mark.host !== thisProcess.host || mark.run === thisProcess.run) return true;
  if (mark.pid === thisProcess.pid) return false;
  try {
    // Signal 0 is sent to nobody; it only asks.
    process.kill(mark.pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and belongs to another user.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

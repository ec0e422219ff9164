import { thisProcess } from "../act/process-mark.ts";
import type { Desk } from "../desk.ts";
import { pauseFor } from "../pauses.ts";
import type { LinePiece } from "../reach/work.ts";
import type { Sweep, Waiting } from "./sweep.ts";

/** How long a process is believed to go on with a sweep; it says so again three times as often. */
const leaseMilliseconds = 60_000;

/** A store that does not take a result now is asked again after this. */
const storePause = 2_000;

/** What is waited for at most before the store is asked again: somebody else may have ended it. */
const mostPause = 5_000;

/**
 * Goes on with a sweep that this process owns: looks at what is due, until nothing waits (true), or
 * until it is ended by somebody, taken over, or the signal comes (false). Never rejects.
 */
export async function driveSweep(desk: Desk, id: string, signal: AbortSignal): Promise<boolean> {
  const inFlight = new Map<string, Promise<void>>();
  const over = new AbortController();
  const stopped = AbortSignal.any([signal, over.signal]);
  const begin = async (sweep: Sweep, line: Waiting): Promise<void> => {
    const giveBack = await desk.sweepPlaces.take();
    if (stopped.aborted) return giveBack();
    const looking = desk.work
      .line({ sweep: pieceOf(sweep), line }, stopped)
      .catch(async (error: unknown) => {
        desk.log.error({ err: error, sweep: id }, "a result of a sweep could not be written down");
        await pauseFor(storePause, signal);
      })
      .finally(() => {
        inFlight.delete(line.workstation);
        giveBack();
      });
    inFlight.set(line.workstation, looking);
  };
  /** True once nothing waits, false when it is not this process's any more; else there is more to do. */
  const step = async (): Promise<boolean | "more"> => {
    const sweep = await mine(desk, id);
    if (sweep === undefined || signal.aborted) return false;
    const due = await fresh(desk, id, inFlight);
    for (const line of due) await begin(sweep, line);
    if (due.length > 0) return "more";
    if (inFlight.size > 0) {
      // Another process may be at them for long: the sweep is owned, and stopped, meanwhile.
      const woken = new AbortController();
      await Promise.race([...inFlight.values(), pauseFor(mostPause, woken.signal)]);
      woken.abort();
      return "more";
    }
    const next = await desk.sweeps.nextDue(id);
    if (next === undefined) return true;
    const wait = Date.parse(next) - desk.now().getTime();
    await pauseFor(Math.max(0, Math.min(wait, mostPause)), signal);
    return "more";
  };
  try {
    for (;;) {
      const came = await step().catch(async (error: unknown) => {
        desk.log.error({ err: error, sweep: id }, "a sweep cannot go on now");
        // A database that is started again: nobody else takes over what this process still owns.
        await pauseFor(storePause, signal);
        return "more" as const;
      });
      if (came !== "more") return came;
    }
  } finally {
    over.abort();
    await Promise.all(inFlight.values());
  }
}

/** What a look needs of it: it may be handed to another process. */
function pieceOf({ id, question, askedBy, retryAfter }: Sweep): LinePiece["sweep"] {
  return { id, question, askedBy, retryAfter };
}

/** Due, and not being looked at: a few at a time, so that a sweep which is stopped stops soon. */
async function fresh(
  { sweeps, now, sweepPlaces }: Desk,
  id: string,
  inFlight: ReadonlyMap<string, unknown>,
): Promise<readonly Waiting[]> {
  const due = await sweeps.dueLines(id, now().toISOString(), inFlight.size + sweepPlaces.most);
  return due.filter(({ workstation }) => !inFlight.has(workstation));
}

/** The sweep, while it runs and is this process's; the lease is prolonged in time. */
async function mine({ sweeps, now }: Desk, id: string): Promise<Sweep | undefined> {
  const sweep = await sweeps.findSweep(id);
  if (sweep?.state.kind !== "running" || sweep.owner.run !== thisProcess.run) return undefined;
  const left = Date.parse(sweep.ownedUntil) - now().getTime();
  if (left > (leaseMilliseconds * 2) / 3) return sweep;
  return (await sweeps.ownSweep(id, thisProcess, owned(now()))) ? sweep : undefined;
}

export function owned(now: Date): { readonly owner: typeof thisProcess; readonly until: string } {
  return {
    owner: thisProcess,
    until: new Date(now.getTime() + leaseMilliseconds).toISOString(),
  };
}

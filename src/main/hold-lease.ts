import type { Logger } from "pino";
import { mayStillRun, type ProcessMark, thisProcess } from "#bot/act/process-mark.ts";
import type { Leases } from "#bot/leases.ts";
import { pauseFor } from "#bot/pauses.ts";

/** Milliseconds. */
export interface LeasePace {
  /** Another host's process that died is followed after this. */
  readonly lasts: number;
  readonly prolongEvery: number;
  /** So long before its end a lease that could not be prolonged is given up. */
  readonly leaveBefore: number;
  /** Between two looks of a process that stands by. */
  readonly tryEvery: number;
}

export const leasePace: LeasePace = {
  lasts: 15_000,
  prolongEvery: 3_000,
  // A dead line is closed in five seconds.
  leaveBefore: 6_000,
  tryEvery: 1_000,
};

export interface LeaseWanted {
  readonly leases: Leases;
  readonly name: string;
  readonly log: Logger;
  readonly pace: LeasePace;
}

/** A lease that this process has. */
export interface HeldLease {
  /** Settles with the reason when it has to be given up; it lasts for `leaveBefore` more then. */
  readonly over: Promise<string>;
  /** Others may have it at once. Never rejects, and takes few seconds at most. */
  giveBack(): Promise<void>;
}

/** A store that does not answer holds up no end. */
const giveBackWithin = 2_000;

/**
 * One try: the lease, which is prolonged from then on, or whoever has it. A process of this host
 * that is known to have ended is followed before its time is over. Rejects when the store fails.
 *
 * How long it may be relied on is measured here, from before the store was asked and by a clock that
 * nobody sets, so it ends here before it ends in the store, whatever the clocks say.
 */
export async function takeLease(wanted: LeaseWanted): Promise<HeldLease | ProcessMark> {
  const asked = performance.now();
  const holder = await take(wanted);
  return holder.run === thisProcess.run ? hold(wanted, asked) : holder;
}

async function take({ leases, name, pace }: LeaseWanted): Promise<ProcessMark> {
  const milliseconds = pace.lasts;
  const holder = await leases.take(name, thisProcess, { milliseconds });
  if (mayStillRun(holder)) return holder;
  return await leases.take(name, thisProcess, { milliseconds, after: holder });
}

function hold(wanted: LeaseWanted, asked: number): HeldLease {
  const { leases, name, log, pace } = wanted;
  const over = Promise.withResolvers<string>();
  const ending = new AbortController();
  let deadline: NodeJS.Timeout | undefined;

  const end = (why: string): void => {
    clearTimeout(deadline);
    over.resolve(why);
    ending.abort();
  };
  const reliedOnFrom = (from: number): void => {
    clearTimeout(deadline);
    const left = from + pace.lasts - pace.leaveBefore - performance.now();
    deadline = setTimeout(() => end("the lease could not be prolonged"), Math.max(0, left));
  };
  const prolong = async (): Promise<void> => {
    const from = performance.now();
    try {
      const holder = await take(wanted);
      if (ending.signal.aborted) return;
      if (holder.run === thisProcess.run) reliedOnFrom(from);
      else end("another process has the lease");
    } catch (error) {
      log.warn({ err: error, lease: name }, "a lease could not be prolonged");
    }
  };
  const stay = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await pauseFor(pace.prolongEvery, ending.signal);
      if (!ending.signal.aborted) await prolong();
    }
  };
  const leave = async (): Promise<void> => {
    // After a prolonging that is under way, which would take it again.
    await staying;
    await leases.giveBack(name, thisProcess).catch((error: unknown) => {
      log.warn({ err: error, lease: name }, "a lease could not be given back; it ends by itself");
    });
  };

  reliedOnFrom(asked);
  const staying = stay();
  return {
    over: over.promise,
    async giveBack() {
      end("it was given back");
      const late = new AbortController();
      await Promise.race([leave(), pauseFor(giveBackWithin, late.signal)]);
      late.abort();
    },
  };
}

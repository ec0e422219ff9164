import type { Logger } from "pino";
import type { ProcessMark } from "#bot/act/process-mark.ts";
import { thisProcess } from "#bot/act/process-mark.ts";
import type { Health } from "#bot/health.ts";
import type { Leases } from "#bot/leases.ts";
import type { Nudge } from "#bot/nudge.ts";
import { pauseFor } from "#bot/pauses.ts";
import { type HeldLease, type LeasePace, leasePace, takeLease } from "./hold-lease.ts";
import type { KeepPlatform, Platform } from "./keep-platform.ts";

/** A platform that tells everything to everybody who listens, so that one process may speak to it. */
export interface InTurns {
  /** As people know it: `Discord`. */
  readonly name: string;
  /** That of the lease, and of its ids in the rights: `discord`. */
  readonly id: string;
  readonly begin: () => Promise<Platform>;
  readonly leases: Leases;
  readonly nudge: Pick<Nudge, "now">;
  readonly log: Logger;
  readonly pace?: LeasePace;
  /** Milliseconds after which whoever spoke before is surely silent: running answers end sooner. */
  readonly silentAfter?: number;
}

/**
 * Begins a platform in the process that has its lease; in the others a platform that stands by until
 * it is their turn. Rejects as `begin` does; then others may try.
 */
export function inTurns(wanted: InTurns): KeepPlatform["begin"] {
  const { id, leases, log, pace = leasePace } = wanted;
  const lease = { leases, name: id, log, pace };
  let held: HeldLease | undefined;
  const look = async (): Promise<Standing> => {
    try {
      const taken = await takeLease(lease);
      if ("run" in taken) return { kind: "waits", holder: taken };
      held = taken;
      return { kind: "may-speak" };
    } catch (error) {
      log.warn({ err: error, lease: id }, "a lease cannot be read");
      return { kind: "cannot-tell" };
    }
  };
  const giveBack = async (): Promise<void> => {
    const had = held;
    held = undefined;
    await had?.giveBack();
  };
  return async (signal) => {
    const first: Standing = held === undefined ? await look() : { kind: "may-speak" };
    if (held === undefined) {
      return standBy(wanted, { first, look, giveBack, every: pace.tryEvery, signal });
    }
    return await speak(wanted, held, giveBack);
  };
}

type Standing =
  | { readonly kind: "may-speak" }
  | { readonly kind: "waits"; readonly holder: ProcessMark }
  | { readonly kind: "cannot-tell" };

async function speak(
  { begin, nudge, silentAfter = 20_000 }: InTurns,
  { over }: HeldLease,
  giveBack: () => Promise<void>,
): Promise<Platform> {
  const since = new Date().toISOString();
  const alone = AbortSignal.timeout(silentAfter);
  let platform: Platform;
  try {
    platform = await begin();
  } catch (error) {
    // Whoever reaches it better may have it.
    await giveBack();
    throw error;
  }
  const lookAgain = (): void => nudge.now();
  alone.addEventListener("abort", lookAgain);
  return {
    ...platform,
    over,
    orphaned: (by, at) => alone.aborted && (by.run !== thisProcess.run || at < since),
    async stop() {
      alone.removeEventListener("abort", lookAgain);
      // Nothing is heard from here on, so another process may listen while running answers end.
      const stopping = platform.stop();
      await (platform.leave?.() ?? stopping);
      await giveBack();
      await stopping;
    },
  };
}

interface StandingBy {
  readonly first: Standing;
  readonly look: () => Promise<Standing>;
  readonly giveBack: () => Promise<void>;
  /** Milliseconds between two looks. */
  readonly every: number;
  /** Nothing is begun any more. */
  readonly signal: AbortSignal;
}

function standBy(
  { name, id, log }: InTurns,
  { first, look, giveBack, every, signal }: StandingBy,
): Platform {
  const stopping = new AbortController();
  const turn = Promise.withResolvers<string>();
  let standing = first;
  let since = new Date();
  const note = (now: Standing): void => {
    if (now.kind === "waits" && !isSame(standing, now)) tellWho(now.holder);
    if (now.kind !== standing.kind) since = new Date();
    standing = now;
  };
  const tellWho = ({ host, pid }: ProcessMark): void =>
    log.info({ host, pid }, `another process speaks to ${name}; this one stands by`);
  const wait = async (): Promise<void> => {
    while (!stopping.signal.aborted && standing.kind !== "may-speak") {
      await pauseFor(every, stopping.signal);
      if (!stopping.signal.aborted) note(await look());
    }
    if (!stopping.signal.aborted) turn.resolve(`it is this process's turn to speak to ${name}`);
  };

  if (first.kind === "waits") tellWho(first.holder);
  const waiting = wait();
  return {
    standsBy: () => true,
    over: turn.promise,
    broken: new Promise(() => {}),
    health: (): Health =>
      standing.kind === "cannot-tell"
        ? { ok: false, since, says: `cannot tell who speaks to ${name}: the store does not answer` }
        : { ok: true, since, says: `stands by; another process speaks to ${name}` },
    tell: async () => false,
    tellBelow: async () => false,
    knownIds: async (ids) => ({
      unknown: [],
      unchecked: ids.filter((one) => one.startsWith(`${id}:`)),
    }),
    async stop() {
      stopping.abort();
      await waiting;
      if (signal.aborted) await giveBack();
    },
  };
}

function isSame(one: Standing, other: Standing): boolean {
  const run = (of: Standing): string => (of.kind === "waits" ? of.holder.run : of.kind);
  return run(one) === run(other);
}

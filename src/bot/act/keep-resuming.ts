import { setTimeout as pause } from "node:timers/promises";
import type { Nudge } from "../nudge.ts";
import type { BotDeps } from "../settle-case.ts";
import type { Telling } from "../tell-lost.ts";
import { tellLost } from "../tell-lost.ts";
import type { Resumed } from "./resume.ts";
import { resumeActs } from "./resume.ts";

const minute = 60 * 1000;

/**
 * Milliseconds between two looks at what waits. Together some nine hours, so that a workstation
 * that is off at night is met in the morning.
 */
const waitingPauses: readonly number[] = [
  ...[0.5, 1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...Array.from({ length: 8 }, () => 60 * minute),
];

export interface KeepResuming {
  /** Ends the waiting; a look that is under way ends first. */
  readonly signal: AbortSignal;
  /** Told after each pass, only of what had not been found so before. */
  readonly onResumed: (resumed: Resumed) => void;
  /** Where people still wait for the last word of a process that ended. */
  readonly telling?: Telling;
  /** Milliseconds after a pass in which something waited; when they are used up, the last again. */
  readonly pauses?: readonly number[];
  /** Milliseconds after a pass in which nothing waited: a shell or another process may be killed, too. */
  readonly idle?: number;
  /** Has the next look begin at once: a platform was begun, so lost questions can be told there. */
  readonly nudge?: Pick<Nudge, "next">;
}

/**
 * Resumes acts until the signal comes, less and less often while something waits. What was not
 * shown until the pauses were used up ends as unknown. Never rejects: it belongs to nobody's click.
 */
export async function keepResuming(deps: BotDeps, keep: KeepResuming): Promise<void> {
  const { signal, onResumed, telling, pauses = waitingPauses, idle = 5 * minute, nudge } = keep;
  const told = new Map<string, string>();
  let waited = 0;
  while (!signal.aborted) {
    // Before the look: a nudge meanwhile is not missed.
    const ended = AbortSignal.any([signal, ...(nudge === undefined ? [] : [nudge.next()])]);
    const passed = await onePass(deps, { last: waited >= pauses.length, telling });
    const resumed = passed.filter(({ came }) => came.kind !== "waiting" || came.why !== "in-hand");
    for (const one of resumed) {
      const how = one.came.kind === "waiting" ? one.came.why : one.came.kind;
      if (told.get(one.offer.id) !== how) onResumed(one);
      told.set(one.offer.id, how);
    }
    const waits = resumed.some(({ came }) => came.kind === "waiting");
    const next = waits ? pauses[Math.min(waited, pauses.length - 1)] : idle;
    // Without a reference: waiting for a workstation never keeps the process from ending.
    await pause(next, undefined, { signal: ended, ref: false }).catch(() => {});
    // A nudge uses up no pause.
    if (!ended.aborted) waited = waits ? waited + 1 : 0;
  }
}

async function tellQuietly(
  deps: BotDeps,
  telling: Telling,
  resumed: readonly Resumed[],
): Promise<void> {
  try {
    await tellLost(deps, telling, resumed);
  } catch (error) {
    deps.log.error({ err: error }, "the messages that are still open could not be read");
  }
}

async function onePass(
  deps: BotDeps,
  { last, telling }: { readonly last: boolean; readonly telling: Telling | undefined },
): Promise<readonly Resumed[]> {
  try {
    const resumed = await resumeActs(deps, { last });
    // Not waited for: a platform in its bad minutes would hold up the next look at acts.
    if (telling !== undefined) void tellQuietly(deps, telling, resumed);
    return resumed;
  } catch (error) {
    deps.log.error({ err: error }, "what had not ended could not be read");
    return [];
  }
}

import { setTimeout as pause } from "node:timers/promises";
import type { BotDeps } from "../settle-case.ts";
import { purgeKept } from "./purge.ts";

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** Few at a time: nobody waits for it, and everybody else's questions do. */
const mostAtOnce = 20;

export interface KeepPurging {
  readonly signal: AbortSignal;
  /** How long what was removed is kept. */
  readonly days: number;
  /** Milliseconds between two passes. */
  readonly every?: number;
}

/**
 * Takes away what was kept long enough, until the signal comes. A workstation that could not be
 * reached is tried again a day later. Never rejects: it belongs to nobody's click.
 */
export async function keepPurging(deps: BotDeps, keep: KeepPurging): Promise<void> {
  const { signal, days, every = hour } = keep;
  const tried = new Map<string, number>();
  while (!signal.aborted) {
    const now = deps.now().getTime();
    for (const [id, at] of tried) if (now - at >= day) tried.delete(id);
    await onePass(deps, { signal, tried, before: new Date(now - days * day) });
    // Without a reference: it never keeps the process from ending.
    await pause(every, undefined, { signal, ref: false }).catch(() => {});
  }
}

interface Pass {
  readonly signal: AbortSignal;
  /** Offers that were tried, and when (milliseconds). */
  readonly tried: Map<string, number>;
  readonly before: Date;
}

async function onePass(deps: BotDeps, { signal, tried, before }: Pass): Promise<void> {
  try {
    const kept = await deps.cases.keptBefore(before.toISOString());
    const due = kept.filter(({ id }) => !tried.has(id)).slice(0, mostAtOnce);
    for (const offer of due) {
      if (signal.aborted) return;
      if (deps.inventory.find(offer.workstation) === undefined) continue;
      tried.set(offer.id, deps.now().getTime());
      const { kind, ...how } = await purgeKept(deps, offer);
      const facts = { case: offer.caseId, workstation: offer.workstation, came: kind, ...how };
      deps.log.info(facts, "what was kept long enough was to be removed");
    }
  } catch (error) {
    deps.log.error({ err: error }, "what was kept long enough could not be removed");
  }
}

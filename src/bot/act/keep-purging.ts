import { setTimeout as pause } from "node:timers/promises";
import type { OfferRecord } from "../cases.ts";
import type { Desk } from "../desk.ts";
import { openDesk } from "../desk.ts";
import { reaches } from "../reach/sites.ts";
import type { BotDeps } from "../settle-case.ts";
import type { Purged } from "./purge.ts";
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
 * Takes away what was kept long enough, until the signal comes. What could not be taken away is
 * tried again a day later, and each time the log says why. Never rejects: it belongs to nobody's
 * click.
 */
export async function keepPurging(given: BotDeps, keep: KeepPurging): Promise<void> {
  const desk = openDesk(given);
  const deps = { ...desk, workstations: desk.forUpkeep };
  const { signal, days, every = hour } = keep;
  const tried = new Map<string, number>();
  while (!signal.aborted) {
    const before = new Date(deps.now().getTime() - days * day);
    await onePass(deps, { signal, tried, before });
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

async function onePass(deps: Desk, { signal, tried, before }: Pass): Promise<void> {
  try {
    const kept = await deps.cases.keptBefore(before.toISOString());
    const mine = kept.filter(({ workstation }) => reaches(deps, workstation));
    for (const offer of chooseDue(mine, tried, deps.now().getTime())) {
      if (signal.aborted) return;
      tried.set(offer.id, deps.now().getTime());
      await tellTry(deps, offer);
    }
  } catch (error) {
    deps.log.error({ err: error }, "what was kept long enough could not be read");
  }
}

/** Whose last try is longest ago: a machine that never answers holds no other one up. */
function chooseDue(
  kept: readonly OfferRecord[],
  tried: Map<string, number>,
  now: number,
): readonly OfferRecord[] {
  const still = new Set(kept.map(({ id }) => id));
  for (const id of tried.keys()) if (!still.has(id)) tried.delete(id);
  const lastTry = ({ id }: OfferRecord): number => tried.get(id) ?? -Infinity;
  return kept
    .filter((offer) => now - lastTry(offer) >= day)
    .toSorted((one, other) => (lastTry(one) < lastTry(other) ? -1 : 1))
    .slice(0, mostAtOnce);
}

type Tried = Purged | { readonly kind: "not-now"; readonly why: "not-listed" };

async function tellTry(deps: Desk, offer: OfferRecord): Promise<void> {
  const about = { case: offer.caseId, workstation: offer.workstation };
  try {
    const listed = deps.inventory.find(offer.workstation) !== undefined;
    const tried: Tried = listed
      ? await purgeKept(deps, offer)
      : { kind: "not-now", why: "not-listed" };
    const { kind, ...how } = tried;
    const facts = { ...about, came: kind, ...how };
    if (kind === "not-now") deps.log.warn(facts, "what was kept long enough is still there");
    else deps.log.info(facts, "what was kept long enough was to be removed");
  } catch (error) {
    deps.log.error({ err: error, ...about }, "what was kept long enough could not be removed");
  }
}

import { shareConnections } from "./connections.ts";
import type { Looks } from "./looks.ts";
import { shareLooks } from "./looks.ts";
import type { Workstations } from "./ports.ts";
import type { Rates } from "./rates.ts";
import { slidingRates } from "./rates.ts";
import type { Refusals } from "./refusals.ts";
import { boundedRefusals } from "./refusals.ts";
import type { BotDeps } from "./settle-case.ts";
import type { SweepPlaces } from "./sweep/places.ts";
import { sweepPlaces } from "./sweep/places.ts";
import type { UnderWay } from "./sweep/under-way.ts";
import { underWay } from "./sweep/under-way.ts";
import type { Work } from "./work/work.ts";
import { workHere } from "./work/work-here.ts";

/** Where nothing is limited, as in practice. */
const defaultConnections = 32;

/** What the flows of one bot share: it lives as long as the bot and is kept nowhere. */
export interface Desk extends BotDeps {
  readonly rates: Rates;
  readonly looks: Looks;
  readonly refusals: Refusals;
  /** For the looks of all sweeps together: some connections are always left for questions. */
  readonly sweepPlaces: SweepPlaces;
  readonly sweepsUnderWay: UnderWay;
  /** Every look and every act goes through it. */
  readonly work: Work;
  /** For what goes on beside people's questions and clicks, and never before them. */
  readonly forUpkeep: Workstations;
}

/**
 * A desk that is open stays as it is: what goes on beside the bot, such as mending acts that were cut
 * off, shares its connections.
 */
export function openDesk(deps: BotDeps | Desk): Desk {
  if ("looks" in deps) return deps;
  const { workstations, limits, now } = deps;
  const connections = shareConnections(workstations, limits?.connections ?? Infinity);
  const places = sweepPlaces(limits?.connections ?? defaultConnections);
  const desk: Desk = {
    ...deps,
    // What is left to open one by itself is an act.
    workstations: connections.forActs,
    rates: slidingRates(limits?.questionsPerMinute, now),
    looks: shareLooks(connections, now),
    refusals: boundedRefusals(now),
    sweepPlaces: places,
    sweepsUnderWay: underWay(),
    work: workHere(() => desk, places.most),
    forUpkeep: connections.forUpkeep,
  };
  return desk;
}

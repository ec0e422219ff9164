import { shareConnections } from "./connections.ts";
import type { Looks } from "./looks.ts";
import { shareLooks } from "./looks.ts";
import type { Workstations } from "./ports.ts";
import type { Rates } from "./rates.ts";
import { slidingRates } from "./rates.ts";
import type { Work } from "./reach/work.ts";
import { serveWork, workAnywhere } from "./reach/work-anywhere.ts";
import { workHere } from "./reach/work-here.ts";
import type { Refusals } from "./refusals.ts";
import { boundedRefusals } from "./refusals.ts";
import type { BotDeps } from "./settle-case.ts";
import type { SweepPlaces } from "./sweep/places.ts";
import { sweepPlaces } from "./sweep/places.ts";
import type { UnderWay } from "./sweep/under-way.ts";
import { underWay } from "./sweep/under-way.ts";

/** Where nothing is limited, as in practice. */
const defaultConnections = 32;

/** A sweep hands out as much as keeps so many processes at work. */
const replicas = 8;

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
  /** From the first call on this process also does what others hand out, until it is stopped. */
  readonly serve: () => void;
  /** For what goes on beside people's questions and clicks, and never before them. */
  readonly forUpkeep: Workstations;
}

/**
 * A desk that is open stays as it is: what goes on beside the bot, such as mending acts that were cut
 * off, shares its connections.
 */
export function openDesk(deps: BotDeps | Desk): Desk {
  if ("looks" in deps) return deps;
  const { workstations, limits, now, queue } = deps;
  const shared = shareConnections(workstations, limits?.connections ?? Infinity);
  const connections = limits?.connections ?? defaultConnections;
  const places = sweepPlaces(connections);
  const here = workHere(() => desk, places.most);
  let serving = false;
  const desk: Desk = {
    ...deps,
    // What is left to open one by itself is an act.
    workstations: shared.forActs,
    rates: slidingRates(limits?.questionsPerMinute, now),
    looks: shareLooks(shared, now),
    refusals: boundedRefusals(now),
    sweepPlaces: queue ? sweepPlaces(connections * replicas) : places,
    sweepsUnderWay: underWay(),
    work: queue ? workAnywhere({ desk: () => desk, here, queue }) : here,
    serve: () => {
      if (queue === undefined || serving) return;
      serving = true;
      const most = { now: connections, lines: places.most };
      const served = serveWork({ desk: () => desk, here, queue }, most, desk.sweepsUnderWay.signal);
      desk.sweepsUnderWay.add(served);
    },
    forUpkeep: shared.forUpkeep,
  };
  return desk;
}

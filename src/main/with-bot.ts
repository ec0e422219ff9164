import { destination, type Logger, pino } from "pino";
import { signalPages } from "#adapters/docs/pages.ts";
import type { LiveInventory } from "#adapters/inventory/open-inventory.ts";
import type { SourceReader } from "#adapters/inventory/read-source.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import { openStore, type Store } from "#adapters/store/open-store.ts";
import type { SharedQueue } from "#adapters/store/work-queue.ts";
import type { Bot } from "#bot/bot.ts";
import type { DrawChart, DrawTrend } from "#bot/chart.ts";
import { createBot } from "#bot/create-bot.ts";
import type { Desk } from "#bot/desk.ts";
import { openDesk } from "#bot/desk.ts";
import type { Tells } from "#bot/tell-lost.ts";
import type { Turns } from "#bot/turns.ts";
import type { TellsBelow } from "#bot/watch/tell-news.ts";
import { asked } from "#checks/list.ts";
import type { Config } from "../config/config.ts";
import { openLists } from "./open-lists.ts";
import { onlyReached, sitesOf } from "./sites.ts";

/** Milliseconds for looks of a sweep at the end; what is not looked at then waits for the next start. */
const sweepsWithin = 2_000;

interface Around {
  readonly lists: SourceReader;
  readonly log: Logger;
  /** The chats that the bot may speak through, once they are started. */
  readonly tells?: () => Tells;
  readonly turns?: Turns;
  readonly tellsBelow?: () => TellsBelow;
  /** Whether somebody can see pictures: a shell shows none. */
  readonly pictures?: boolean;
  /** Whose worker this process is. */
  readonly site?: string;
}

interface Beside {
  readonly desk: Desk;
  readonly live: LiveInventory;
  readonly queue: SharedQueue | undefined;
}

/** A bot on its open store, for as long as `use` takes. */
export async function withBot<T>(
  config: Config,
  { lists, log, tells, tellsBelow, turns, pictures = true, site }: Around,
  use: (bot: Bot, store: Store, beside: Beside) => Promise<T>,
): Promise<T> {
  const live = await openLists(config, lists, log);
  await using store = await openStore(config.store);
  await using queue = await openQueue(config, log);
  using workstations = sshOf(config, live, log);
  const sites = sitesOf(config, live.inventory, site);
  const desk = openDesk({
    inventory: live.inventory,
    workstations: onlyReached(workstations, sites),
    cases: store,
    sweeps: store.sweeps,
    watches: store.watches,
    audit: store.audit,
    rights: config.rights,
    ...(config.approval ? { approval: config.approval } : {}),
    people: config.people ?? [],
    ...(config.keptDays === undefined ? {} : { keptDays: config.keptDays }),
    ...(config.clearMany ? { clearMany: config.clearMany } : {}),
    ...(config.limits ? { limits: config.limits } : {}),
    pages: signalPages(),
    ...(pictures ? { drawChart, drawTrend } : {}),
    ...(tells ? { tells } : {}),
    ...(turns ? { turns } : {}),
    ...(tellsBelow ? { tellsBelow } : {}),
    ...(queue ? { queue } : {}),
    ...(sites ? { sites } : {}),
    log,
    now: () => new Date(),
  });
  try {
    return await use(createBot(desk), store, { desk, live, queue });
  } finally {
    await desk.sweepsUnderWay.stop(sweepsWithin);
  }
}

/** Loaded for the first picture: it takes more memory than an idle bot should. */
const drawChart: DrawChart = async (chart) =>
  await (await import("#adapters/picture/draw.ts")).drawChart(chart);

/** As `drawChart`. */
const drawTrend: DrawTrend = async (trend) =>
  await (await import("#adapters/picture/draw.ts")).drawTrend(trend);

/** Only with a database that processes of several machines share; its library is loaded only then. */
async function openQueue({ store }: Config, log: Logger): Promise<SharedQueue | undefined> {
  if ("file" in store) return undefined;
  const { openWorkQueue } = await import("#adapters/store/work-queue.ts");
  return openWorkQueue(store, log);
}

export function sshOf(
  { ssh }: Config,
  { hosts }: LiveInventory,
  log: Logger,
): ReturnType<typeof sshWorkstations> {
  return sshWorkstations({ ...ssh, hosts, asks: asked, log });
}

/** To stderr: stdout belongs to answers. */
export function logTo(level: "silent" | "warn" | "info"): Logger {
  return pino({ level }, destination({ fd: 2, sync: true }));
}

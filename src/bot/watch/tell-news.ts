import type { Desk } from "../desk.ts";
import type { Pauses } from "../pauses.ts";
import { pauseAfter } from "../pauses.ts";
import type { Reply } from "../reply.ts";
import type { NewsToTell } from "./watch.ts";

/**
 * How the bot says something new below the message at a place. A message that was said with the same
 * key some minutes ago is not said again, where the platform can tell. False: it was not taken.
 */
export type TellBelow = (place: string, reply: Reply, key: string) => Promise<boolean>;

/** By the name of the platform. */
export type TellsBelow = Readonly<Record<string, TellBelow>>;

/**
 * Until it is told again by whoever is there then: no platform tries longer by itself, and a process
 * that was killed while it told is not waited for longer.
 */
const lease = 6 * 60 * 1000;

/** A platform may be away for most of a day; after that "watches" still shows the last news. */
const pauses: Pauses = { first: lease, most: 60 * 60 * 1000 };
const mostTries = 30;

/**
 * Tells one piece of news, once: whoever moves its time tells it. Only a kill between the platform's
 * yes and the store's says it a second time: rather twice than never.
 */
export async function tellNews(desk: Desk, news: NewsToTell): Promise<void> {
  const { watches, log } = desk;
  const until = desk.now().getTime() + Math.max(lease, pauseAfter(pauses, news.tries));
  if (!(await watches.takeNews(news.id, news.dueAt, new Date(until).toISOString()))) return;
  if (await tell(desk, news)) return await watches.closeNews(news.id);
  const about = { watch: news.watch, platform: news.place.platform };
  if (news.tries + 1 >= mostTries) {
    log.error(about, "what changed could not be told, and is given up");
    return await watches.closeNews(news.id);
  }
  log.warn(about, "what changed could not be told now, and is told again later");
}

/** A platform that is not configured any more takes nothing; nor is anything said at a place it cannot read. */
async function tell({ tellsBelow, log }: Desk, { place, reply, id }: NewsToTell): Promise<boolean> {
  try {
    return (await tellsBelow?.()[place.platform]?.(place.place, reply, id)) ?? false;
  } catch (error) {
    log.error({ err: error, platform: place.platform }, "a platform could not tell what changed");
    return false;
  }
}

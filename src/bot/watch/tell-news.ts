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

/** A process that was killed while it told is waited for no longer than this; no platform tries longer. */
const lease = 6 * 60 * 1000;

/** A platform may be away for a day; then "watches" still shows the last news. */
const pauses: Pauses = { first: 60_000, most: 60 * 60 * 1000 };
const mostTries = 30;

/**
 * Tells one piece of news, once: whoever moves its time tells it. Only a kill between the platform's
 * yes and the store's says it a second time, since neither alternative is better than silence.
 */
export async function tellNews(desk: Desk, news: NewsToTell): Promise<void> {
  const { watches, log } = desk;
  const until = after(desk, lease);
  if (!(await watches.takeNews(news.id, news.dueAt, until))) return;
  if (await tell(desk, news)) return await watches.closeNews(news.id);
  const about = { watch: news.watch, platform: news.place.platform };
  if (news.tries + 1 >= mostTries) {
    log.error(about, "what changed could not be told, and is given up");
    return await watches.closeNews(news.id);
  }
  log.warn(about, "what changed could not be told now");
  await watches.takeNews(news.id, until, after(desk, pauseAfter(pauses, news.tries)));
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

function after({ now }: Desk, milliseconds: number): string {
  return new Date(now().getTime() + milliseconds).toISOString();
}

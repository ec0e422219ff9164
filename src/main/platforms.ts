import type { Logger } from "pino";
import { beginning } from "#adapters/shell/failure.ts";
import type { Store } from "#adapters/store/open-store.ts";
import type { Bot } from "#bot/bot.ts";
import { idsOf } from "#bot/known-ids.ts";
import type { Nudge } from "#bot/nudge.ts";
import type { Tell } from "#bot/tell-lost.ts";
import type { Turns } from "#bot/turns.ts";
import type { TellsBelow } from "#bot/watch/tell-news.ts";
import type { Config } from "../config/config.ts";
import { inTurns } from "./in-turns.ts";
import { keepPlatform, type Platform } from "./keep-platform.ts";
import type { Watched } from "./serve-health.ts";

/** What was started, so that it can be stopped, watched and spoken through. */
export interface Platforms {
  readonly running: { stop(): Promise<void> }[];
  /** Addresses of local pages. */
  readonly pages: string[];
  /** The chat platforms, by their names in open messages. */
  readonly chats: (Watched & Platform)[];
  /** Comes when a platform was begun anew. */
  readonly nudge: Nudge;
}

interface About {
  readonly bot: Bot;
  readonly store: Store;
  readonly log: Logger;
  readonly out: (text: string) => void;
}

/**
 * Starts what the configuration names, one after the other, into `platforms`: when one rejects,
 * those before it are there to be stopped. Each library is loaded only where it is used.
 */
export async function startPlatforms(
  { slack, discord, web, health }: Config,
  { bot, store, log, out }: About,
  { running, chats, pages, nudge }: Platforms,
): Promise<void> {
  const shared = { bot, claims: store, messages: store.messages, log };
  const besideOthers = [slack, discord, web].filter((one) => one !== undefined).length > 1;
  const onBegun = (): void => nudge.now();
  const add = (name: string, platform: Platform): void => {
    running.push(platform);
    chats.push({ ...platform, name });
  };
  if (slack) {
    const { startSlack, mayPass } = await import("#adapters/slack/start.ts");
    const begin = async (): Promise<Platform> => await startSlack({ ...shared, ...slack });
    const keep = keepPlatform({ name: "Slack", begin, mayPass, besideOthers, log, onBegun });
    add("slack", await beginning("Slack", keep));
  }
  if (discord) {
    const { startDiscord, mayPass } = await import("#adapters/discord/start.ts");
    const { leases } = store;
    // Discord tells every session everything; Slack shares what it tells among its sockets.
    const begin = inTurns({
      name: "Discord",
      id: "discord",
      begin: async () => await startDiscord({ ...shared, ...discord }),
      leases,
      nudge,
      log,
    });
    const keep = keepPlatform({ name: "Discord", begin, mayPass, besideOthers, log, onBegun });
    add("discord", await beginning("Discord", keep));
  }
  if (web) {
    const { startWeb } = await import("#adapters/web/start.ts");
    const started = await startWeb({ bot, log, ...web, suggestions: [] });
    out(`listening on ${started.url}\n`);
    running.push(started);
    pages.push(started.url);
  }
  if (health) {
    const { serveHealth } = await import("./serve-health.ts");
    const served = await serveHealth(health.port, chats);
    log.info({ url: served.url }, "tells its health");
    running.push(served);
  }
}

export function tellsOf({ chats }: Platforms): Readonly<Record<string, Tell>> {
  return Object.fromEntries(chats.map(({ name, tell }) => [name, tell]));
}

export function tellsBelowOf({ chats }: Platforms): TellsBelow {
  return Object.fromEntries(chats.map(({ name, tellBelow }) => [name, tellBelow]));
}

export function turnsOf({ chats }: Platforms): Turns {
  const find = (platform: string): Platform | undefined =>
    chats.find(({ name }) => name === platform);
  return {
    elsewhere: (platform) => find(platform)?.standsBy?.() ?? false,
    orphaned: (platform, by, at) => find(platform)?.orphaned?.(by, at) ?? false,
  };
}

/** Resolves when no chat platform is left that could come back; never where there is a page beside. */
export async function allBroken({
  chats,
  pages,
}: Pick<Platforms, "chats" | "pages">): Promise<void> {
  await Promise.all([...chats.map(async ({ broken }) => await broken), ...pages.map(() => never)]);
}

const never = new Promise<never>(() => {});

/**
 * Whether the platforms know the ids of the rights. A right of somebody who does not exist is a slip
 * of the fingers that nobody would notice; what a platform does not tell is only logged.
 */
export async function unknownIds(
  rights: Config["rights"],
  { chats }: Platforms,
  log: Logger,
): Promise<readonly string[]> {
  const ids = idsOf(rights);
  const checked = await Promise.all(chats.map(async ({ knownIds }) => await knownIds(ids)));
  const unchecked = checked.flatMap((one) => one.unchecked);
  if (unchecked.length > 0) log.info({ unchecked }, "these ids could not be looked up");
  return checked.flatMap((one) => one.unknown);
}

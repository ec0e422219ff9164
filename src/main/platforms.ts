import type { Logger } from "pino";
import { beginning } from "#adapters/shell/failure.ts";
import type { Store } from "#adapters/store/open-store.ts";
import type { Bot } from "#bot/bot.ts";
import { idsOf, type KnownIds } from "#bot/known-ids.ts";
import type { Tell } from "#bot/tell-lost.ts";
import type { Config } from "../config/config.ts";

/** The platforms that were started, so that they can be stopped, and spoken through. */
export interface Platforms {
  readonly running: { stop(): Promise<void> }[];
  /** By their names in open messages. */
  readonly tells: Record<string, Tell>;
  /** What each says of the ids of the configuration. */
  readonly knownIds: KnownIds[];
}

/**
 * Starts what the configuration names, one after the other, into `platforms`: when one rejects,
 * those before it are there to be stopped. Each library is loaded only where it is used.
 */
export async function startPlatforms(
  { slack, discord, web }: Config,
  about: {
    readonly bot: Bot;
    readonly store: Store;
    readonly log: Logger;
    readonly out: (text: string) => void;
  },
  { running, tells, knownIds }: Platforms,
): Promise<void> {
  const { bot, store, log, out } = about;
  const shared = { bot, claims: store, messages: store.messages, log };
  if (slack) {
    const { startSlack } = await import("#adapters/slack/start.ts");
    const started = await beginning("Slack", startSlack({ ...shared, ...slack }));
    running.push(started);
    tells["slack"] = started.tell;
    knownIds.push(started.knownIds);
  }
  if (discord) {
    const { startDiscord } = await import("#adapters/discord/start.ts");
    const started = await beginning("Discord", startDiscord({ ...shared, ...discord }));
    running.push(started);
    tells["discord"] = started.tell;
    knownIds.push(started.knownIds);
  }
  if (web) {
    const { startWeb } = await import("#adapters/web/start.ts");
    const started = await startWeb({ bot, log, ...web, suggestions: [] });
    out(`listening on ${started.url}\n`);
    running.push(started);
  }
}

/**
 * Whether the platforms know the ids of the rights. A right of somebody who does not exist is a slip
 * of the fingers that nobody would notice; what a platform does not tell is only logged.
 */
export async function unknownIds(
  rights: Config["rights"],
  { knownIds }: Platforms,
  log: Logger,
): Promise<readonly string[]> {
  const ids = idsOf(rights);
  const checked = await Promise.all(knownIds.map(async (check) => await check(ids)));
  const unchecked = checked.flatMap((one) => one.unchecked);
  if (unchecked.length > 0) log.info({ unchecked }, "these ids could not be looked up");
  return checked.flatMap((one) => one.unknown);
}

import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { Health } from "#bot/health.ts";
import type { KnownIds } from "#bot/known-ids.ts";
import type { Pauses } from "#bot/pauses.ts";
import { pauseAfter } from "#bot/pauses.ts";
import type { Tell } from "#bot/tell-lost.ts";
import type { TellBelow } from "#bot/watch/tell-news.ts";

/** A chat platform that is started. */
export interface Platform {
  stop(): Promise<void>;
  health(): Health;
  /** Settles with the reason when it cannot come back by itself. */
  readonly broken: Promise<string>;
  readonly tell: Tell;
  readonly tellBelow: TellBelow;
  readonly knownIds: KnownIds;
}

export interface KeepPlatform {
  readonly name: string;
  readonly begin: () => Promise<Platform>;
  /** Whether a failure may pass by itself: a platform that is down, and no token that is refused. */
  readonly mayPass: (error: unknown) => boolean;
  /** Others are started beside it, so one that is down just now does not end everything. */
  readonly besideOthers: boolean;
  readonly log: Logger;
  readonly pauses?: Pauses;
}

/**
 * Starts a platform and begins it anew whenever it breaks; beside others also when it is down at
 * first. It is ill meanwhile, and broken for good by what no waiting mends. Rejects when it cannot
 * be started at all.
 */
export async function keepPlatform(keep: KeepPlatform): Promise<Platform> {
  const { name, begin, mayPass, besideOthers, log } = keep;
  const stopping = new AbortController();
  const ended = new Promise<undefined>((resolve) => {
    stopping.signal.addEventListener("abort", () => resolve(undefined));
  });
  const broken = Promise.withResolvers<string>();
  let since = new Date();
  let current: Platform | undefined;

  try {
    current = await begin();
  } catch (error) {
    if (!besideOthers || !mayPass(error)) throw error;
    log.error({ err: error }, `${name} cannot be reached; trying again`);
  }

  const staying = stay().catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    log.error({ err: error }, `${name} is broken for good`);
    broken.resolve(why);
  });

  async function stay(): Promise<void> {
    while (!stopping.signal.aborted) {
      current ??= await beginAnew(keep, stopping.signal);
      const why = await Promise.race([current?.broken, ended]);
      if (why === undefined) return;
      log.error({ why }, `${name} broke; beginning it anew`);
      since = new Date();
      const before = current;
      current = undefined;
      await before?.stop();
    }
  }

  return {
    health: () => current?.health() ?? { ok: false, says: `${name} is not reached`, since },
    broken: broken.promise,
    tell: async (place, reply) => (await current?.tell(place, reply)) ?? false,
    tellBelow: async (place, reply, key) => (await current?.tellBelow(place, reply, key)) ?? false,
    knownIds: async (ids) => (await current?.knownIds(ids)) ?? { unknown: [], unchecked: ids },
    async stop() {
      stopping.abort();
      await Promise.all([current?.stop(), staying]);
    },
  };
}

/** Undefined when it is told to stop before. Rejects with what no waiting mends. */
async function beginAnew(keep: KeepPlatform, signal: AbortSignal): Promise<Platform | undefined> {
  const { name, begin, mayPass, log, pauses = { first: 1_000, most: 60_000 } } = keep;
  for (let tries = 0; ; tries += 1) {
    await pause(pauseAfter(pauses, tries), undefined, { signal }).catch(() => {});
    if (signal.aborted) return undefined;
    try {
      const platform = await begin();
      log.info({}, `${name} is reached now`);
      return platform;
    } catch (error) {
      if (!mayPass(error)) throw error;
    }
  }
}

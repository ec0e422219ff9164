import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { ProcessMark } from "#bot/act/process-mark.ts";
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
  /** Hears nothing from now on, when it resolves; what runs is still answered until it is stopped. */
  leave?(): Promise<void>;
  /** Settles with the reason when something else has to begin in its place, and nothing is broken. */
  readonly over?: Promise<string>;
  /** Another process speaks to it. */
  standsBy?(): boolean;
  /** See `Turns`. */
  orphaned?(by: ProcessMark, at: string): boolean;
}

export interface KeepPlatform {
  readonly name: string;
  /** The signal comes when it is to be stopped. */
  readonly begin: (signal: AbortSignal) => Promise<Platform>;
  /** Whether a failure may pass by itself: a platform that is down, and no token that is refused. */
  readonly mayPass: (error: unknown) => boolean;
  /** Others are started beside it, so one that is down just now does not end everything. */
  readonly besideOthers: boolean;
  readonly log: Logger;
  readonly pauses?: Pauses;
  /** Called each time that it was begun anew. */
  readonly onBegun?: () => void;
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
    current = await begin(stopping.signal);
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
    let soon = false;
    while (!stopping.signal.aborted) {
      if (current === undefined) {
        current = await beginAnew(keep, stopping.signal, soon);
        keep.onBegun?.();
      }
      const ending = await Promise.race([endOf(current), ended]);
      if (ending === undefined) return;
      const { why } = ending;
      soon = ending.kind === "over";
      if (soon) log.info({ why }, `${name} is begun anew`);
      else log.error({ why }, `${name} broke; beginning it anew`);
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
    standsBy: () => current?.standsBy?.() ?? false,
    orphaned: (by, at) => current?.orphaned?.(by, at) ?? false,
    async stop() {
      stopping.abort();
      await Promise.all([current?.stop(), staying]);
    },
  };
}

async function endOf(
  platform: Platform | undefined,
): Promise<{ readonly kind: "broken" | "over"; readonly why: string } | undefined> {
  return await Promise.race(
    [
      platform?.broken.then((why) => ({ kind: "broken" as const, why })),
      platform?.over?.then((why) => ({ kind: "over" as const, why })),
    ].filter((one) => one !== undefined),
  );
}

/** Undefined when it is told to stop before. Rejects with what no waiting mends. */
async function beginAnew(
  keep: KeepPlatform,
  signal: AbortSignal,
  soon: boolean,
): Promise<Platform | undefined> {
  const { name, begin, mayPass, log, pauses = { first: 1_000, most: 60_000 } } = keep;
  for (let tries = 0; ; tries += 1) {
    const wait = soon && tries === 0 ? 0 : pauseAfter(pauses, tries);
    await pause(wait, undefined, { signal }).catch(() => {});
    if (signal.aborted) return undefined;
    try {
      const platform = await begin(signal);
      if (platform.standsBy?.() !== true) log.info({}, `${name} is reached now`);
      if (!signal.aborted) return platform;
      // It was told to stop while this one was being begun.
      await platform.stop();
      return undefined;
    } catch (error) {
      if (!mayPass(error)) throw error;
    }
  }
}

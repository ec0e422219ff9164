import type { SourceReader } from "#adapters/inventory/read-source.ts";
import type { ExitStatus } from "#adapters/shell/listen.ts";
import { stopSignal } from "#adapters/shell/terminal.ts";
import { keepPurging } from "#bot/act/keep-purging.ts";
import { keepResuming } from "#bot/act/keep-resuming.ts";
import type { Resumed } from "#bot/act/resume.ts";
import { plain } from "#bot/reply.ts";
import { sayResumedInShort } from "#bot/words/resumed.ts";
import type { Config } from "../config/config.ts";
import { logTo, withBot } from "./with-bot.ts";

/** Milliseconds that looks and acts get at the end; what an act has not done then is resumed. */
const finishWithin = 6_000;

interface Around {
  readonly lists: SourceReader;
  err(text: string): void;
}

/** A worker of one site: does what the others hand out for its workstations, until a signal. */
export async function work(
  config: Config,
  site: string,
  { lists, ...terminal }: Around,
): Promise<ExitStatus> {
  if (config.sites?.[site] === undefined) {
    const known = Object.keys(config.sites ?? {}).join(", ");
    const mend = known === "" ? "It has no sites." : `Known are: ${known}.`;
    terminal.err(`The configuration names no site ${site}. ${mend}\n`);
    return 2;
  }
  const log = logTo("info");
  return await withBot<ExitStatus>(config, { lists, log, site }, async (_bot, _store, beside) => {
    const { desk, live, queue } = beside;
    const stopping = new AbortController();
    const { signal } = stopping;
    // Listened for before anything begins.
    const stopped = stopSignal();
    const onResumed = (one: Resumed): void => terminal.err(`${plain(sayResumedInShort(one))}\n`);
    void keepResuming(desk, { signal, onResumed });
    void live.keepFresh({ signal, every: config.refresh ?? Infinity });
    if (config.keptDays !== undefined) void keepPurging(desk, { signal, days: config.keptDays });
    desk.serve();
    const alive = queue?.beAlive(site, signal);
    const mine = live.inventory.names().filter((name) => desk.sites?.siteOf(name) === site);
    log.info({ site, workstations: mine.length }, "ready; works for this site");
    await stopped;
    stopping.abort();
    await alive;
    await desk.sweepsUnderWay.stop(finishWithin);
    return 0;
  });
}

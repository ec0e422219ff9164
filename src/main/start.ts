import type { SourceReader } from "#adapters/inventory/read-source.ts";
import type { ExitStatus } from "#adapters/shell/listen.ts";
import { stopSignal } from "#adapters/shell/terminal.ts";
import { keepPurging } from "#bot/act/keep-purging.ts";
import { keepResuming } from "#bot/act/keep-resuming.ts";
import type { Resumed } from "#bot/act/resume.ts";
import { writeHead } from "#bot/audit-chain.ts";
import { gated } from "#bot/gate.ts";
import { createNudge } from "#bot/nudge.ts";
import { plain } from "#bot/reply.ts";
import { keepSweeping } from "#bot/sweep/sweeping.ts";
import type { Tells } from "#bot/tell-lost.ts";
import { keepWatching } from "#bot/watch/keep-watching.ts";
import type { TellsBelow } from "#bot/watch/tell-news.ts";
import { describePolicy } from "#bot/words/policy.ts";
import { sayResumedInShort } from "#bot/words/resumed.ts";
import type { Config } from "../config/config.ts";
import {
  allBroken,
  type Platforms,
  startPlatforms,
  tellsBelowOf,
  tellsOf,
  turnsOf,
  unknownIds,
} from "./platforms.ts";
import { logTo, withBot } from "./with-bot.ts";

/** Milliseconds that running questions and acts get at the end; the whole end takes less than 10 s. */
const finishWithin = 6_000;

/** Where it is told. */
interface Around {
  readonly lists: SourceReader;
  out(text: string): void;
  err(text: string): void;
}

/** Every platform that the configuration names, until a signal. */
export async function start(config: Config, { lists, ...terminal }: Around): Promise<ExitStatus> {
  const log = logTo("info");
  const platforms: Platforms = {
    running: [],
    chats: [],
    pages: [],
    nudge: createNudge(),
  };
  const tells = (): Tells => tellsOf(platforms);
  const tellsBelow = (): TellsBelow => tellsBelowOf(platforms);
  const turns = turnsOf(platforms);
  return await withBot(
    config,
    { lists, log, tells, tellsBelow, turns },
    async (ungated, store, { desk, live }) => {
      const gate = gated(ungated);
      const { bot } = gate;
      const resuming = new AbortController();
      // Noted outside the store: only against it a later look sees that entries were cut off.
      log.info({ audit: writeHead(await store.audit.head()) }, "the head of the audit trail");
      const { running, chats, pages } = platforms;
      try {
        await startPlatforms(
          config,
          { bot, store, log, out: (text) => terminal.out(text) },
          platforms,
        );
        if (chats.length + pages.length === 0) {
          terminal.err(
            "The configuration names no platform. Add slack:, discord: or web: to it.\n",
          );
          return 2;
        }
        const unknown = await unknownIds(config.rights, platforms, log);
        if (unknown.length > 0) {
          terminal.err(`The rights name ids that do not exist: ${unknown.join(", ")}.\n`);
          return 2;
        }
        const policy = describePolicy(desk);
        log.info(
          { policy, workstations: live.inventory.names().length },
          "ready; these are the rights",
        );
        const { signal } = resuming;
        const onResumed = (one: Resumed): void =>
          terminal.err(`${plain(sayResumedInShort(one))}\n`);
        const telling = { open: store.messages, tells: tells(), turns };
        void keepResuming(desk, { signal, onResumed, telling, nudge: platforms.nudge });
        desk.serve();
        desk.sweepsUnderWay.add(keepSweeping(desk));
        desk.sweepsUnderWay.add(keepWatching(desk));
        void live.keepFresh({ signal, every: config.refresh ?? Infinity });
        if (config.keptDays !== undefined)
          void keepPurging(desk, { signal, days: config.keptDays });
        const ends = await Promise.race([
          stopSignal().then(() => "told" as const),
          allBroken(platforms).then(() => "broken" as const),
        ]);
        return ends === "told" ? 0 : 1;
      } finally {
        resuming.abort();
        // At once: what is answered by the gate is still shown by the platforms.
        const closed = gate.close(finishWithin);
        const swept = desk.sweepsUnderWay.stop(finishWithin);
        await Promise.all(running.map(async (one) => await one.stop()));
        await swept;
        const cutOff = await closed;
        if (cutOff > 0) log.warn({ cutOff }, "stopped before these had ended");
      }
    },
  );
}

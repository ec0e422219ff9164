import { signalPages } from "#adapters/docs/pages.ts";
import { leaseMilliseconds } from "#bot/act/journal.ts";
import type { CaseStore, JournalNote } from "#bot/cases.ts";
import type { Log } from "#bot/ports.ts";
import type { BotDeps } from "#bot/settle-case.ts";
import { memorySweepStore } from "./memory-sweep-store.ts";
import { memoryWatchStore } from "./memory-watch-store.ts";
import type { Office } from "./office.ts";
import { listed, yes } from "./office.ts";

/** What another start of the bot has, later than any act of this one can still be believed in. */
export function laterDeps(desk: Pick<Office, "pc" | "cases" | "audit" | "member">): BotDeps {
  const { pc, cases, audit, member } = desk;
  const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
  return {
    inventory: listed("PC-42"),
    workstations: pc.workstations,
    cases,
    sweeps: memorySweepStore(),
    watches: memoryWatchStore(),
    audit,
    rights: { ask: [member.id], clear: [member.id] },
    pages: signalPages(),
    log,
    now: () => new Date(Date.now() + leaseMilliseconds + 1),
  };
}

/** A process that stands still in the middle of an act, until it is woken (or for ever). */
export interface Frozen {
  wake(): void;
  /** The press, which ends only after `wake`. */
  readonly pressed: Promise<unknown>;
}

/**
 * Presses the first button of a reply and lets the bot stand still where its journal says so:
 * just after that note was written.
 */
export async function freezeAfter(
  desk: Office,
  reply: Parameters<typeof yes>[0],
  at: (note: JournalNote) => boolean,
): Promise<Frozen> {
  const { promise: woken, resolve: wake } = Promise.withResolvers<void>();
  const { promise: frozen, resolve: freeze } = Promise.withResolvers<void>();
  const write = desk.cases.note.bind(desk.cases);
  const note: CaseStore["note"] = async (id, one, after) => {
    await write(id, one, after);
    if (!at(one)) return;
    desk.cases.note = write;
    freeze();
    await woken;
  };
  desk.cases.note = note;
  const pressed = desk.bot.press({ press: yes(reply), person: desk.member });
  await frozen;
  return { wake, pressed };
}

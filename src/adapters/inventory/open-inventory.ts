import { setTimeout as pause } from "node:timers/promises";
import { type Pauses, pauseAfter } from "#bot/pauses.ts";
import type { Inventory, Log } from "#bot/ports.ts";
import { type Merged, mergeLists } from "./merge.ts";
import type { SourceReader } from "./read-source.ts";
import type { Listed, Reading, Source } from "./source.ts";
import { mostWorkstations, tooMany } from "./source.ts";

export interface Lists {
  /** Those of the configuration itself; they go before every source. */
  readonly hosts: readonly Listed[];
  /** In their order; their names are unique. */
  readonly sources: readonly Source[];
  /** How the configuration spells the groups that rights and approvals rest on. */
  readonly groupNames: readonly string[];
  readonly reader: SourceReader;
  readonly log: Log;
}

/** An inventory whose lists are read anew: the objects stay, what they say is replaced in one step. */
export interface LiveInventory {
  readonly inventory: Inventory;
  readonly hosts: { get(name: string): Listed | undefined };
  /** How each source was read the last time, in their order. */
  readings(): readonly (readonly [Source, Reading])[];
  /** Reads all again, over and over, until the signal; resolves then. */
  keepFresh(how: Freshness): Promise<void>;
}

interface Freshness {
  readonly signal: AbortSignal;
  /** Milliseconds between two readings of a list. */
  readonly every: number;
  /** Before the next try of a list that cannot be read; default from 5 s up to `every`. */
  readonly pauses?: Pauses;
}

/** What is known of one source. */
interface Known {
  readonly source: Source;
  last: Reading;
  /** Stays when a later reading fails. */
  good?: Extract<Reading, { readonly ok: true }>;
}

/** Reads every list once; a directory that is down is logged, and counts as unread. */
export async function openInventory(lists: Lists): Promise<LiveInventory> {
  const { sources, reader, log } = lists;
  const known = await Promise.all(
    sources.map(async (source): Promise<Known> => {
      const last = await tryRead(reader, source);
      return { source, last, ...(last.ok ? { good: last } : {}) };
    }),
  );
  for (const one of known) tellChange(log, one, undefined);
  let current = await mergeKnown(lists, known);
  let turn = Promise.resolve();

  /** One after the other, so that no reading is lost in the merge of another one. */
  async function readAgain(one: Known): Promise<void> {
    const reading = await tryRead(reader, one.source);
    const before = turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    turn = promise;
    await before;
    try {
      const last = one.last;
      current = (await taken(lists, known, { one, reading })) ?? current;
      tellChange(log, one, last);
    } finally {
      resolve();
    }
  }

  return {
    inventory: liveView(() => current.inventory),
    hosts: { get: (name) => current.hostOf(name) },
    readings: () => known.map(({ source, last }) => [source, last]),
    keepFresh: async (how) => {
      const changing = known.filter(({ source }) => source.from.kind !== "names");
      await Promise.all(
        changing.map(async (one) => {
          await keepReading(one, how, async () => await readAgain(one));
        }),
      );
    },
  };
}

/** Everything with a new reading; undefined when nothing changes by it. */
async function taken(
  lists: Lists,
  known: readonly Known[],
  { one, reading }: { readonly one: Known; readonly reading: Reading },
): Promise<Merged | undefined> {
  one.last = reading;
  if (!reading.ok || reading === one.good) return undefined;
  const merged = await mergeKnown(
    lists,
    known.map((other) => (other === one ? { ...one, good: reading } : other)),
  );
  if (merged.size > mostWorkstations) {
    one.last = { ok: false, faults: [tooMany] };
    return undefined;
  }
  one.good = reading;
  return merged;
}

async function mergeKnown({ hosts, groupNames }: Lists, known: readonly Known[]): Promise<Merged> {
  const unread = known.flatMap(({ source, good }) => (good === undefined ? [source.name] : []));
  const read = known.flatMap(({ good }) => (good === undefined ? [] : [good.workstations]));
  return await mergeLists([hosts, ...read], { groupNames, unread });
}

async function tryRead(reader: SourceReader, source: Source): Promise<Reading> {
  try {
    return await reader.read(source);
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    return { ok: false, faults: [{ says, mend: "Look at the words above" }] };
  }
}

async function keepReading(
  one: Known,
  { signal, every, pauses = { first: 5_000, most: every } }: Freshness,
  readAgain: () => Promise<void>,
): Promise<void> {
  let tries = 0;
  while (!signal.aborted) {
    tries = one.last.ok ? 0 : tries + 1;
    const wait = tries === 0 ? every : pauseAfter(pauses, tries - 1);
    await pause(wait, undefined, { signal }).catch(() => {});
    if (!signal.aborted) await readAgain();
  }
}

/** Once when it begins to fail, once when it can be read again, and what it leaves out when that changes. */
function tellChange(log: Log, { source, last, good }: Known, before: Reading | undefined): void {
  const list = source.name;
  const failedBefore = before?.ok === false;
  if (!last.ok && !failedBefore) {
    const kept =
      good === undefined ? "what it names is not known" : "its last reading still counts";
    log.warn({ list, faults: last.faults }, `a list of workstations cannot be read; ${kept}`);
  }
  if (!last.ok) return;
  const workstations = last.workstations.length;
  if (failedBefore) log.info({ list, workstations }, "a list of workstations can be read again");
  const notes = last.notes.join(" ");
  // Of files that was told with the configuration already.
  const told = before?.ok === true ? before.notes.join(" ") : "";
  const isFirst = before === undefined && source.from.kind !== "ldap";
  if (notes !== "" && notes !== told && !isFirst) {
    log.warn({ list, notes }, "a list of workstations has what was left out");
  }
}

function liveView(current: () => Inventory): Inventory {
  return {
    find: (name) => current().find(name),
    names: () => current().names(),
    groupsOf: (name) => current().groupsOf(name),
    groups: () => current().groups(),
    inGroup: (name) => current().inGroup(name),
    matching: (pattern) => current().matching(pattern),
    unread: () => current().unread(),
    spelling: () => current().spelling(),
  };
}

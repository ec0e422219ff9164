import type { CaseRecord, JournalNote, OfferRecord, OutcomeKind, Taken } from "../cases.ts";
import type { Person } from "../ports.ts";
import { reaches } from "../reach/sites.ts";
import type { Reply } from "../reply.ts";
import type { BotDeps } from "../settle-case.ts";
import { sayResumed } from "../words/resumed.ts";
import type { Acting } from "./acting.ts";
import { conclude, note } from "./acting.ts";
import { auditEnded } from "./audit-act.ts";
import { filesOf as clearFiles, keptPlace } from "./clear.ts";
import { consentIn, hasSteps, isCutOff, marked, notesOf } from "./journal.ts";
import type { Mended } from "./mend.ts";
import { mend } from "./mend.ts";
import { thisProcess } from "./process-mark.ts";
import { isKeeper } from "./purge.ts";
import { folderOf, filesOf as undoFiles } from "./undo.ts";

/** What came of an act that was found unfinished. */
export interface Resumed {
  readonly offer: OfferRecord & Taken;
  readonly came: Came;
}

export type Came =
  /** The workstation was looked at; the reply is what the message with the button should say now. */
  | { readonly kind: "ended"; readonly outcome: OutcomeKind; readonly reply: Reply }
  /** No remote step had begun, so the button may be pressed again. */
  | { readonly kind: "given-back" }
  /** Not known yet; to be tried again. */
  | { readonly kind: "waiting"; readonly why: Waiting };

export type Waiting =
  /** Somebody may be at it: another process that is there, or one of another host. */
  | "in-hand"
  | "unreachable"
  /** It answered, and a place could not be looked at. */
  | "unseen"
  /** The inventory does not name the workstation any more. */
  | "not-listed"
  /** The store or the bot failed, or somebody else was faster. */
  | "failed";

/**
 * Looks again at every act that was cut off, and finishes it, rolls it back or says that nobody
 * knows; of workstations that this process reaches. One pass; what waits is left as it is. `last`: a place that could not be looked at is not
 * waited for any longer, and the act ends as unknown, with its way back. Rejects when the store
 * cannot be read.
 */
export async function resumeActs(
  deps: BotDeps,
  { last = false }: { readonly last?: boolean } = {},
): Promise<readonly Resumed[]> {
  const resumed: Resumed[] = [];
  // One after the other: there are few, and a start has other work.
  for (const offer of await deps.cases.unfinished()) {
    if (!reaches(deps, offer.workstation)) continue;
    const came = await resumeSafely(deps, offer, last);
    resumed.push({ offer, came });
    // What may be under way is no news.
    if (came.kind === "waiting" && came.why === "in-hand") continue;
    const facts = { case: offer.caseId, workstation: offer.workstation, act: offer.act };
    const how = came.kind === "ended" ? came.outcome : came.kind;
    const why = came.kind === "waiting" ? { why: came.why } : {};
    deps.log.warn({ ...facts, came: how, ...why }, "an act had not ended");
  }
  return resumed;
}

async function resumeSafely(
  deps: BotDeps,
  offer: OfferRecord & Taken,
  last: boolean,
): Promise<Came> {
  try {
    return await resume(deps, offer, last);
  } catch (error) {
    deps.log.error({ err: error, offer: offer.id }, "an act that was cut off could not be resumed");
    return waiting("failed");
  }
}

async function resume(deps: BotDeps, offer: OfferRecord & Taken, last: boolean): Promise<Came> {
  const journal = await deps.cases.journal(offer.id);
  const notes = notesOf(journal, offer.at);
  if (!isCutOff(notes, offer.at, deps.now())) return waiting("in-hand");
  const record = await deps.cases.findCase(offer.caseId);
  if (record === undefined) throw new Error(`there is no case ${offer.caseId}`);
  const acting = actingAgain(deps, { offer, record, notes, journal });
  // From here on every other process at this act, an old one too that only slept, fails at its
  // next note, before its next step.
  await note(acting, "resume", marked(thisProcess, offer.at));
  if (!hasSteps(notes)) {
    await auditEnded(acting, "cut-off");
    await deps.cases.release(offer.id);
    return { kind: "given-back" };
  }
  return await lookAndMend(acting, last);
}

async function lookAndMend(acting: Acting, last: boolean): Promise<Came> {
  const { deps, offer } = acting;
  if (deps.inventory.find(offer.workstation) === undefined) return waiting("not-listed");
  const opened = await deps.workstations.open(offer.workstation);
  // Whoever answers there now is not the machine that was changed; nothing is asked of it.
  if (!opened.ok && opened.why === "host-key-changed") return await end(acting, unknown(acting));
  if (!opened.ok) return waiting("unreachable");
  await using open = opened.workstation;
  if (open.hostKey !== offer.evidence.hostKey) return await end(acting, unknown(acting));
  const mended = await mend(acting, open);
  if (mended !== "unseen") return await end(acting, mended);
  return last ? await end(acting, unknown(acting)) : waiting("unseen");
}

async function end(acting: Acting, mended: Mended): Promise<Came> {
  const { deps, offer } = acting;
  const concluded = await conclude(acting, mended);
  const now = await deps.cases.findOffer(offer.id);
  if (now?.state !== "closed" || concluded.kind !== "replaced") return waiting("failed");
  return { kind: "ended", outcome: mended.outcome, reply: sayResumed(concluded.reply) };
}

/** Nothing was seen, so the way back names every file: an undo looks for itself. */
function unknown(acting: Acting): Mended {
  const removing = acting.offer.act === "clear-restart-files";
  const keptIn = removing ? keptPlace(acting).folder : folderOf(undoFiles(acting));
  const files = removing ? clearFiles(acting, keptIn) : undoFiles(acting);
  const seen = files.map(({ name }) => ({ name, at: "unseen" as const }));
  return { outcome: "unknown", files: seen, keptIn, undoable: files };
}

function actingAgain(
  deps: BotDeps,
  found: {
    readonly offer: OfferRecord & Taken;
    readonly record: CaseRecord;
    /** Of this act. */
    readonly notes: readonly JournalNote[];
    /** With those of acts that were given back. */
    readonly journal: readonly JournalNote[];
  },
): Acting {
  const { offer, record, notes, journal } = found;
  const { by, at } = offer;
  return {
    deps,
    offer,
    record,
    person: absentee(by),
    by,
    ...consentIn(notes),
    ...(isKeeper(by) ? { purges: true } : {}),
    at,
    journal: { notes: journal.length },
  };
}

/** Who pressed the button is not here any more, so nothing new is allowed in their name. */
function absentee({ id, name }: Taken["by"]): Person {
  return { id, name, holds: async () => "cannot-tell" };
}

function waiting(why: Waiting): Came {
  return { kind: "waiting", why };
}

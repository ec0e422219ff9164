import { runnerName } from "#checks/restart-files/names.ts";
import type { ActReport, Pressed } from "../bot.ts";
import type { CaseRecord, OfferRecord, OutcomeKind, Who } from "../cases.ts";
import { newOfferId } from "../ids.ts";
import type { Person } from "../ports.ts";
import type { BotDeps } from "../settle-case.ts";
import type { FileAfter } from "../words/outcome.ts";
import { sayNotInAudit, sayOutcome } from "../words/outcome.ts";
import { auditEnded } from "./audit-act.ts";

/** An act under way: its offer is taken, so nobody else performs it. */
export interface Acting {
  readonly deps: BotDeps;
  readonly offer: OfferRecord;
  readonly record: CaseRecord;
  readonly person: Person;
  /** Who asked for it. */
  readonly by: Who;
  /** The second person's yes, where one was needed: then it is they who pressed last. */
  readonly approved?: Who;
  /** The offer is a way back, and it is not gone: what it would put back is removed for good. */
  readonly purges?: true;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** How many notes the offer's journal has; one more than that is another process at this act. */
  readonly journal: { notes: number };
}

/** A file of the act, at home in the Windows directory and in the folder for what is kept. */
export interface ActFile {
  readonly name: string;
  readonly home: string;
  readonly kept: string;
  readonly bytes: number;
  readonly modified: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** The file that arms the pair: it goes first and comes back last. */
export function isRunner({ name }: ActFile): boolean {
  return name === runnerName;
}

/**
 * Makes the step durable before it begins, so that a crash never leaves an unknown change. Rejects
 * when it cannot, and when somebody else goes on with this act: then the step must not begin.
 */
export async function note(
  { deps, offer, journal }: Acting,
  step: string,
  facts: Readonly<Record<string, string | number | boolean>>,
): Promise<void> {
  await deps.cases.note(offer.id, { at: deps.now().toISOString(), step, facts }, journal.notes);
  journal.notes += 1;
}

/** What the second look saw, as an outcome with its words, its record and its way back. */
export async function conclude(
  acting: Acting,
  seen: {
    readonly outcome: OutcomeKind;
    readonly files: readonly FileAfter[];
    readonly keptIn?: string;
    /** The files that an undo could put back. */
    readonly undoable: readonly ActFile[];
  },
): Promise<Pressed> {
  const { deps, offer, record } = acting;
  const wayBack = seen.undoable.length === 0 ? undefined : undoOffer(offer, seen.undoable);
  // First, so that a crash in between leaves an act that is looked at again, not one without an end.
  const audited = await auditEnded(acting, seen.outcome, { ...seen, wayBack });
  const recorded = await finish(acting, seen.outcome, wayBack);
  deps.log.info(
    {
      case: record.id,
      workstation: offer.workstation,
      act: offer.act,
      outcome: seen.outcome,
      by: acting.by.id,
    },
    "acted",
  );
  const reply = sayOutcome(
    {
      ...seen,
      offer,
      by: acting.by,
      ...(acting.approved ? { approved: acting.approved } : {}),
      ...(deps.keptDays === undefined ? {} : { keptDays: deps.keptDays }),
      at: acting.at,
      wayBack: recorded ? wayBack : undefined,
      unrecorded: !recorded,
    },
    record.reply,
  );
  const ok = seen.outcome === "removed" || seen.outcome === "restored";
  return {
    kind: "replaced",
    reply: audited ? reply : sayNotInAudit(reply),
    ok,
    report: {
      ...actReport(acting, seen.outcome),
      ...(seen.keptIn === undefined ? {} : { keptIn: seen.keptIn }),
    },
  };
}

export function actReport({ offer, record }: Acting, outcome: OutcomeKind): ActReport {
  return {
    schema: "whyreboot/act@1",
    case: record.id,
    workstation: offer.workstation,
    act: offer.act,
    outcome,
  };
}

async function finish(
  { deps, offer }: Acting,
  outcome: OutcomeKind,
  wayBack: OfferRecord | undefined,
): Promise<boolean> {
  try {
    await deps.cases.finish(offer.id, outcome, wayBack);
    return true;
  } catch (error) {
    // The workstation has changed already: the person must hear the outcome all the same.
    deps.log.error(
      { err: error, offer: offer.id, outcome },
      "the outcome could not be written down",
    );
    return false;
  }
}

function undoOffer(offer: OfferRecord, files: readonly ActFile[]): OfferRecord {
  return {
    id: newOfferId(),
    caseId: offer.caseId,
    workstation: offer.workstation,
    act: "undo-clear",
    confirm: "once",
    evidence: {
      hostKey: offer.evidence.hostKey,
      windowsDirectory: offer.evidence.windowsDirectory,
      files: files.map(({ name, home, kept, bytes, modified, sha256 }) => ({
        name,
        path: kept,
        home,
        bytes,
        modified,
        sha256,
      })),
      loses: [],
    },
  };
}

import type { OfferRecord, OutcomeKind, Who } from "../cases.ts";
import type { UnreachableReason, Workstation } from "../ports.ts";
import type { BotDeps } from "../settle-case.ts";
import type { Acting } from "./acting.ts";
import { conclude, note } from "./acting.ts";
import { auditBegun } from "./audit-act.ts";
import { marked } from "./journal.ts";
import type { Mended } from "./mend.ts";
import { thisProcess } from "./process-mark.ts";
import type { SeenTwice } from "./second-look.ts";
import { fileAfter, lookAtBoth } from "./second-look.ts";
import { filesOf, folderOf } from "./undo.ts";

/** Who takes away what nobody has put back in time; no platform's id is written so. */
const keeper = { id: "whyreboot", name: "whyreboot" } as const;

/** Whether an act by somebody of this id purges, even when its process wrote no note. */
export function isKeeper({ id }: Pick<Who, "id">): boolean {
  return id === keeper.id;
}

export type Purged =
  | { readonly kind: "ended"; readonly outcome: OutcomeKind }
  /** Nothing was begun; to be tried again another day. */
  | { readonly kind: "not-now"; readonly why: UnreachableReason | "unseen" }
  /** Somebody puts it back right now, or has done so. */
  | { readonly kind: "taken" };

/**
 * Removes what is kept of one removal, by the offer that would put it back: one winner between the
 * two. An act like any other, with its journal and its audit entries before and after.
 */
export async function purgeKept(deps: BotDeps, offer: OfferRecord): Promise<Purged> {
  const opened = await deps.workstations.open(offer.workstation);
  if (!opened.ok) return { kind: "not-now", why: opened.why };
  await using open = opened.workstation;
  if (open.hostKey !== offer.evidence.hostKey) return { kind: "not-now", why: "host-key-changed" };
  const record = await deps.cases.findCase(offer.caseId);
  if (record === undefined) throw new Error(`there is no case ${offer.caseId}`);
  const seen = await lookAtBoth(open.machine, filesOf({ offer }));
  if (seen.some(({ kept }) => kept === "unseen")) return { kind: "not-now", why: "unseen" };
  const notes = (await deps.cases.journal(offer.id)).length;
  const at = deps.now().toISOString();
  const taken = await deps.cases.take(offer.id, keeper, at);
  if (!taken.won) return { kind: "taken" };
  const person = { ...keeper, holds: async () => "no" as const };
  const journal = { notes };
  const acting: Acting = { deps, offer, record, person, by: keeper, at, journal, purges: true };
  await note(acting, "begin", marked(thisProcess, at));
  if (!(await auditBegun(acting))) {
    await deps.cases.release(offer.id);
    throw new Error("the audit trail cannot be written");
  }
  const done = await finishPurge(acting, open);
  // Shown a moment ago: no step was made, and the way back stays.
  const ending = done === "unseen" ? unseenNow(acting) : done;
  await conclude(acting, ending);
  return { kind: "ended", outcome: ending.outcome };
}

/**
 * Also goes on with one that was cut off. Only the very bytes that were moved aside are removed;
 * whatever else has come to their place stays, and with it the folder. `unseen` when a place could
 * not be looked at: then nothing is touched.
 */
export async function finishPurge(acting: Acting, open: Workstation): Promise<Mended | "unseen"> {
  const files = filesOf(acting);
  const keptIn = folderOf(files);
  const seen = await lookAtBoth(open.machine, files);
  if (seen.some(({ kept }) => kept === "unseen")) return "unseen";
  for (const { file, kept } of seen) {
    if (kept !== "same") continue;
    await note(acting, "remove-kept", { path: file.kept, sha256: file.sha256 });
    const step = await open.hands.removeFile(file.kept);
    if (!step.ok) break;
  }
  // Fails where something else lies in it, and that is right.
  await open.hands.removeDirectory(keptIn);
  const after = await lookAtBoth(open.machine, files);
  const folder = await open.machine.look(keptIn);
  return {
    outcome: purgeOutcome(after),
    files: after.map(fileAfter),
    // Named only when it is still there, or may be.
    ...(folder.state === "absent" ? {} : { keptIn }),
    undoable: after.flatMap(({ file, kept }) =>
      kept === "same" || kept === "unseen" ? [file] : [],
    ),
  };
}

function unseenNow(acting: Acting): Mended {
  const files = filesOf(acting);
  const seen = files.map(({ name }) => ({ name, at: "unseen" as const }));
  return { outcome: "unknown", files: seen, keptIn: folderOf(files), undoable: files };
}

function purgeOutcome(after: readonly SeenTwice[]): OutcomeKind {
  if (after.some(({ kept }) => kept === "unseen")) return "unknown";
  return after.some(({ kept }) => kept === "same") ? "still-kept" : "purged";
}

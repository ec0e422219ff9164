import { diagnosePair } from "#checks/diagnose.ts";
import type { OutcomeKind } from "../cases.ts";
import { clearEvidence, sameEvidence } from "../make-offers.ts";
import type { Workstation } from "../ports.ts";
import type { FileAfter } from "../words/outcome.ts";
import type { ActFile, Acting } from "./acting.ts";
import { isRunner, note } from "./acting.ts";
import { filesOf as clearFiles, keptPlace, mayBeKept, moveEach } from "./clear.ts";
import { finishPurge } from "./purge.ts";
import type { SeenTwice } from "./second-look.ts";
import { fileAfter, lookAtBoth } from "./second-look.ts";
import { folderOf, putBack, filesOf as undoFiles, undoOutcome } from "./undo.ts";

/** What `conclude` needs of an act that was finished or rolled back after it was cut off. */
export interface Mended {
  readonly outcome: OutcomeKind;
  readonly files: readonly FileAfter[];
  /** Left out when nothing is left of the folder. */
  readonly keptIn?: string;
  readonly undoable: readonly ActFile[];
}

/**
 * Goes on with an act that was cut off somewhere, from what is on the workstation now; the journal
 * only tells that there may be something. `unseen` when a place could not be looked at: then
 * nothing is touched. Rejects when the journal cannot be written.
 */
export async function mend(acting: Acting, open: Workstation): Promise<Mended | "unseen"> {
  if (acting.purges) return await finishPurge(acting, open);
  return acting.offer.act === "clear-restart-files"
    ? await mendClear(acting, open)
    : await mendUndo(acting, open);
}

/**
 * The removal of which one file is done is finished when the rest of the evidence is still what the
 * person said yes to; this disarms what the first step disarmed already. Otherwise it is rolled
 * back, never over anything that has taken a name since: a batch that changed is somebody's work,
 * and nobody has said yes to half of it.
 */
async function mendClear(acting: Acting, open: Workstation): Promise<Mended | "unseen"> {
  const { folder } = keptPlace(acting);
  const files = clearFiles(acting, folder);
  const seen = await lookAtBoth(open.machine, files);
  if (seen.some(isUnseen)) return "unseen";
  const toMove = seen.filter(isHome);
  if (seen.some(isKept) && toMove.length > 0 && (await restIsAsShown(acting, open, seen))) {
    await moveEach(acting, open, filesIn(toMove));
  } else if (!seen.every(({ kept }) => kept === "same")) {
    await rollBack(acting, open, seen);
  }
  const after = await lookAtBoth(open.machine, files);
  const outcome = clearedOutcome(after);
  const back = outcome === "still-there" || outcome === "evidence-changed";
  if (back) await open.hands.removeDirectory(folder);
  const where = after.map(fileAfter);
  return {
    outcome,
    files: where,
    keptIn: folder,
    undoable: back ? [] : files.filter((_, index) => mayBeKept(where[index])),
  };
}

/** Sizes, times, hashes and losses of what is still at home, as for a click. */
async function restIsAsShown(
  { offer }: Acting,
  open: Workstation,
  seen: readonly SeenTwice[],
): Promise<boolean> {
  if (!seen.every((one) => isKept(one) || isHome(one))) return false;
  const rest = new Set(filesIn(seen.filter(isHome)).map(({ name }) => name));
  const now = clearEvidence(await diagnosePair(open.machine), open.hostKey);
  const shown = {
    ...offer.evidence,
    files: offer.evidence.files.filter(({ name }) => rest.has(name)),
  };
  return now !== undefined && sameEvidence(shown, now);
}

/**
 * Everything in the folder goes home where its place is free, also what turned out to be another
 * file than was shown; the EXE last, so that no half of a pair is armed.
 */
async function rollBack(
  acting: Acting,
  open: Workstation,
  seen: readonly SeenTwice[],
): Promise<void> {
  const moved = seen.filter(({ home, kept }) => home === "absent" && kept !== "absent");
  const batchFirst = filesIn(moved).toSorted(
    (one, other) => Number(isRunner(one)) - Number(isRunner(other)),
  );
  for (const file of batchFirst) {
    await note(acting, "put-back", { from: file.kept, to: file.home });
    const step = await open.hands.putBack(file.kept, file.home);
    if (!step.ok) return;
  }
}

function clearedOutcome(after: readonly SeenTwice[]): OutcomeKind {
  if (after.some((one) => isUnseen(one) || isGone(one))) return "unknown";
  if (after.every(isKept)) return "removed";
  if (after.every(isHome)) return "still-there";
  return after.every(({ kept }) => kept === "absent") ? "evidence-changed" : "partly";
}

/** What the person said yes to is whole: the same bytes go back where nothing is. So it is finished. */
async function mendUndo(acting: Acting, open: Workstation): Promise<Mended | "unseen"> {
  const files = undoFiles(acting);
  const seen = await lookAtBoth(open.machine, files);
  if (seen.some(isUnseen)) return "unseen";
  if (seen.every((one) => isKept(one) || isHome(one))) {
    await putBack(acting, open, filesIn(seen.filter(isKept)));
  }
  const where = (await lookAtBoth(open.machine, files)).map(fileAfter);
  const outcome = undoOutcome(where);
  const keptIn = folderOf(files);
  if (outcome === "restored") await open.hands.removeDirectory(keptIn);
  return { outcome, files: where, keptIn, undoable: outcome === "restored" ? [] : files };
}

function isHome({ home, kept }: SeenTwice): boolean {
  return home === "same" && kept === "absent";
}

function isKept({ home, kept }: SeenTwice): boolean {
  return home === "absent" && kept === "same";
}

function isGone({ home, kept }: SeenTwice): boolean {
  return home === "absent" && kept === "absent";
}

function isUnseen({ home, kept }: SeenTwice): boolean {
  return home === "unseen" || kept === "unseen";
}

function filesIn(seen: readonly SeenTwice[]): ActFile[] {
  return seen.map(({ file }) => file);
}

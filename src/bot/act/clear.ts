import { diagnose, diagnosePair } from "#checks/diagnose.ts";
import type { Pressed } from "../bot.ts";
import type { OutcomeKind } from "../cases.ts";
import { newCaseId } from "../ids.ts";
import { clearEvidence, sameEvidence } from "../make-offers.ts";
import type { Workstation } from "../ports.ts";
import { answerDiagnosis, knownOf } from "../settle-case.ts";
import type { FileAfter } from "../words/outcome.ts";
import { sayChangedSince } from "../words/outcome.ts";
import { sayUnreachableNow } from "../words/refusals.ts";
import type { ActFile, Acting } from "./acting.ts";
import { actReport, conclude, isRunner, note } from "./acting.ts";
import { auditEnded } from "./audit-act.ts";
import { lookAgain, seeAt } from "./second-look.ts";

/**
 * Moves the restart files aside: look again, and only if everything is as it was shown, disarm (the
 * EXE first: PCM asks only while both are there), then the BAT, then look once more.
 */
export async function clearRestartFiles(acting: Acting): Promise<Pressed> {
  const { deps, offer } = acting;
  const started = deps.now();
  const opened = await deps.workstations.open(offer.workstation);
  if (!opened.ok) {
    await auditEnded(acting, "unreachable");
    await deps.cases.release(offer.id);
    const reply = sayUnreachableNow(offer, opened.why, acting.record.reply);
    return { kind: "replaced", reply, ok: false };
  }
  await using open = opened.workstation;
  const connect = deps.now().getTime() - started.getTime();
  const evidence = clearEvidence(await diagnosePair(open.machine), open.hostKey);
  if (evidence === undefined || !sameEvidence(offer.evidence, evidence)) {
    await auditEnded(acting, "evidence-changed");
    await deps.cases.finish(offer.id, "evidence-changed", undefined);
    const looked = {
      deps,
      asked: { text: acting.record.question, person: acting.person },
      id: newCaseId(),
      askedAt: started,
    };
    const known = { ...knownOf(looked, offer.workstation), hostKey: open.hostKey };
    const diagnosis = await diagnose(open.machine, known);
    const found = { workstation: offer.workstation, open, diagnosis, connect };
    const { reply } = await answerDiagnosis(looked, found);
    const report = actReport(acting, "evidence-changed");
    return { kind: "replaced", reply: sayChangedSince(reply, acting.by), ok: false, report };
  }
  const kept = keptPlace(acting);
  const files = filesOf(acting, kept.folder);
  await moveAside(acting, { open, files, kept });
  const after = await lookAgain(open.machine, files);
  return await conclude(acting, {
    outcome: clearOutcome(after),
    files: after,
    keptIn: kept.folder,
    undoable: files.filter((_, index) => mayBeKept(after[index])),
  });
}

interface KeptPlace {
  readonly parent: string;
  readonly folder: string;
}

/**
 * Inside the Windows directory, so that it inherits rights by which only administrators can write;
 * a folder below ProgramData would let every user read and plant files. On the same volume a move
 * is one step that cannot stop half-way.
 */
export function keptPlace({ offer, record }: Acting): KeptPlace {
  const parent = `${offer.evidence.windowsDirectory}\\whyreboot`;
  return { parent, folder: `${parent}\\${record.id}-${offer.id.slice(0, 6)}` };
}

/** EXE first: see above. */
export function filesOf({ offer }: Acting, folder: string): ActFile[] {
  return offer.evidence.files
    .map(({ name, path, bytes, modified, sha256 }) => ({
      name,
      home: path,
      kept: `${folder}\\${name}`,
      bytes,
      modified,
      sha256,
    }))
    .toSorted((one, other) => Number(isRunner(other)) - Number(isRunner(one)));
}

interface Moving {
  readonly open: Workstation;
  readonly files: readonly ActFile[];
  readonly kept: KeptPlace;
}

/** Stops at the first step that is not known to have happened; the second look says what is so. */
async function moveAside(acting: Acting, { open, files, kept }: Moving): Promise<void> {
  try {
    await note(acting, "make-directory", { path: kept.folder });
    const parent = await open.hands.makeDirectory(kept.parent);
    if (!parent.ok && parent.why !== "exists") return;
    // Only a folder may have that name. A junction looks like one over SFTP; but whoever can plant
    // one in the Windows directory is an administrator already.
    const place = await open.machine.look(kept.parent);
    if (place.state !== "present" || place.seen.kind !== "directory") return;
    // Nothing can be overwritten in a folder that did not exist a moment ago.
    const folder = await open.hands.makeDirectory(kept.folder);
    if (!folder.ok) return;
    const moved = await moveEach(acting, open, files);
    if (moved === 0) await open.hands.removeDirectory(kept.folder);
  } catch (error) {
    // Only the journal rejects. Without it no further step may begin; what was done is looked at.
    acting.deps.log.error({ err: error, offer: acting.offer.id }, "the act's journal failed");
  }
}

export async function moveEach(
  acting: Acting,
  open: Workstation,
  files: readonly ActFile[],
): Promise<number> {
  let moved = 0;
  for (const file of files) {
    await note(acting, "move", { from: file.home, to: file.kept, sha256: file.sha256 });
    const step = await open.hands.moveAside(file.home, file.kept);
    if (!step.ok) {
      // A move that was denied did not happen; after silence nobody knows, so the folder stays.
      return step.why === "denied" || step.why === "missing" ? moved : moved + 1;
    }
    moved += 1;
    const seen = await seeAt(open.machine, file.kept, file);
    if (seen === "other") {
      // Somebody is at work on the pair, and may count on both: the reverse order, the runner last.
      const taken = files.slice(0, files.indexOf(file) + 1).toReversed();
      return await returnAll(acting, open, taken);
    }
    if (seen !== "same") return moved;
  }
  return moved;
}

/** How many are still away. */
async function returnAll(
  acting: Acting,
  open: Workstation,
  files: readonly ActFile[],
): Promise<number> {
  let away = files.length;
  for (const { kept, home } of files) {
    await note(acting, "put-back", { from: kept, to: home });
    const step = await open.hands.putBack(kept, home);
    if (!step.ok) return away;
    away -= 1;
  }
  return away;
}

function clearOutcome(after: readonly FileAfter[]): OutcomeKind {
  const places = after.map(({ at }) => at);
  if (places.some((at) => at === "unseen" || at === "neither")) return "unknown";
  if (places.every((at) => at === "kept")) return "removed";
  if (!places.every((at) => at === "home" || at === "replaced")) return "partly";
  return places.includes("replaced") ? "evidence-changed" : "still-there";
}

/** An undo looks for itself, so it may be offered for what was not seen. */
export function mayBeKept(after: FileAfter | undefined): boolean {
  return after?.at === "kept" || after?.at === "both" || after?.at === "unseen";
}

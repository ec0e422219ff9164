import type { Pressed } from "../bot.ts";
import type { OutcomeKind } from "../cases.ts";
import type { Workstation } from "../ports.ts";
import type { FileAfter } from "../words/outcome.ts";
import { sayCannotUndoNow, sayUnreachableNow } from "../words/refusals.ts";
import type { ActFile, Acting } from "./acting.ts";
import { conclude, isRunner, note } from "./acting.ts";
import { auditEnded } from "./audit-act.ts";
import { lookAgain } from "./second-look.ts";

/**
 * Puts back what was moved aside, the BAT first and the EXE last (the reverse of disarming), and
 * never over anything that has taken a name since.
 */
export async function undoClear(acting: Acting): Promise<Pressed> {
  const { deps, offer, record } = acting;
  const opened = await deps.workstations.open(offer.workstation);
  if (!opened.ok) {
    await auditEnded(acting, "unreachable");
    await deps.cases.release(offer.id);
    const reply = sayUnreachableNow(offer, opened.why, record.reply);
    return { kind: "replaced", reply, ok: false };
  }
  await using open = opened.workstation;
  const files = filesOf(acting);
  const before = await lookAgain(open.machine, files);
  const sameMachine = open.hostKey === offer.evidence.hostKey;
  if (!sameMachine || !before.every(({ at }) => at === "kept" || at === "home")) {
    await auditEnded(acting, "not-as-left", { files: before });
    await deps.cases.release(offer.id);
    const reply = sayCannotUndoNow(offer, before, record.reply);
    return { kind: "replaced", reply, ok: false };
  }
  const folder = folderOf(files);
  await putBack(
    acting,
    open,
    files.filter((_, index) => before[index]?.at === "kept"),
  );
  const after = await lookAgain(open.machine, files);
  const outcome = undoOutcome(after);
  if (outcome === "restored") await open.hands.removeDirectory(folder);
  return await conclude(acting, {
    outcome,
    files: after,
    keptIn: folder,
    undoable: outcome === "restored" ? [] : files,
  });
}

/** BAT first: a pair that is only half back must not be armed. */
export function filesOf({ offer }: Pick<Acting, "offer">): ActFile[] {
  return offer.evidence.files
    .flatMap(({ name, path, home, bytes, modified, sha256 }) =>
      home === undefined ? [] : [{ name, home, kept: path, bytes, modified, sha256 }],
    )
    .toSorted((one, other) => Number(isRunner(one)) - Number(isRunner(other)));
}

export function folderOf(files: readonly ActFile[]): string {
  const kept = files[0]?.kept ?? "";
  return kept.slice(0, kept.lastIndexOf("\\"));
}

export async function putBack(
  acting: Acting,
  open: Workstation,
  files: readonly ActFile[],
): Promise<void> {
  try {
    for (const file of files) {
      await note(acting, "put-back", { from: file.kept, to: file.home, sha256: file.sha256 });
      const step = await open.hands.putBack(file.kept, file.home);
      if (!step.ok) return;
    }
  } catch (error) {
    // Only the journal rejects. Without it no further step may begin; what was done is looked at.
    acting.deps.log.error({ err: error, offer: acting.offer.id }, "the act's journal failed");
  }
}

export function undoOutcome(after: readonly FileAfter[]): OutcomeKind {
  const places = after.map(({ at }) => at);
  if (places.some((at) => at === "unseen" || at === "neither")) return "unknown";
  return places.every((at) => at === "home") ? "restored" : "partly-restored";
}

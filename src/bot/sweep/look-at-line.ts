import type { Desk } from "../desk.ts";
import { newCaseId } from "../ids.ts";
import type { Person, UnreachableReason } from "../ports.ts";
import type { LinePiece } from "../reach/work.ts";
import type { Report } from "../report.ts";
import type { Looked } from "../settle-case.ts";
import { answerDiagnosis, knownOf } from "../settle-case.ts";
import type { Cause, Result } from "./sweep.ts";

/**
 * From the connection to the last answer: a workstation that hangs half-way is told as not seen,
 * and does not hold up the others.
 */
const lookMilliseconds = 60_000;

/** What waiting may mend. A refused login is not tried again: accounts are locked for that. */
const passing: ReadonlySet<UnreachableReason> = new Set([
  "no-answer",
  "refused",
  "lost",
  "jump-host",
  "name-not-found",
  "no-worker",
]);

/** Looks at one workstation of a sweep and writes down what came of it, once. Rejects when it cannot. */
export async function lookAtLine(desk: Desk, piece: LinePiece): Promise<void> {
  await settleLine(desk, piece, await look(desk, piece));
}

/** Nobody could look at it: tried again later, and never as clean. */
export async function missLine(desk: Desk, piece: LinePiece): Promise<void> {
  await settleLine(desk, piece, { result: { state: "unreachable", why: "no-worker" } });
}

interface LookedAt {
  readonly result: Result;
  readonly case?: string;
}

async function settleLine(desk: Desk, { sweep, line }: LinePiece, looked: LookedAt): Promise<void> {
  const now = desk.now();
  const seconds = sweep.retryAfter[line.tries];
  if (
    looked.result.state === "unreachable" &&
    passing.has(looked.result.why) &&
    seconds !== undefined
  ) {
    const dueAt = new Date(now.getTime() + seconds * 1000).toISOString();
    await desk.sweeps.retryLine(sweep.id, line.workstation, { tries: line.tries + 1, dueAt });
    return;
  }
  await desk.sweeps.settleLine(sweep.id, { ...line, ...looked, at: now.toISOString() });
}

async function look(desk: Desk, { sweep, line }: LinePiece): Promise<LookedAt> {
  const { workstation } = line;
  if (desk.inventory.find(workstation) !== workstation) {
    return { result: { state: "unreachable", why: "not-listed" } };
  }
  const looked: Looked = {
    deps: desk,
    asked: { text: sweep.question, person: absent(sweep) },
    id: newCaseId(),
    askedAt: desk.now(),
    inSweep: true,
  };
  try {
    const known = knownOf(looked, workstation);
    const seen = await desk.looks.lookInSweep(workstation, known, lookMilliseconds);
    if (!seen.ok) return { result: { state: "unreachable", why: seen.why } };
    const connect = Math.max(0, Date.parse(seen.connectedAt) - looked.askedAt.getTime());
    const { open, diagnosis } = seen;
    const answer = await answerDiagnosis(looked, { workstation, open, diagnosis, connect });
    const { report, unrecorded } = answer;
    if (report === undefined) return { result: { state: "fault" } };
    const { headline } = diagnosis;
    const causes = causesOf(report);
    return {
      result: { state: "looked", headline, causes, ...unseenIn(report) },
      // A line never names a case that there is not.
      ...(unrecorded ? {} : { case: looked.id }),
    };
  } catch (error) {
    desk.log.error({ err: error, workstation, sweep: sweep.id }, "a look of a sweep failed");
    return { result: { state: "fault" } };
  }
}

/** Who asked for it may have left; their rights were read when it began. */
function absent({ askedBy: { id, name } }: LinePiece["sweep"]): Person {
  return { id, name, holds: async () => "cannot-tell" };
}

function causesOf({ restartFiles, signals }: Report): readonly Cause[] {
  const pair: Cause[] =
    restartFiles === undefined || restartFiles.verdict === "none"
      ? []
      : [{ id: "restart-files", verdict: restartFiles.verdict }];
  const asking = signals.flatMap(({ id, state, verdict }): Cause[] =>
    state === "present" && verdict !== undefined ? [{ id, verdict }] : [],
  );
  return [...pair, ...asking];
}

function unseenIn({ restartFiles, signals }: Report): { readonly unseen?: readonly string[] } {
  const pair = restartFiles?.verdict === "cannot-tell" ? ["restart-files"] : [];
  const blind = signals.flatMap(({ id, state }) => (state === "unseen" ? [id] : []));
  const unseen = [...pair, ...blind];
  return unseen.length === 0 ? {} : { unseen };
}

import type { Entry } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import { unseen } from "../sighting.ts";
import type { PlannedLine } from "./batch.ts";
import { replacementOf } from "./batch.ts";
import type { Operation, OperationState } from "./finding.ts";
import type { Operand } from "./operand.ts";
import { samePath } from "./operand.ts";
import { destructiveLines } from "./rehearse.ts";
import type { FilesSeen } from "./sightings.ts";
import { comparisonKey } from "./sightings.ts";

/** What is left to do of every line, by what is on the disk now. Lines that do nothing are `done`. */
export function judgeOperations(lines: readonly PlannedLine[], files: FilesSeen): Operation[] {
  const judged = lines.map((line) => judgeLine(line, files));
  const destructive = destructiveLines(lines, files);
  return judged.map((operation, index) => {
    const pairedWith = replacementOf(lines, index);
    const partner = pairedWith === undefined ? undefined : judged[pairedWith];
    const read = partner === undefined ? operation : asPair(operation, partner);
    return destructive.has(index) ? { ...read, destructiveNow: true } : read;
  });
}

type Judgement = Pick<Operation, "state" | "why">;

function judgeLine(line: PlannedLine, files: FilesSeen): Operation {
  return {
    line: line.number,
    text: line.text,
    statement: line.statement,
    afterEnd: line.afterEnd,
    ...judgement(line, files),
  };
}

function judgement({ statement }: PlannedLine, files: FilesSeen): Judgement {
  switch (statement.does) {
    case "nothing":
      return { state: "done" };
    case "unknown":
      return { state: "unknown", why: statement.why };
    case "delete":
      return judgePresence(statement.target, files, { file: "pending", absent: "done" });
    case "make-directory":
      return judgePresence(statement.target, files, { directory: "done", absent: "pending" });
    case "remove-directory":
      return judgePresence(statement.target, files, { directory: "pending", absent: "done" });
    case "copy":
      // A folder as its source means every file in it, and they are not looked at.
      return isFolder(statement.source, files)
        ? { state: "unknown", why: "not-a-file" }
        : judgePlacing(statement.source, statement.target, files);
    case "rename":
    case "move":
      return judgePlacing(statement.source, statement.target, files);
  }
}

function judgePresence(
  target: Operand,
  files: FilesSeen,
  states: Partial<Record<Entry["kind"] | "absent", OperationState>>,
): Judgement {
  const seen = see(target, files);
  if (seen.state === "unseen") return { state: "unknown", why: seen.why };
  const state = states[seen.state === "present" ? seen.seen.kind : "absent"];
  if (state === undefined) return { state: "unknown", why: "not-a-file" };
  return nameIsSure(target, seen) ? { state } : { state: "unknown", why: "other-name-possible" };
}

/** A new file under a temporary name (the source) that belongs in its place (the target). */
function judgePlacing(source: Operand, target: Operand, files: FilesSeen): Judgement {
  const from = see(source, files);
  const to = see(target, files);
  if (from.state === "unseen") return { state: "unknown", why: from.why };
  if (to.state === "unseen") return { state: "unknown", why: to.why };
  if (!nameIsSure(source, from) || !nameIsSure(target, to)) {
    return { state: "unknown", why: "other-name-possible" };
  }
  if (from.state === "absent") return { state: to.state === "present" ? "done" : "broken" };
  if (to.state === "absent") return { state: "half-done" };
  const same = files.same.get(comparisonKey(source.path, target.path)) ?? unseen("depends");
  if (same.state !== "present") {
    return { state: "unknown", why: same.state === "unseen" ? same.why : "depends" };
  }
  return { state: same.seen ? "done" : "pending" };
}

function see(
  operand: Operand,
  files: FilesSeen,
): Sighting<Entry> | { state: "unseen"; why: "too-many" } {
  return files.entries.get(samePath(operand.path)) ?? { state: "unseen", why: "too-many" };
}

function isFolder(operand: Operand, files: FilesSeen): boolean {
  const seen = see(operand, files);
  return seen.state === "present" && seen.seen.kind === "directory";
}

/** Presence under a doubtful name is proof; absence under it is not. */
function nameIsSure(operand: Operand, seen: { readonly state: string }): boolean {
  return seen.state === "present" || !operand.mayHaveOtherName;
}

/** A DEL with the line that replaces the file is one piece of work: it is as far as that line is. */
function asPair(deletion: Operation, placing: Operation): Operation {
  const { why: _, ...rest } = deletion;
  return {
    ...rest,
    state: placing.state,
    ...(placing.why === undefined ? {} : { why: placing.why }),
  };
}

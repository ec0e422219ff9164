import type { PlannedLine } from "./batch.ts";
import { operandsOf, replacementOf } from "./batch.ts";
import type { Operand } from "./operand.ts";
import { samePath } from "./operand.ts";
import type { FilesSeen } from "./sightings.ts";
import type { Statement } from "./statement.ts";

/**
 * The DELs that, if the batch ran now, would delete a file and never get the new one in its place.
 * Only going through the lines in order shows it: a setup that ran twice appended its lines twice,
 * and the second DEL then destroys what the first REN put there.
 *
 * @returns indices of `lines`.
 */
export function destructiveLines(
  lines: readonly PlannedLine[],
  files: FilesSeen,
): ReadonlySet<number> {
  // COMMAND.COM stops at the end mark, cmd.exe does not; the warning is for both.
  const reached = lines.filter(({ afterEnd }) => !afterEnd);
  return new Set(
    [reached, lines].flatMap((run) =>
      rehearse(run, files).filter((index) => replacementOf(lines, index) !== undefined),
    ),
  );
}

type Presence = "there" | "gone" | "unsure";

function rehearse(lines: readonly PlannedLine[], files: FilesSeen): number[] {
  const now = presenceNow(lines, files);
  const destroyed = new Map<string, number>();
  for (const [index, { statement }] of lines.entries()) {
    if (statement.does === "delete") {
      const target = samePath(statement.target.path);
      if (now.get(target) === "there") destroyed.set(target, index);
      now.set(target, "gone");
    } else if ("source" in statement && place(statement, now)) {
      destroyed.delete(samePath(statement.target.path));
    }
  }
  return [...destroyed.values()];
}

type Placing = Extract<Statement, { source: Operand }>;

/** Takes note of where the file goes; `false` when it surely does not arrive. */
function place({ does, source, target }: Placing, now: Map<string, Presence>): boolean {
  const [from, to] = [samePath(source.path), samePath(target.path)];
  const staged = now.get(from) ?? "unsure";
  // REN does not overwrite.
  if (from === to || staged === "gone" || (does === "rename" && now.get(to) === "there")) {
    return false;
  }
  if (does !== "copy") now.set(from, staged === "there" ? "gone" : "unsure");
  now.set(to, staged);
  return true;
}

function presenceNow(lines: readonly PlannedLine[], files: FilesSeen): Map<string, Presence> {
  const operands = lines.flatMap(({ statement }) => operandsOf(statement));
  return new Map(operands.map((operand) => [samePath(operand.path), presence(operand, files)]));
}

function presence(operand: Operand, files: FilesSeen): Presence {
  const seen = files.entries.get(samePath(operand.path));
  if (seen?.state === "absent") return operand.mayHaveOtherName ? "unsure" : "gone";
  return seen?.state === "present" && seen.seen.kind === "file" ? "there" : "unsure";
}

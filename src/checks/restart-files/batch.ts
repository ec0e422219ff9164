import { batchLines } from "./batch-lines.ts";
import type { Operand } from "./operand.ts";
import { samePath } from "./operand.ts";
import type { Statement } from "./statement.ts";
import { readStatement } from "./statement.ts";

/** A line of the batch with what it would do. */
export interface PlannedLine {
  readonly number: number;
  readonly text: string;
  readonly afterEnd: boolean;
  readonly statement: Statement;
}

/** Reads the whole batch; no line is lost, however strange. */
export function readBatch(content: Uint8Array, oemCodePage: string | undefined): PlannedLine[] {
  return batchLines(content, oemCodePage).map((line) => ({
    number: line.number,
    text: line.text,
    afterEnd: line.afterEnd,
    statement: readStatement(line),
  }));
}

/** The files that a line names. */
export function operandsOf(statement: Statement): readonly Operand[] {
  switch (statement.does) {
    case "rename":
    case "copy":
    case "move":
      return [statement.source, statement.target];
    case "delete":
    case "make-directory":
    case "remove-directory":
      return [statement.target];
    case "nothing":
    case "unknown":
      return [];
  }
}

/**
 * For each DEL the line that puts the new file in its place. They are read as a pair: "the target
 * exists" alone would make a finished replacement look like a deletion that still waits.
 */
export function replacementOf(lines: readonly PlannedLine[], index: number): number | undefined {
  const statement = lines[index]?.statement;
  if (statement?.does !== "delete") return undefined;
  const target = samePath(statement.target.path);
  const found = lines.findIndex(
    ({ statement: later }, at) =>
      at > index &&
      "source" in later &&
      samePath(later.target.path) === target &&
      // `DEL A`, then `REN A A` puts nothing in its place.
      samePath(later.source.path) !== target,
  );
  return found === -1 ? undefined : found;
}

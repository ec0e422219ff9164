import type { PlannedLine } from "#checks/restart-files/batch.ts";
import { operandsOf, replacementOf } from "#checks/restart-files/batch.ts";
import type { Operation, RestartFilesFinding } from "#checks/restart-files/finding.ts";
import { gatherRestartFiles } from "#checks/restart-files/gather.ts";
import { judgeRestartFiles } from "#checks/restart-files/judge.ts";
import type { Statement } from "#checks/restart-files/statement.ts";
import { endsOf, type Prediction } from "./predict.ts";
import type { Ran } from "./readings.ts";
import { differences, shown, type Tree, workstationWith } from "./tree.ts";

export async function judged(tree: Tree, batch: Uint8Array): Promise<RestartFilesFinding> {
  const office = await workstationWith(tree, batch);
  await using workstation = await office.open();
  return judgeRestartFiles(await gatherRestartFiles(workstation.machine));
}

/**
 * Lines that were carried out and are nevertheless called work that waits. A DEL is read together
 * with the line that replaces the file, so both halves must have been. A later line may make work
 * for an earlier one again (`REN A B`, then `COPY C A`); such lines are none of these.
 */
export function wronglyWaiting(
  { steps }: Prediction,
  { operations }: RestartFilesFinding,
): Operation[] {
  // With the folders of `COPY FILE FOLDER` resolved, as the judge pairs them.
  const lines = operations.map(({ line, ...rest }) => ({ ...rest, number: line }));
  return operations.filter((operation, index) => {
    const halves = [index, replacementOf(lines, index) ?? index];
    const carriedOut = halves.every((at) => (steps[at]?.changed ?? []).length > 0);
    const waits = operation.state === "pending" || operation.state === "half-done";
    return waits && carriedOut && !touchedLater(lines, steps, halves);
  });
}

function touchedLater(
  lines: readonly PlannedLine[],
  steps: Prediction["steps"],
  halves: readonly number[],
): boolean {
  const mine = halves.flatMap((at) => [
    ...filesOf(lines[at]?.statement),
    ...(steps[at]?.changed ?? []),
  ]);
  const later = steps.slice(Math.max(...halves) + 1);
  return later.some(({ changed }) => changed.some((path) => mine.includes(path)));
}

function filesOf(statement: Statement | undefined): string[] {
  const named = statement === undefined ? [] : operandsOf(statement);
  return named.map(({ path }) => path.toUpperCase());
}

/**
 * What running a leftover batch takes without a word, although no line of it was left to do. Two
 * changes are foreseen: to a file that a line marked `destructiveNow` names, and to a source that
 * held the same as its target, which stays (or goes on to a third place in the same way).
 */
export function unforeseen(
  { before, after }: Ran,
  { verdict, operations }: RestartFilesFinding,
): string[] {
  if (verdict !== "leftover") return [];
  const warnings = operations.filter(({ destructiveNow }) => destructiveNow === true);
  const warnedOf = warnings.flatMap(({ statement }) => filesOf(statement));
  const placings = operations.flatMap(({ statement }) =>
    "source" in statement ? [endsOf(statement)] : [],
  );
  const isForeseen = (path: string, visited: readonly string[]): boolean => {
    const isKept = shown(before, path) === shown(after, path);
    if (isKept || warnedOf.includes(path)) return true;
    const twins = placings.filter(
      ({ source, target }) =>
        source === path &&
        !visited.includes(target) &&
        shown(before, target) === shown(before, path),
    );
    return twins.some(({ target }) => isForeseen(target, [...visited, target]));
  };
  return differences(before, after).filter((path) => !isForeseen(path, [path]));
}

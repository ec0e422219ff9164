import type { RenameGroup, RenameOperation } from "#checks/signal.ts";
import { quote } from "../../legible.ts";
import type { EvidenceRow } from "../../reply.ts";
import { capital, count } from "../enumerate.ts";

const groupsShown = 8;
const operationsShown = 5;

/** `Google Chrome: deletes 3 files`, then the operations themselves. */
export function renameRows(groups: readonly RenameGroup[]): EvidenceRow[] {
  const rows = groups.slice(0, groupsShown).flatMap(groupRows);
  const hidden = groups.slice(groupsShown);
  if (hidden.length === 0) return rows;
  const operations = hidden.reduce((sum, group) => sum + group.operations.length, 0);
  const more = `… and ${count(hidden.length, "more program")} with ${count(operations, "file")}.`;
  return [...rows, { says: [more] }];
}

function groupRows({ product, operations }: RenameGroup): EvidenceRow[] {
  const more = operations.length - operationsShown;
  return [
    { says: [`${capital(product ?? "a program that I do not know")}: ${summary(operations)}.`] },
    ...operations.slice(0, operationsShown).map(operationRow),
    ...(more > 0 ? [{ says: [`… and ${more} more.`] }] : []),
  ];
}

function summary(operations: readonly RenameOperation[]): string {
  const done = doing.flatMap(([does, words]) => {
    const number = operations.filter((operation) => operation.does === does).length;
    return number === 0 ? [] : [`${words} ${count(number, "file")}`];
  });
  return [...done, ...goneWords(operations)].join(", ");
}

function goneWords(operations: readonly RenameOperation[]): string[] {
  const gone = operations.filter(({ state }) => state === "gone").length;
  if (gone === 0) return [];
  if (gone === operations.length) return ["all gone already"];
  return [`${gone} of them ${gone === 1 ? "is" : "are"} gone already`];
}

const doing: readonly (readonly [RenameOperation["does"], string])[] = [
  ["replace", "replaces"],
  ["move", "moves"],
  ["delete", "deletes"],
  ["delete-or-move", "deletes or moves"],
];

function operationRow(operation: RenameOperation): EvidenceRow {
  const { does, source, target, state } = operation;
  // Whether the next entry is its target is just what such a list does not tell.
  const alone = target === "" || does === "delete-or-move";
  return {
    quote: quote(alone ? source : `${source} → ${target}`).quote,
    says: [`${doesWords[does]}: ${stateWords[state]}${hazardWords(operation)}`],
  };
}

/** A deletion that was queued long ago takes away what was put back since (dotnet/sdk#36159). */
function hazardWords({ does, state, touchesWindows, weight }: RenameOperation): string {
  const maybeBack = does === "delete" && state === "waits" && weight !== "harmless";
  if (touchesWindows) {
    return maybeBack
      ? "; a file of Windows itself, which may have been put back since"
      : "; a file of Windows itself";
  }
  return maybeBack ? "; it takes the file away even if it was installed again since" : "";
}

const doesWords: Readonly<Record<RenameOperation["does"], string>> = {
  replace: "replace",
  move: "move",
  delete: "delete",
  "delete-or-move": "delete, or move to the entry after it",
};

const stateWords: Readonly<Record<RenameOperation["state"], string>> = {
  waits: "waits for the restart",
  gone: "its file is gone, nothing is left to do",
  unseen: "not seen whether its file is there",
};

import type {
  Operation,
  OperationState,
  RestartFile,
  RestartFilesFinding,
} from "#checks/restart-files/finding.ts";
import { batchName, runnerName } from "#checks/restart-files/names.ts";
import type { Sighting } from "#checks/sighting.ts";
import { legible } from "../legible.ts";
import type { Evidence, EvidenceRow } from "../reply.ts";
import { originEvidence } from "./origin.ts";
import { when } from "./times.ts";
import { unseenWords } from "./unseen.ts";

/** More lines than this are counted, not shown; the case keeps them all. */
const linesShown = 40;

/** The two files and the batch's lines, for the engineer who wants to check. */
export function restartFilesEvidence(finding: RestartFilesFinding): Evidence[] {
  const files = [
    fileRow(batchName, finding.batch),
    fileRow(runnerName, finding.runner),
    ...(finding.toolkitRunner ? [toolkitRow] : []),
  ];
  const batch: Evidence[] =
    finding.operations.length === 0
      ? []
      : [{ title: "What the batch would do", rows: operationRows(finding.operations) }];
  return [
    { title: "The two restart files", rows: files },
    ...batch,
    ...originEvidence(finding.origin),
  ];
}

function fileRow(name: string, file: Sighting<RestartFile>): EvidenceRow {
  switch (file.state) {
    case "absent":
      return { quote: name, says: ["not there"] };
    case "unseen":
      return { quote: name, says: [`not seen: ${unseenWords[file.why]}`] };
    case "present":
      return {
        quote: legible(file.seen.path),
        says: [
          `${file.seen.bytes} bytes, changed ${when(file.seen.modified)}, ` +
            `SHA-256 ${file.seen.sha256.slice(0, 16)}…`,
        ],
      };
  }
}

const toolkitRow: EvidenceRow = {
  quote: "_MSSETUP.EXE",
  says: ["is there too: a Setup Toolkit restart was cut off (KB Q90793). It is never removed."],
};

function operationRows(operations: readonly Operation[]): EvidenceRow[] {
  const rows = operations.slice(0, linesShown).map(operationRow);
  const hidden = operations.slice(linesShown);
  if (hidden.length === 0) return rows;
  const open = hidden.filter(({ state }) => state !== "done").length;
  return [...rows, { says: [`… and ${hidden.length} more lines, ${open} of them not done.`] }];
}

function operationRow(operation: Operation): EvidenceRow {
  const notes = [
    operation.afterEnd ? "after the end mark, never run" : undefined,
    operation.destructiveNow === true
      ? "run now, it would delete the file and put nothing in its place"
      : undefined,
  ].filter((note) => note !== undefined);
  const says = [`line ${operation.line}: ${stateWords(operation)}`, ...notes].join("; ");
  return { quote: legible(operation.text), says: [says] };
}

function stateWords({ state, statement, why }: Operation): string {
  if (state === "done" && statement.does === "nothing") return "does nothing";
  if (state === "unknown")
    return `cannot tell, ${why === undefined ? "not understood" : whyWords[why]}`;
  return does[state];
}

const does: Readonly<Record<Exclude<OperationState, "unknown">, string>> = {
  pending: "still to do, what it needs is there",
  "half-done": "half done, the new file waits and its place is empty",
  done: "already done",
  broken: "can no longer be done, its file is gone from both places",
};

const whyWords: Readonly<Record<NonNullable<Operation["why"]>, string>> = {
  ...unseenWords,
  "too-many": "too many files are named to look at them all",
  "other-name-possible": "the file may be there under another name",
  "not-text": "its bytes are not text in this machine's code page",
  "control-characters": "it holds control characters",
  "too-long": "it is longer than MS-DOS reads",
  "unknown-command": "it runs something that only the setup's maker knows",
  conditional: "what it does depends on other things",
  operands: "its file names are not the ones this command takes",
  switches: "it uses switches that are not understood",
  wildcard: "it means many files at once",
  variable: "it depends on a variable",
  "relative-path": "its file has no full path",
  "network-path": "its file is on the network",
  device: "it names a device",
  "special-characters": "it joins commands or uses special characters",
  redirection: "it writes into another file",
};

import type { PlannedLine } from "#checks/restart-files/batch.ts";
import type { Statement } from "#checks/restart-files/statement.ts";
import { endsOf } from "./predict.ts";
import { folder, type Tree } from "./tree.ts";

/**
 * Where Wine's `cmd.exe` is no witness for COMMAND.COM, which is who would run the batch. The reader
 * follows COMMAND.COM; what the comparison does about the difference is said in each row.
 */
interface KnownDifference {
  readonly what: string;
  readonly commandCom: string;
  readonly wine: string;
  readonly source: string;
  readonly comparison: string;
  /** Batches with such a line are run and judged, but not compared with what the lines say. */
  readonly leftOut?: (line: PlannedLine, before: Tree) => boolean;
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    what: "a caret at the end of an ECHO line",
    commandCom: "prints it: the caret is no special letter",
    wine: "joins the next line to it, as cmd.exe of Windows does",
    source: "https://stackoverflow.com/a/4095133 (phase 2, from memory); Wine 8.0, observed",
    comparison: "left out",
    leftOut: ({ statement, text }) => statement.does === "nothing" && text.endsWith("^"),
  },
  {
    what: "MOVE of a folder onto a file",
    commandCom: "not known; Windows replaces files by files only",
    wine: "deletes the file, then moves the folder there, also when the file was in that folder",
    source:
      "https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-movefileexa (MOVEFILE_REPLACE_EXISTING, from memory); Wine 8.0, observed",
    comparison: "left out; the judge calls it unknown, for want of anything to compare",
    leftOut: ({ statement }, before) =>
      statement.does === "move" && ontoFile(statement, before) && fromFolder(statement, before),
  },
  {
    what: "COPY of a folder onto a file or a name that is not there",
    commandCom: "joins all files of the folder in that one, as cmd.exe of Windows does",
    wine: "copies one after the other over it, so that the last one stays",
    source: "general knowledge of MS-DOS, not verified; Wine 8.0, observed",
    comparison: "left out; the judge calls any COPY of a folder unknown",
    leftOut: ({ statement }, before) =>
      statement.does === "copy" &&
      fromFolder(statement, before) &&
      before.get(endsOf(statement).target) !== folder,
  },
  {
    what: "Ctrl-Z",
    commandCom: "stops reading",
    wine: "takes it for a letter of a name (cmd.exe of Windows: for a line break)",
    source: "https://stackoverflow.com/a/4095133 (phase 0); Wine 8.0, observed",
    comparison: "both readings are run, without the mark",
  },
  {
    what: "REM with > or <",
    commandCom: "redirects, and so empties the file",
    wine: "ignores the rest of the line",
    source: "http://manmrk.net/tutorials/DOS/msdos7/rem.htm; Wine 8.0, observed",
    comparison: "the reader calls the line unknown, so it is not compared",
  },
  {
    what: "a quote directly after a command or a switch",
    commandCom: "not known",
    wine: 'deletes at DEL"C:\\A", and drops the name with the switch at COPY /V"C:\\A" C:\\B',
    source: "Wine 8.0, observed",
    comparison: "the reader calls the line unknown, so it is not compared",
  },
  {
    what: "a line of more than 127 characters",
    commandCom: "reads 127 of them",
    wine: "reads all of them (cmd.exe of Windows: 8191)",
    source: "KB 830473 for cmd.exe; general knowledge for MS-DOS, not verified",
    comparison: "the reader calls the line unknown, so it is not compared",
  },
  {
    what: "MD below a folder that is not there",
    commandCom: "fails",
    wine: "makes the folders above it too, as cmd.exe of Windows does",
    source: "general knowledge of MS-DOS, not verified; Wine 8.0, observed",
    comparison: "the prediction follows Wine; either way a missing folder is work that waits",
  },
  {
    what: "REN of a folder",
    commandCom: "fails: REN renames files only",
    wine: "renames it, as cmd.exe of Windows does",
    source: "general knowledge of MS-DOS, not verified; Wine 8.0, observed",
    comparison: "the prediction follows Wine; either way a folder there is work that waits",
  },
  {
    what: "DEL of a folder at the end of the input",
    commandCom: "asks at the keyboard",
    wine: "asks for ever",
    source: "Wine 8.0, observed",
    comparison: "every batch has an input that answers no",
  },
];

type Placing = Extract<Statement, { source: unknown }>;

function fromFolder(statement: Placing, before: Tree): boolean {
  return before.get(endsOf(statement).source) === folder;
}

function ontoFile(statement: Placing, before: Tree): boolean {
  const there = before.get(endsOf(statement).target);
  return there !== undefined && there !== folder;
}

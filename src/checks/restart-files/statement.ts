import type { BatchLine } from "./batch-lines.ts";
import type { NotUnderstood, Operand, ReadOperand } from "./operand.ts";
import { readName, readPath } from "./operand.ts";

/** What one line of the batch would do. */
export type Statement =
  /** Nothing that lasts: a remark, ECHO, ATTRIB, CD, an empty command. */
  | { readonly does: "nothing" }
  | { readonly does: "delete"; readonly target: Operand }
  | {
      readonly does: "rename" | "copy" | "move";
      readonly source: Operand;
      readonly target: Operand;
    }
  | { readonly does: "make-directory" | "remove-directory"; readonly target: Operand }
  | { readonly does: "unknown"; readonly why: NotUnderstood };

/**
 * Reads one line as COMMAND.COM would. Setups could append any command (the restart file's
 * `AddLineToRestartFile`), so whatever is not surely understood is `unknown`, never guessed.
 */
export function readStatement(line: BatchLine): Statement {
  if (!line.legible) return unknown("not-text");
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/u.test(line.text)) return unknown("control-characters");
  const text = withoutBlanks(line.text).replace(/^@+[ \t]*/u, "");
  // Even COMMAND.COM's REM and ECHO feed a pipe: `ECHO Y | DEL C:\\X` deletes.
  if (/[|&]/u.test(text)) return unknown("special-characters");
  if (text === "" || text.startsWith(":")) return { does: "nothing" };
  // And its REM redirects: `REM > C:\\X` empties that file. A label line is skipped unread.
  // http://manmrk.net/tutorials/DOS/msdos7/rem.htm (Limitations)
  if (remark.test(text) && !/[<>]/u.test(text)) return { does: "nothing" };
  if (line.text.length > commandLineLimit) return unknown("too-long");
  return readCommand(text);
}

// COMMAND.COM reads at most 127 characters of a line.
const commandLineLimit = 127;
// Blanks are spelled out: to JavaScript the OEM byte 0xFF is one, to DOS a letter of a name.
const remark = /^rem(?:[ \t]|$)/iu;
const harmlessAlone =
  /^(?:echo(?:[. :].*)?|cls|pause|ver|cd(?:[ \t\\.].*)?|chdir(?:[ \t].*)?|[a-z]:)$/iu;
const conditional = /^(?:if|goto|call|for|shift|exit)(?:[ \t]|$)/iu;
const toNowhere = /[ \t]*>{1,2}[ \t]*nul$/iu;
const special = /[|<>&^,;=+()]/u;

function readCommand(text: string): Statement {
  const command = text.replace(toNowhere, "");
  if (conditional.test(command)) return unknown("conditional");
  if (/[<>]/u.test(command)) return unknown("redirection");
  if (harmlessAlone.test(command) || remark.test(command)) return { does: "nothing" };
  // A quote parts no words: `COPY /Y"C:\\A" C:\\B` under Wine's cmd.exe has one operand, C:\\B.
  const words = command.match(/(?:"[^"]*"|[^ \t"])+/gu) ?? [];
  const verb = words[0]?.toUpperCase() ?? "";
  const readAs = verbs[verb];
  if (readAs === undefined) return unknown("unknown-command");
  const operands = words.slice(1).filter((word) => !readAs.switches.includes(word.toUpperCase()));
  const trouble = wordsTrouble(command, operands);
  if (trouble !== undefined) return unknown(trouble);
  return readAs.read(operands);
}

function wordsTrouble(command: string, operands: readonly string[]): NotUnderstood | undefined {
  if (command.includes("%")) return "variable";
  if (/[*?]/u.test(command)) return "wildcard";
  if (operands.some((word) => word.startsWith("/"))) return "switches";
  // Unbalanced or inner quotes: the words seen here may not be the words that run.
  const quotes = command.split('"').length - 1;
  const whole = operands.filter((word) => /^"[^"]+"$/u.test(word)).length;
  if (quotes !== whole * 2) return "special-characters";
  return operands.some((word) => !word.startsWith('"') && special.test(word))
    ? "special-characters"
    : undefined;
}

interface Verb {
  /** Switches that change nothing about which files are meant. */
  readonly switches: readonly string[];
  readonly read: (operands: readonly string[]) => Statement;
}

const verbs: Readonly<Record<string, Verb>> = {
  DEL: { switches: [], read: one("delete") },
  ERASE: { switches: [], read: one("delete") },
  REN: { switches: [], read: rename },
  RENAME: { switches: [], read: rename },
  COPY: { switches: ["/Y", "/B", "/V"], read: two("copy") },
  MOVE: { switches: ["/Y"], read: two("move") },
  MD: { switches: [], read: one("make-directory") },
  MKDIR: { switches: [], read: one("make-directory") },
  RD: { switches: [], read: one("remove-directory") },
  RMDIR: { switches: [], read: one("remove-directory") },
  // Attributes keep nothing staged; what they are set on is looked at by the lines that matter.
  ATTRIB: { switches: [], read: () => ({ does: "nothing" }) },
};

function one(does: "delete" | "make-directory" | "remove-directory"): Verb["read"] {
  return ([target, ...more]) => {
    // More than one operand: two lines glued together by a missing line break, for instance.
    if (target === undefined || more.length > 0) return unknown("operands");
    const read = readPath(target);
    return "why" in read ? unknown(read.why) : { does, target: read.operand };
  };
}

function two(does: "copy" | "move"): Verb["read"] {
  return ([source, target, ...more]) => {
    if (source === undefined || target === undefined || more.length > 0) return unknown("operands");
    return pair(does, readPath(source), readPath(target));
  };
}

function rename([source, target, ...more]: readonly string[]): Statement {
  if (source === undefined || target === undefined || more.length > 0) return unknown("operands");
  const from = readPath(source);
  return pair("rename", from, "why" in from ? from : readName(target, from.operand));
}

function pair(
  does: "rename" | "copy" | "move",
  source: ReadOperand,
  target: ReadOperand,
): Statement {
  if ("why" in source) return unknown(source.why);
  if ("why" in target) return unknown(target.why);
  return { does, source: source.operand, target: target.operand };
}

function unknown(why: NotUnderstood): Statement {
  return { does: "unknown", why };
}

function withoutBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function isBlank(letter: string | undefined): boolean {
  return letter === " " || letter === "\t";
}

import type { WindowsPath } from "../machine.ts";

/** A file that a batch line names, with what its name can prove. */
export interface Operand {
  readonly path: WindowsPath;
  /**
   * `true` when the file's absence under this name proves nothing: the name is an 8.3 alias of a
   * long name (NTFS may have stopped making aliases), longer than DOS keeps, or not ASCII (the
   * batch may have been written under another code page). Its presence is proof all the same.
   */
  readonly mayHaveOtherName: boolean;
}

/** Why an operand, or a whole line, is not understood. Each has words in the bot. */
export type NotUnderstood =
  | "not-text"
  | "control-characters"
  | "too-long"
  | "unknown-command"
  | "conditional"
  | "operands"
  | "switches"
  | "wildcard"
  | "variable"
  | "relative-path"
  | "network-path"
  | "device"
  | "special-characters"
  | "redirection";

export type ReadOperand = { readonly operand: Operand } | { readonly why: NotUnderstood };

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file (reserved names)
const device = /^(?:con|prn|aux|nul|clock\$|com\d|lpt\d)(?:\.|$)/iu;
const shortName = /^[^.]{1,8}(?:\.[^.]{1,3})?$/u;
const alias = /~\d/u;
const nonAscii = /[^\u0020-\u007e]/u;

/** An absolute local path as a batch line writes it, quoted or not. */
export function readPath(written: string): ReadOperand {
  const quoted = written.startsWith('"');
  const path = quoted ? written.slice(1, -1) : written;
  const trouble = pathTrouble(path);
  if (trouble !== undefined) return { why: trouble };
  const names = path.slice(3).split("\\");
  const strange = names.map(nameTrouble).find((why) => why !== undefined);
  if (strange !== undefined) return { why: strange };
  return { operand: { path, mayHaveOtherName: names.some((name) => maybeOther(name, quoted)) } };
}

/** A bare file name: the second operand of REN. A path there is an error of DOS, so not understood. */
export function readName(written: string, folderOf: Operand): ReadOperand {
  const quoted = written.startsWith('"');
  const name = quoted ? written.slice(1, -1) : written;
  if (/[\\:]/u.test(name)) return { why: "operands" };
  const trouble = nameTrouble(name);
  if (trouble !== undefined) return { why: trouble };
  const folder = folderOf.path.slice(0, folderOf.path.lastIndexOf("\\"));
  return {
    operand: {
      path: `${folder}\\${name}`,
      mayHaveOtherName: folderMayHaveOtherName(folderOf) || maybeOther(name, quoted),
    },
  };
}

/** The file that `COPY file folder` makes. */
export function inFolder(folder: Operand, file: Operand): Operand {
  const name = file.path.slice(file.path.lastIndexOf("\\") + 1);
  return {
    path: `${folder.path}\\${name}`,
    mayHaveOtherName: folder.mayHaveOtherName || maybeOther(name, false),
  };
}

/**
 * Windows compares names without regard to case, one letter with one letter; so do all maps of paths
 * here. JavaScript's upper case of a whole text would make two files one: `ß` becomes `SS`, and a
 * dotless `ı` an `I`.
 */
export function samePath(path: WindowsPath): string {
  return path.replaceAll(/\p{Ll}/gu, (letter) => {
    const upper = letter.toUpperCase();
    const oneForOne = upper.length === letter.length;
    return oneForOne && isAscii(upper) === isAscii(letter) ? upper : letter;
  });
}

function isAscii(letter: string): boolean {
  return letter < "\u0080";
}

function pathTrouble(path: string): NotUnderstood | undefined {
  if (path.startsWith("\\\\")) return "network-path";
  if (!/^[a-z]:\\[^\\]/iu.test(path)) return "relative-path";
  return path.endsWith("\\") || path.includes("\\\\") ? "operands" : undefined;
}

function nameTrouble(name: string): NotUnderstood | undefined {
  if (name === "." || name === "..") return "relative-path";
  if (device.test(name)) return "device";
  // Windows drops dots and blanks at the end of a name: the file seen would be another one.
  return name === "" || /[. ]$/u.test(name) || name.includes(":") || name.includes("/")
    ? "operands"
    : undefined;
}

function maybeOther(name: string, quoted: boolean): boolean {
  return alias.test(name) || nonAscii.test(name) || (!quoted && !shortName.test(name));
}

function folderMayHaveOtherName(file: Operand): boolean {
  return file.path
    .slice(3)
    .split("\\")
    .slice(0, -1)
    .some((name) => maybeOther(name, false));
}

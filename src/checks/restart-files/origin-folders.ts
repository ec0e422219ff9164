import type { WindowsPath } from "../machine.ts";

/** A folder by its names from the drive on, in capitals: `["C:", "ACME", "WRITER"]`. */
export type Folder = readonly string[];

/** Longer than any path of the time, and than most of ours. */
const longestPath = 260;

/** Undefined for anything but an absolute local path; hostile text goes in. */
export function folderOf(written: string): Folder | undefined {
  if (written.length > longestPath || !/^[a-z]:[\\/]/iu.test(written)) return undefined;
  const names = written
    .toUpperCase()
    .split(/[\\/]/u)
    .filter((name) => name !== "")
    .map(withoutTail);
  const [drive, ...rest] = names;
  if (drive === undefined || rest.some((name) => name === "" || /[*?<>|"%:]/u.test(name))) {
    return undefined;
  }
  return [drive, ...rest];
}

export function parentOf(folder: Folder): Folder {
  return folder.slice(0, -1);
}

export function folderKey(folder: Folder): string {
  return folder.join("\\");
}

function liesIn(inner: Folder, outer: Folder): boolean {
  return inner.length >= outer.length && outer.every((name, index) => inner[index] === name);
}

/**
 * Whether a folder can tell one program from another at all. The drive's root, the Windows
 * directory with everything in it, and the folders that all programs share cannot.
 */
export function isTelling(folder: Folder, windowsDirectory: WindowsPath): boolean {
  const windows = folderOf(windowsDirectory);
  const last = folder.at(-1) ?? "";
  if (windows === undefined || folder.length < 2 || liesIn(folder, windows)) return false;
  if (homes.has(folder.at(-2) ?? "") || sharedFolders.has(last)) return false;
  return !(folder.length === 2 && isPlainName(last));
}

/** A name that folders of many programs have, or an alias of one: it names no program. */
export function isPlainName(name: string): boolean {
  return (
    sharedFolders.has(name) || homes.has(name) || plainNames.has(name) || plainAlias.test(name)
  );
}

const homes = new Set(["USERS", "DOCUMENTS AND SETTINGS"]);

/** Folders that belong to no program, in some of the languages that spell them on the disk. */
const sharedFolders = new Set([
  "PROGRAM FILES",
  "PROGRAM FILES (X86)",
  "PROGRAM FILES (ARM)",
  "COMMON FILES",
  "MICROSOFT SHARED",
  "PROGRAMDATA",
  "PROGRAMME",
  "GEMEINSAME DATEIEN",
  "FICHIERS COMMUNS",
  "ARCHIVOS DE PROGRAMA",
  "ARCHIVOS COMUNES",
  "ARQUIVOS DE PROGRAMAS",
  "PROGRAMMI",
  "FILE COMUNI",
  "USERS",
  "DOCUMENTS AND SETTINGS",
  "PROGRA~1",
  "PROGRA~2",
  "COMMON~1",
  "TEMP",
  "TMP",
]);

const plainNames = new Set([
  "APPS",
  "BIN",
  "DATA",
  "DRIVERS",
  "INSTALL",
  "MICROSOFT",
  "PROGRAMS",
  "SETUP",
  "SYSTEM",
  "SYSTEM32",
  "SYSWOW64",
  "TOOLS",
  "UPDATE",
  "WINDOWS",
  "WINNT",
]);

/** `PROGRA~1`, `MICROS~2`: aliases of such names. */
const plainAlias = /^(?:PROGRA|COMMON|DOCUME|GEMEIN|ARCHIV|ARQUIV|MICROS|WINDOW)~\d+$/u;

/** Windows drops dots and blanks at the end of a name. */
function withoutTail(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === "." || name[end - 1] === " ")) end -= 1;
  return name.slice(0, end);
}

/** SQLite's primary result code of an error thrown by `node:sqlite`; https://sqlite.org/rescode.html */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  // The upper bits refine it (SQLITE_BUSY_RECOVERY is 261); the lower eight say what happened.
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}

/** Somebody else holds a lock now (SQLITE_BUSY); the same call may succeed a moment later. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error) === 5;
}

/** Why the store's file cannot be used, and what to do. */
export function wordSqliteFault(file: string, error: unknown): string {
  const words = wordsOfFileSystem[systemCode(error) ?? ""] ?? wordsOfSqlite[sqliteCode(error) ?? 0];
  if (words !== undefined) return `The store ${file} ${words}`;
  return `The store ${file} cannot be used: ${error instanceof Error ? error.message : String(error)}`;
}

/** `ENOENT` and its like, of an error thrown by `node:fs`. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

const full = "cannot grow: the disk is full. Make room there and start again.";
const giveRights =
  "cannot be written. Give the user that runs whyreboot the right to write to the file and to its folder: SQLite keeps two more files beside it.";

const wordsOfFileSystem: Readonly<Record<string, string>> = {
  ENOENT: "cannot be made: its folder does not exist. Make the folder, or change store.file.",
  ENOTDIR: "cannot be made: a part of its path is a file. Change store.file.",
  EISDIR: "is a folder. Name a file in store.file.",
  EROFS: "cannot be written: its disk is mounted read-only. Change store.file.",
  ENOSPC: full,
  EACCES: giveRights,
  EPERM: giveRights,
};

const wordsOfSqlite: Readonly<Record<number, string>> = {
  5: "is locked by another program. Close whatever has it open (a backup, a database browser) and start again.",
  8: giveRights,
  11: "is damaged. Put a backup in its place; or move it away, then a new one is made, which knows none of the old cases.",
  13: full,
  14: giveRights,
  26: "is not an SQLite database. Check store.file in the configuration, or move that file away.",
};

/** A path on a drive of the machine, taken apart: `C:\Windows\x` → `C`, [`Windows`, `x`]. */
export interface LocalPath {
  /** As written: Windows keeps the case it is given. */
  readonly drive: string;
  readonly names: readonly string[];
}

/**
 * Takes an absolute local path apart as Win32 does: either slash, `.` and `..` resolved, dots and
 * blanks at the end of a name dropped. Undefined for anything else (a share, a relative path).
 */
export function localPath(text: string): LocalPath | undefined {
  const drive = /^([a-z]):(?=[\\/]|$)/iu.exec(text)?.[1];
  if (drive === undefined) return undefined;
  const names: string[] = [];
  for (const written of text.slice(2).split(/[\\/]+/u)) {
    if (written === "..") names.pop();
    else if (written !== "" && written !== ".") names.push(written.replace(/[. ]+$/u, ""));
  }
  return { drive, names };
}

export function writePath({ drive, names }: LocalPath): string {
  return `${drive}:\\${names.join("\\")}`;
}

/** Windows compares names without regard to case. */
export function samePath(path: LocalPath): string {
  return writePath(path).toUpperCase();
}

import { localPath, writePath } from "./local-path.ts";
import type { PathOrError } from "./win32.ts";

/**
 * What Windows' sftp-server makes of a path: `/C:/x`, `C:/x` and `C:\x` name the same file, `/x`
 * lies on the current drive, anything else below the profile.
 */
export function readSftpPath(written: string, profile: string): PathOrError {
  if (written.includes("\u0000")) return "invalid-name";
  // Only a slash before a drive letter is taken off.
  const path = written.replace(/^[\\/](?=[a-z]:)/iu, "");
  if (/^[\\/]{2}/u.test(path)) return "bad-network-path";
  if (/^[\\/]/u.test(path)) return localPath(`${profile.slice(0, 2)}${path}`) ?? "invalid-name";
  const absolute = localPath(path);
  if (absolute !== undefined) return absolute;
  const relative = /^[a-z]:(.*)$/isu.exec(path);
  return localPath(`${profile}\\${relative?.[1] ?? path}`) ?? "invalid-name";
}

/** `/` is no place on Windows: it stands for the list of drives. */
export function isDriveList(written: string): boolean {
  return /^[\\/]$/u.test(written);
}

/** As REALPATH answers: the case is kept, and the file need not be there. */
export function writeSftpPath(path: PathOrError): string | undefined {
  return typeof path === "string" ? undefined : `/${writePath(path).replaceAll("\\", "/")}`;
}

import type { SFTPWrapper } from "ssh2";
import type { LocalPath } from "./local-path.ts";
import { writePath } from "./local-path.ts";
import type { Handles } from "./sftp-handles.ts";
import { handles } from "./sftp-handles.ts";
import { readSftpPath } from "./sftp-paths.ts";
import { status } from "./sftp-status.ts";
import type { PathOrError, Win32 } from "./win32.ts";
import { win32 } from "./win32.ts";
import type { PracticeWindows } from "./windows.ts";

/** One SFTP channel: the disk as its user meets it, what it holds open, and how it answers. */
export interface SftpSession {
  readonly sftp: SFTPWrapper;
  readonly windows: PracticeWindows;
  readonly disk: Win32;
  readonly handles: Handles;
  readonly read: (written: string) => PathOrError;
  readonly say: (id: number, code: number) => void;
  /** Whether the machine itself is to answer; a fault may have taken the request. */
  readonly heard: (id: number, kind: string, path: LocalPath | string) => boolean;
}

/** Asks the fault hook; `true` when the request must not be answered by the machine any more. */
export type Intercept = (kind: string, path: string, answer: (code: number) => void) => boolean;

export function sftpSession(
  sftp: SFTPWrapper,
  windows: PracticeWindows,
  intercept: Intercept,
): SftpSession {
  const say = (id: number, code: number): void => sftp.status(id, code, messages[code]);
  return {
    sftp,
    windows,
    disk: win32(windows),
    handles: handles(),
    read: (written) => readSftpPath(written, windows.profile),
    say,
    heard(id, kind, path) {
      const name = typeof path === "string" ? path : writePath(path);
      return !intercept(kind, name, (code) => say(id, code));
    },
  };
}

const messages: Readonly<Record<number, string>> = {
  [status.ok]: "Success",
  [status.endOfFile]: "End of file",
  [status.noSuchFile]: "No such file",
  [status.permissionDenied]: "Permission denied",
  [status.failure]: "Failure",
  [status.badMessage]: "Bad message",
  [status.unsupported]: "Operation unsupported",
};

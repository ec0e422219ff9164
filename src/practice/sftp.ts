import type { SFTPWrapper } from "ssh2";
import { announceExtensions } from "./sftp-announcement.ts";
import { serveChanges } from "./sftp-changes.ts";
import { serveFiles } from "./sftp-files.ts";
import { serveLooks } from "./sftp-looks.ts";
import type { Intercept } from "./sftp-session.ts";
import { sftpSession } from "./sftp-session.ts";
import type { PracticeWindows } from "./windows.ts";

/**
 * Serves one SFTP channel as Windows' sftp-server 9.5 does: its paths, its status codes, its two
 * renames. Of the extensions it announces only the one that it has here.
 */
export function serveSftp(sftp: SFTPWrapper, windows: PracticeWindows, intercept: Intercept): void {
  announceExtensions(sftp, { "posix-rename@openssh.com": "1" });
  const session = sftpSession(sftp, windows, intercept);
  serveLooks(session);
  serveFiles(session);
  serveChanges(session);
  // sftp-server ends with its input; OpenSSH's own client waits for that before it leaves.
  sftp.on("end", () => sftp.end());
}

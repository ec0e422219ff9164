import type { Win32Error } from "./win32.ts";

/** SSH_FX_* of SFTP version 3. */
export const status = {
  ok: 0,
  endOfFile: 1,
  noSuchFile: 2,
  permissionDenied: 3,
  failure: 4,
  badMessage: 5,
  unsupported: 8,
} as const;

/**
 * For calls of Windows' sftp-server that go straight to Win32 (open, stat, link, rename): only the
 * errors that it knows by name become more than "failure" (Win32-OpenSSH fileio.c).
 */
export function statusOfWin32(error: Win32Error): number {
  switch (error) {
    case "file-not-found":
    case "path-not-found":
    case "invalid-name":
      return status.noSuchFile;
    case "access-denied":
      return status.permissionDenied;
    case "already-exists":
    case "directory-not-empty":
    case "not-a-directory":
    case "not-same-device":
    case "bad-network-path":
      return status.failure;
  }
}

/**
 * For calls that go through the C runtime (mkdir, rmdir, remove), which knows other errors: an odd
 * name is EINVAL there, and EINVAL is a bad message.
 */
export function statusOfRuntime(error: Win32Error): number {
  switch (error) {
    case "file-not-found":
    case "path-not-found":
    case "bad-network-path":
      return status.noSuchFile;
    case "access-denied":
      return status.permissionDenied;
    case "invalid-name":
    case "not-a-directory":
      return status.badMessage;
    case "already-exists":
    case "directory-not-empty":
    case "not-same-device":
      return status.failure;
  }
}

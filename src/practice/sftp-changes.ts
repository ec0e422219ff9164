import type { Attributes } from "ssh2";
import type { FileNode } from "./file-tree.ts";
import type { SftpSession } from "./sftp-session.ts";
import { status, statusOfRuntime, statusOfWin32 } from "./sftp-status.ts";
import type { Done, PathOrError, Win32, Win32Error } from "./win32.ts";

/** The changing requests: REMOVE, MKDIR, RMDIR, RENAME, posix-rename, SETSTAT, SYMLINK. */
export function serveChanges({ sftp, disk, read, say, heard }: SftpSession): void {
  const onPath = (kind: string, act: (path: PathOrError) => Done) => {
    return (id: number, written: string) => {
      const path = read(written);
      if (heard(id, kind, path)) say(id, answer(act(path), statusOfRuntime));
    };
  };
  sftp.on(
    "REMOVE",
    onPath("remove", (path) => disk.deleteFile(path)),
  );
  sftp.on(
    "RMDIR",
    onPath("rmdir", (path) => disk.removeDirectory(path)),
  );
  sftp.on(
    "MKDIR",
    onPath("mkdir", (path) => disk.createDirectory(path)),
  );

  sftp.on("RENAME", (id, written, to) => {
    const from = read(written);
    if (heard(id, "rename", from)) say(id, rename(disk, from, read(to)));
  });

  sftp.on("EXTENDED", (id, name, data?: Buffer) => {
    const [written, to] = strings(data ?? Buffer.alloc(0));
    if (name !== "posix-rename@openssh.com" || written === undefined || to === undefined) {
      return say(id, status.unsupported);
    }
    const from = read(written);
    if (!heard(id, "posix-rename", from)) return;
    say(id, answer(disk.moveFile(from, read(to)), statusOfWin32));
  });

  sftp.on("SETSTAT", (id, written, attributes) => {
    const path = read(written);
    if (!heard(id, "setstat", path)) return;
    const node = disk.open(path);
    if (typeof node === "string") say(id, statusOfWin32(node));
    else say(id, node.kind === "directory" ? status.ok : changeFile(node, attributes));
  });

  // To make a link needs a privilege that a session over the network does not have.
  sftp.on("SYMLINK", (id) => say(id, status.permissionDenied));
}

/**
 * SSH_FXP_RENAME never overwrites in OpenSSH: it makes a second name and deletes the first. When
 * the first cannot be deleted (a read-only file), taking the second back fails in the same way, and
 * the file is left with both names.
 */
function rename(disk: Win32, from: PathOrError, to: PathOrError): number {
  const node = disk.find(from);
  if (typeof node === "string") return statusOfWin32(node);
  if (node.kind !== "file") {
    if (typeof disk.find(to) !== "string") return status.failure;
    return answer(disk.moveFile(from, to), statusOfWin32);
  }
  const linked = disk.createHardLink(to, from);
  if (linked !== "done") return statusOfWin32(linked);
  const deleted = disk.deleteFile(from);
  if (deleted !== "done") disk.deleteFile(to);
  return answer(deleted, statusOfRuntime);
}

/** Of all rights, only the owner's write bit means anything; owners cannot be changed. */
export function changeFile(node: FileNode, attributes: Partial<Attributes>): number {
  if (attributes.uid !== undefined) return status.failure;
  if (attributes.size !== undefined) {
    if (node.readOnly) return status.permissionDenied;
    const kept = node.content.subarray(0, attributes.size);
    node.content = Buffer.concat([kept, Buffer.alloc(attributes.size - kept.length)]);
  }
  if (attributes.mode !== undefined) node.readOnly = (attributes.mode & 0o200) === 0;
  if (attributes.mtime !== undefined) node.modified = attributes.mtime;
  return status.ok;
}

function answer(done: Done, statusOf: (error: Win32Error) => number): number {
  return done === "done" ? status.ok : statusOf(done);
}

function strings(data: Buffer): string[] {
  const found: string[] = [];
  let at = 0;
  while (at + 4 <= data.length) {
    const end = at + 4 + data.readUInt32BE(at);
    found.push(data.toString("utf8", at + 4, end));
    at = end;
  }
  return found;
}

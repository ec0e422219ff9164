import ssh2 from "ssh2";
import type { FileNode } from "./file-tree.ts";
import { writePath } from "./local-path.ts";
import { attributesOf } from "./sftp-attributes.ts";
import { changeFile } from "./sftp-changes.ts";
import type { SftpSession } from "./sftp-session.ts";
import { status, statusOfWin32 } from "./sftp-status.ts";
import type { PathOrError, Win32 } from "./win32.ts";

// OpenSSH's SFTP_MAX_READ_LENGTH.
const longestRead = 255 * 1024;
const flag = ssh2.utils.sftp.OPEN_MODE;

/** The requests on open files: OPEN, READ, WRITE, FSTAT, FSETSTAT, CLOSE. */
export function serveFiles({ sftp, disk, handles, read, say, heard }: SftpSession): void {
  sftp.on("OPEN", (id, written, ...[flags, attributes]) => {
    const path = read(written);
    if (!heard(id, "open", path)) return;
    const node = openFile(disk, path, { flags, mode: attributes.mode });
    if (typeof node === "number") return say(id, node);
    const handle = handles.open({
      kind: "file",
      path: typeof path === "string" ? path : writePath(path),
      node,
      mayRead: (flags & flag.READ) !== 0,
      mayWrite: (flags & flag.WRITE) !== 0,
      appends: (flags & flag.APPEND) !== 0,
    });
    sftp.handle(id, handle);
  });

  sftp.on("READ", (id, handle, ...[offset, length]) => {
    const held = handles.get(handle);
    if (!heard(id, "read", held?.path ?? "")) return;
    if (held?.kind !== "file" || !held.mayRead) return say(id, status.failure);
    const bytes = held.node.content.subarray(offset, offset + Math.min(length, longestRead));
    if (bytes.length === 0) say(id, status.endOfFile);
    else sftp.data(id, bytes);
  });

  sftp.on("WRITE", (id, handle, ...[offset, data]) => {
    const held = handles.get(handle);
    if (!heard(id, "write", held?.path ?? "")) return;
    if (held?.kind !== "file" || !held.mayWrite) return say(id, status.failure);
    write(held.node, held.appends ? held.node.content.length : offset, data);
    say(id, status.ok);
  });

  sftp.on("FSTAT", (id, handle) => {
    const held = handles.get(handle);
    if (!heard(id, "fstat", held?.path ?? "")) return;
    if (held?.kind === "file") sftp.attrs(id, attributesOf(held.path, held.node));
    else say(id, status.failure);
  });

  sftp.on("FSETSTAT", (id, handle, attributes) => {
    const held = handles.get(handle);
    if (!heard(id, "fsetstat", held?.path ?? "")) return;
    say(id, held?.kind === "file" ? changeFile(held.node, attributes) : status.failure);
  });

  sftp.on("CLOSE", (id, handle) => {
    if (!heard(id, "close", handles.get(handle)?.path ?? "")) return;
    say(id, handles.close(handle) ? status.ok : status.noSuchFile);
  });
}

interface Wish {
  readonly flags: number;
  /** ssh2 leaves out what the client did not send. */
  readonly mode: number | undefined;
}

function openFile(disk: Win32, path: PathOrError, { flags, mode }: Wish): FileNode | number {
  const node = disk.open(path);
  if (node === "file-not-found" && (flags & flag.CREAT) !== 0) {
    const made = disk.createFile(path);
    if (typeof made === "string") return statusOfWin32(made);
    if (mode !== undefined) changeFile(made, { mode });
    return made;
  }
  if (typeof node === "string") return statusOfWin32(node);
  if ((flags & flag.CREAT) !== 0 && (flags & flag.EXCL) !== 0) return status.failure;
  if (node.kind === "directory") return status.permissionDenied;
  if ((flags & flag.WRITE) === 0) return node;
  if (node.readOnly) return status.permissionDenied;
  if ((flags & flag.TRUNC) !== 0) node.content = Buffer.alloc(0);
  return node;
}

function write(node: FileNode, offset: number, data: Buffer): void {
  const content = Buffer.alloc(Math.max(node.content.length, offset + data.length));
  node.content.copy(content);
  data.copy(content, offset);
  node.content = content;
  node.modified = Math.floor(Date.now() / 1000);
}

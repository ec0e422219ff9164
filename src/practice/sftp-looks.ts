import type { Attributes, FileEntry } from "ssh2";
import { writePath } from "./local-path.ts";
import { attributesOf, listEntry } from "./sftp-attributes.ts";
import { isDriveList, writeSftpPath } from "./sftp-paths.ts";
import type { SftpSession } from "./sftp-session.ts";
import { status, statusOfWin32 } from "./sftp-status.ts";
import type { PathOrError } from "./win32.ts";

const namesAtOnce = 100;
const noAttributes: Attributes = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

/** The requests that look at names: LSTAT, STAT, REALPATH, READLINK, OPENDIR, READDIR. */
export function serveLooks(session: SftpSession): void {
  const { sftp, disk, handles, read, say, heard } = session;

  const look = (kind: "lstat" | "stat") => (id: number, written: string) => {
    const path = read(written);
    if (!heard(id, kind, path)) return;
    const node = kind === "lstat" ? disk.find(path) : disk.open(path);
    if (typeof node === "string") say(id, statusOfWin32(node));
    else sftp.attrs(id, attributesOf(typeof path === "string" ? path : writePath(path), node));
  };
  sftp.on("LSTAT", look("lstat"));
  sftp.on("STAT", look("stat"));

  sftp.on("REALPATH", (id, written) => {
    const path = read(written);
    if (!heard(id, "realpath", path)) return;
    const filename = isDriveList(written) ? "/" : writeSftpPath(path);
    if (filename === undefined) say(id, status.failure);
    else sftp.name(id, [{ filename, longname: filename, attrs: noAttributes }]);
  });

  // Where links lead is not told, and to read what is none is EINVAL.
  sftp.on("READLINK", (id, written) => {
    const path = read(written);
    if (!heard(id, "readlink", path)) return;
    const node = disk.find(path);
    say(id, typeof node === "string" ? statusOfWin32(node) : status.badMessage);
  });

  sftp.on("OPENDIR", (id, written) => {
    const path = read(written);
    if (!heard(id, "opendir", path)) return;
    const left = isDriveList(written) ? drives(session) : names(session, path);
    if (typeof left === "number") say(id, left);
    else sftp.handle(id, handles.open({ kind: "directory", path: written, left }));
  });

  sftp.on("READDIR", (id, handle) => {
    const held = handles.get(handle);
    if (!heard(id, "readdir", held?.path ?? "")) return;
    if (held?.kind !== "directory") return say(id, status.failure);
    const told = held.left.splice(0, namesAtOnce);
    if (told.length === 0) say(id, status.endOfFile);
    else sftp.name(id, told);
  });
}

function drives({ windows }: SftpSession): FileEntry[] {
  return [...windows.tree].map(([drive, root]) => listEntry(`${drive}:`, root));
}

function names({ disk, windows }: SftpSession, path: PathOrError): FileEntry[] | number {
  const node = disk.open(path);
  if (typeof node === "string") return statusOfWin32(node);
  if (node.kind === "file") return status.failure;
  // A closed directory may show itself, but not what is in it.
  if (typeof path !== "string" && windows.denies({ ...path, names: [...path.names, "*"] })) {
    return status.permissionDenied;
  }
  return [...node.entries.values()].map((entry) => listEntry(entry.name, entry.node));
}

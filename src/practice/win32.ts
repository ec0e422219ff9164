import type { DirectoryNode, FileNode, Seat, TreeNode } from "./file-tree.ts";
import { emptyDirectory, follow, nodeAt, rootOf, seatOf, settle, vacate } from "./file-tree.ts";
import type { LocalPath } from "./local-path.ts";
import type { PracticeWindows } from "./windows.ts";

/** Codes of GetLastError, by name. */
export type Win32Error =
  | "file-not-found"
  | "path-not-found"
  | "access-denied"
  | "already-exists"
  | "directory-not-empty"
  | "invalid-name"
  | "not-a-directory"
  | "not-same-device"
  | "bad-network-path";

/** What was done, or why not. */
export type Done = "done" | Win32Error;

/** A local path, or what Windows says to one that is none. */
export type PathOrError = LocalPath | Win32Error;

/** The file system as a visitor meets it: names checked, access checked, refusals as Win32's. */
export interface Win32 {
  /** With FILE_FLAG_OPEN_REPARSE_POINT: a link is found as itself. */
  find(path: PathOrError): TreeNode | Win32Error;
  /** Without it: a link is opened as what it leads to. */
  open(path: PathOrError): FileNode | DirectoryNode | Win32Error;
  /** CreateFile with CREATE_NEW, after which the file is empty. */
  createFile(path: PathOrError): FileNode | Win32Error;
  /** CreateHardLink: a second name for the same file. Never overwrites. */
  createHardLink(path: PathOrError, existing: PathOrError): Done;
  /** DeleteFile: refuses a read-only file, whatever its other names are. */
  deleteFile(path: PathOrError): Done;
  /** MoveFileEx(MOVEFILE_REPLACE_EXISTING | MOVEFILE_COPY_ALLOWED). */
  moveFile(from: PathOrError, to: PathOrError): Done;
  createDirectory(path: PathOrError): Done;
  removeDirectory(path: PathOrError): Done;
}

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
// oxlint-disable-next-line no-control-regex -- control characters are among the refused ones
const refusedInNames = /[<>:"|?*/\u0000-\u001f]/u;

export function win32(windows: PracticeWindows): Win32 {
  const { tree } = windows;

  const check = (path: PathOrError): LocalPath | Win32Error => {
    if (typeof path === "string") return path;
    if (path.names.some((name) => name === "" || refusedInNames.test(name))) return "invalid-name";
    if (rootOf(tree, path) === undefined) return "path-not-found";
    return windows.denies(path) ? "access-denied" : path;
  };

  /** The seat of a name that may be made, moved or removed; a drive itself may not. */
  const seat = (path: PathOrError): Seat | Win32Error => {
    const checked = check(path);
    if (typeof checked === "string") return checked;
    if (checked.names.length === 0) return "access-denied";
    return seatOf(tree, checked) ?? "path-not-found";
  };

  const make = (path: PathOrError, node: TreeNode): Done => {
    const place = seat(path);
    if (typeof place === "string") return place;
    if (place.entry !== undefined) return "already-exists";
    settle(place, node, now());
    return "done";
  };

  const find = (path: PathOrError): TreeNode | Win32Error => {
    const checked = check(path);
    if (typeof checked === "string") return checked;
    const node = nodeAt(tree, checked);
    if (node !== undefined) return node;
    return seatOf(tree, checked) === undefined ? "path-not-found" : "file-not-found";
  };

  return {
    find,
    open(path) {
      const node = find(path);
      return typeof node === "string" ? node : (follow(tree, node) ?? "file-not-found");
    },
    createFile(path) {
      const node: FileNode = {
        kind: "file",
        content: Buffer.alloc(0),
        modified: now(),
        readOnly: false,
      };
      const made = make(path, node);
      return made === "done" ? node : made;
    },
    createHardLink(path, existing) {
      const from = seat(existing);
      if (typeof from === "string") return from;
      if (from.entry === undefined) return "file-not-found";
      if (from.entry.node.kind === "directory") return "access-denied";
      if (differentDrives(path, existing)) return "not-same-device";
      return make(path, from.entry.node);
    },
    deleteFile(path) {
      const place = seat(path);
      if (typeof place === "string") return place;
      if (place.entry === undefined) return "file-not-found";
      const { node } = place.entry;
      if (node.kind === "directory" || isReadOnly(node)) return "access-denied";
      vacate(place, now());
      return "done";
    },
    moveFile(from, to) {
      const source = seat(from);
      if (typeof source === "string") return source;
      if (source.entry === undefined) return "file-not-found";
      const target = seat(to);
      if (typeof target === "string") return target;
      const refusal = moveRefusal(source.entry.node, target.entry?.node, differentDrives(from, to));
      if (refusal !== undefined) return refusal;
      vacate(source, now());
      settle(target, source.entry.node, now());
      return "done";
    },
    createDirectory(path) {
      return make(path, emptyDirectory(now()));
    },
    removeDirectory(path) {
      const place = seat(path);
      if (typeof place === "string") return place;
      if (place.entry === undefined) return "file-not-found";
      const { node } = place.entry;
      if (node.kind === "file" || (node.kind === "link" && !node.junction))
        return "not-a-directory";
      if (node.kind === "directory" && node.entries.size > 0) return "directory-not-empty";
      vacate(place, now());
      return "done";
    },
  };
}

function moveRefusal(
  source: TreeNode,
  target: TreeNode | undefined,
  otherDrive: boolean,
): Win32Error | undefined {
  if (source.kind === "directory" && otherDrive) return "not-same-device";
  if (target === undefined || target === source) return undefined;
  // Replacing works for files alone, and not over a read-only one.
  if (source.kind === "directory" || target.kind === "directory") return "access-denied";
  return isReadOnly(target) ? "access-denied" : undefined;
}

function isReadOnly(node: TreeNode): boolean {
  return node.kind === "file" && node.readOnly;
}

function differentDrives(one: PathOrError, other: PathOrError): boolean {
  if (typeof one === "string" || typeof other === "string") return false;
  return one.drive.toUpperCase() !== other.drive.toUpperCase();
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

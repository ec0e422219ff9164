import type { LocalPath } from "./local-path.ts";

/** A file; two names may lead to the same one (hard links), so a name is not part of it. */
export interface FileNode {
  readonly kind: "file";
  content: Buffer;
  /** Unix seconds: SFTP version 3 carries no finer time. */
  modified: number;
  readOnly: boolean;
}

export interface DirectoryNode {
  readonly kind: "directory";
  modified: number;
  /** By upper-case name: Windows finds names without regard to case, and keeps the case given. */
  readonly entries: Map<string, TreeEntry>;
}

interface TreeEntry {
  readonly name: string;
  readonly node: FileNode | DirectoryNode;
}

/** The drives of a machine, by upper-case letter. */
export type FileTree = Map<string, DirectoryNode>;

/** The place of a name in its directory, taken or not. */
export interface Seat {
  readonly directory: DirectoryNode;
  readonly name: string;
  readonly entry: TreeEntry | undefined;
}

export function emptyDirectory(modified: number): DirectoryNode {
  return { kind: "directory", modified, entries: new Map() };
}

/** The root of a drive has no seat: it lies in no directory. */
export function rootOf(tree: FileTree, path: LocalPath): DirectoryNode | undefined {
  return tree.get(path.drive.toUpperCase());
}

/** Undefined when the way to the name is not there, or is not made of directories. */
export function seatOf(tree: FileTree, path: LocalPath): Seat | undefined {
  const name = path.names.at(-1);
  if (name === undefined) return undefined;
  let directory = rootOf(tree, path);
  for (const step of path.names.slice(0, -1)) {
    const node = directory?.entries.get(step.toUpperCase())?.node;
    directory = node?.kind === "directory" ? node : undefined;
  }
  return directory && { directory, name, entry: directory.entries.get(name.toUpperCase()) };
}

export function nodeAt(tree: FileTree, path: LocalPath): FileNode | DirectoryNode | undefined {
  return path.names.length === 0 ? rootOf(tree, path) : seatOf(tree, path)?.entry?.node;
}

export function settle(seat: Seat, node: FileNode | DirectoryNode, now: number): void {
  seat.directory.entries.set(seat.name.toUpperCase(), { name: seat.name, node });
  seat.directory.modified = now;
}

export function vacate(seat: Seat, now: number): void {
  seat.directory.entries.delete(seat.name.toUpperCase());
  seat.directory.modified = now;
}

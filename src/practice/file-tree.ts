import type { LocalPath } from "./local-path.ts";

/** A file; two names may lead to the same one (hard links), so a name is not part of it. */
export interface FileNode {
  readonly kind: "file";
  content: Buffer;
  /** Unix seconds: SFTP version 3 carries no finer time. */
  modified: number;
  readOnly: boolean;
}

/** A symbolic link or a junction: a move means the link itself, what opens it its target. */
interface LinkNode {
  readonly kind: "link";
  /** Windows' sftp-server knows symbolic links alone: a junction looks like a folder to it. */
  readonly junction: boolean;
  readonly target: LocalPath;
  modified: number;
}

export type TreeNode = FileNode | DirectoryNode | LinkNode;

export interface DirectoryNode {
  readonly kind: "directory";
  modified: number;
  /** By upper-case name: Windows finds names without regard to case, and keeps the case given. */
  readonly entries: Map<string, TreeEntry>;
}

interface TreeEntry {
  readonly name: string;
  readonly node: TreeNode;
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

/**
 * Undefined when the way to the name is not there, or is not made of directories. Links on the way
 * are followed; the last name is taken as it is.
 */
export function seatOf(tree: FileTree, path: LocalPath, links = mostLinks): Seat | undefined {
  const name = path.names.at(-1);
  if (name === undefined) return undefined;
  let directory = rootOf(tree, path);
  for (const step of path.names.slice(0, -1)) {
    const node = follow(tree, directory?.entries.get(step.toUpperCase())?.node, links);
    directory = node?.kind === "directory" ? node : undefined;
  }
  return directory && { directory, name, entry: directory.entries.get(name.toUpperCase()) };
}

/** What has the name, be it a link. */
export function nodeAt(tree: FileTree, path: LocalPath, links = mostLinks): TreeNode | undefined {
  return path.names.length === 0 ? rootOf(tree, path) : seatOf(tree, path, links)?.entry?.node;
}

/** What a link leads to in the end; undefined when it leads nowhere, or round in circles. */
export function follow(
  tree: FileTree,
  node: TreeNode | undefined,
  links = mostLinks,
): FileNode | DirectoryNode | undefined {
  if (node?.kind !== "link") return node;
  return links === 0 ? undefined : follow(tree, nodeAt(tree, node.target, links - 1), links - 1);
}

/** Windows gives up after 63. */
const mostLinks = 63;

export function settle(seat: Seat, node: TreeNode, now: number): void {
  seat.directory.entries.set(seat.name.toUpperCase(), { name: seat.name, node });
  seat.directory.modified = now;
}

export function vacate(seat: Seat, now: number): void {
  seat.directory.entries.delete(seat.name.toUpperCase());
  seat.directory.modified = now;
}

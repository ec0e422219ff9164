import type { Attributes, FileEntry } from "ssh2";
import type { DirectoryNode, FileNode } from "./file-tree.ts";

/**
 * What Windows' sftp-server makes of a file's attributes: readable, writable unless read-only,
 * executable by its ending; nothing for group and others below the Windows directory.
 */
export function attributesOf(name: string, node: FileNode | DirectoryNode): Attributes {
  const directory = node.kind === "directory";
  const readOnly = node.kind === "file" && node.readOnly;
  const executable = directory || /\.(?:exe|cmd|bat|com)$/iu.test(name);
  return {
    mode:
      (directory ? 0o40000 : 0o100000) | 0o400 | (readOnly ? 0 : 0o200) | (executable ? 0o100 : 0),
    uid: 0,
    gid: 0,
    size: directory ? 0 : node.content.length,
    atime: node.modified,
    mtime: node.modified,
  };
}

export function listEntry(name: string, node: FileNode | DirectoryNode): FileEntry {
  const attrs = attributesOf(name, node);
  const kind = node.kind === "directory" ? "d" : "-";
  const rights = `r${attrs.mode & 0o200 ? "w" : "-"}${attrs.mode & 0o100 ? "x" : "-"}------`;
  const [, day, month, year] = new Date(attrs.mtime * 1000).toUTCString().split(" ");
  const when = `${month} ${day}  ${year}`;
  const longname = `${kind}${rights}    1 -        -        ${attrs.size} ${when} ${name}`;
  return { filename: name, longname, attrs };
}

import type { Attributes, FileEntry } from "ssh2";
import type { TreeNode } from "./file-tree.ts";

/**
 * What Windows' sftp-server makes of a file's attributes: readable, writable unless read-only,
 * executable by its ending; nothing for group and others below the Windows directory.
 */
export function attributesOf(name: string, node: TreeNode): Attributes {
  const kind = shownAs(node);
  const directory = kind === "directory";
  const readOnly = node.kind === "file" && node.readOnly;
  const executable = directory || /\.(?:exe|cmd|bat|com)$/iu.test(name);
  return {
    mode: formats[kind] | 0o400 | (readOnly ? 0 : 0o200) | (executable ? 0o100 : 0),
    uid: 0,
    gid: 0,
    size: node.kind === "file" ? node.content.length : 0,
    atime: node.modified,
    mtime: node.modified,
  };
}

/** In the order of S_IFREG, S_IFDIR, S_IFLNK. */
const formats = { file: 0o100000, directory: 0o40000, link: 0o120000 } as const;

/** The source of its lstat() asks for symbolic links and takes every other reparse point as it is. */
function shownAs(node: TreeNode): TreeNode["kind"] {
  return node.kind === "link" && node.junction ? "directory" : node.kind;
}

export function listEntry(name: string, node: TreeNode): FileEntry {
  const attrs = attributesOf(name, node);
  const kind = { file: "-", directory: "d", link: "l" }[shownAs(node)];
  const rights = `r${attrs.mode & 0o200 ? "w" : "-"}${attrs.mode & 0o100 ? "x" : "-"}------`;
  const [, day, month, year] = new Date(attrs.mtime * 1000).toUTCString().split(" ");
  const when = `${month} ${day}  ${year}`;
  const longname = `${kind}${rights}    1 -        -        ${attrs.size} ${when} ${name}`;
  return { filename: name, longname, attrs };
}

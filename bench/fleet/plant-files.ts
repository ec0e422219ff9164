import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DirectoryNode } from "#practice/file-tree.ts";
import type { PracticeWindows } from "#practice/windows.ts";

/** Puts the files of a practice workstation into `drives`, with `C:` in it, for sftp-server. */
export async function plantFiles({ tree }: PracticeWindows, drives: string): Promise<void> {
  for (const [letter, directory] of tree) await plant(directory, join(drives, `${letter}:`));
}

async function plant(directory: DirectoryNode, path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  for (const { name, node } of directory.entries.values()) {
    const place = join(path, name);
    if (node.kind === "link") throw new Error(`no links are planted: ${place}`);
    if (node.kind === "directory") await plant(node, place);
    else await writeFile(place, node.content, { mode: node.readOnly ? 0o444 : 0o644 });
    if (node.kind === "file") await utimes(place, node.modified, node.modified);
  }
  // Last: each file that comes in changes the time of its folder.
  await utimes(path, directory.modified, directory.modified);
}

import { codePageKey } from "#checks/restart-files/gather.ts";
import type { World } from "../support/world.ts";
import { world } from "../support/world.ts";

/**
 * Everything below a scratch folder: the content of a file, or `folder`. Keys are whole paths in
 * upper case, since Windows compares names without regard to case. The scratch folder is in it.
 */
export type Tree = ReadonlyMap<string, FileContent | typeof folder>;

export interface FileContent {
  readonly content: string;
}

export const folder = "folder";

/** Wine's answer to every question about code pages. */
export const codePage = "437";

/** The scratch folder that generated cases are written for; a run gives each case its own. */
export const generatedRoot = "C:\\S00000";

/** As long as `generatedRoot`, so that no line grows past what DOS reads. */
export function rootOf(index: number): string {
  return `C:\\S${String(index + 1).padStart(5, "0")}`;
}

/** The text with its scratch folder exchanged, however a mixed case spells it. */
export function rebased(text: string, root: string): string {
  return text.replaceAll(/C:\\S00000/giu, () => root);
}

export function rebasedTree(tree: Tree, root: string): Tree {
  return new Map([...tree].map(([path, node]) => [rebased(path, root), node]));
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("\\"));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("\\") + 1);
}

/** Paths that are not the same in both trees. */
export function differences(one: Tree, other: Tree): string[] {
  const paths = new Set([...one.keys(), ...other.keys()]);
  return [...paths].filter((path) => shown(one, path) !== shown(other, path)).sort();
}

/** What a path holds, in one word for comparison and for people. */
export function shown(tree: Tree, path: string): string {
  const node = tree.get(path);
  if (node === undefined) return "nothing";
  return node === folder ? "a folder" : JSON.stringify(node.content);
}

/** A workstation with this tree, the batch in its Windows directory, and the runner beside it. */
export async function workstationWith(tree: Tree, batch: Uint8Array): Promise<World> {
  const office = world();
  for (const [path, node] of tree) {
    if (node === folder) await office.plantDirectory(path);
    else await office.plant(path, node.content);
  }
  office.plantKey(codePageKey, { OEMCP: codePage });
  await office.plant("C:\\Windows\\_Mssetup.bat", batch);
  await office.plant("C:\\Windows\\_Msrstrt.exe", "MZ");
  return office;
}

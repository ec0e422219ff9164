import type { PlannedLine } from "#checks/restart-files/batch.ts";
import type { Statement } from "#checks/restart-files/statement.ts";
import { differences, folder, nameOf, parentOf, type Tree } from "./tree.ts";

/** What the reader's own statements say that a run of the batch does. */
export interface Prediction {
  readonly after: Tree;
  /** One for each line. */
  readonly steps: readonly Step[];
}

interface Step {
  readonly before: Tree;
  /** The paths that the line changes; none when it fails or has nothing to do. */
  readonly changed: readonly string[];
}

/** Applies the lines one after the other, by the rules of `cmd.exe`. */
export function predict(lines: readonly PlannedLine[], before: Tree): Prediction {
  let tree = before;
  const steps = lines.map(({ statement }) => {
    const before = tree;
    tree = afterStatement(statement, before);
    return { before, changed: differences(before, tree) };
  });
  return { after: tree, steps };
}

function afterStatement(statement: Statement, tree: Tree): Tree {
  switch (statement.does) {
    case "nothing":
    case "unknown":
      return tree;
    case "delete":
      return deleted(key(statement.target.path), tree);
    case "rename":
      return renamed(endsOf(statement), tree);
    case "copy":
      return copied(endsOf(statement), tree);
    case "move":
      return moved(intoFolder(endsOf(statement), tree), tree);
    case "make-directory":
      return withFolder(key(statement.target.path), tree);
    case "remove-directory":
      return withoutFolder(key(statement.target.path), tree);
  }
}

interface Ends {
  readonly source: string;
  readonly target: string;
}

function key(path: string): string {
  return path.toUpperCase();
}

/** As keys of a tree. */
export function endsOf(statement: Extract<Statement, { source: unknown }>): Ends {
  return { source: key(statement.source.path), target: key(statement.target.path) };
}

/** `DEL FOLDER` asks whether to empty it; the answer here is no. */
function deleted(path: string, tree: Tree): Tree {
  return isFile(tree, path) ? without(tree, path) : tree;
}

/** REN never overwrites. */
function renamed({ source, target }: Ends, tree: Tree): Tree {
  return tree.has(target) ? tree : carried({ source, target }, tree);
}

/** COPY overwrites without asking in a batch; a folder as its source means the files in it. */
function copied({ source, target }: Ends, tree: Tree): Tree {
  if (tree.get(source) === folder) {
    const files = [...tree.keys()].filter(
      (path) => parentOf(path) === source && isFile(tree, path),
    );
    const ends = files.map((path) => intoFolder({ source: path, target }, tree));
    return ends.reduce((copy, one) => copiedFile(one, copy), tree);
  }
  return copiedFile(intoFolder({ source, target }, tree), tree);
}

function copiedFile({ source, target }: Ends, tree: Tree): Tree {
  const node = tree.get(source);
  const possible = node !== undefined && node !== folder && canHold(target, tree);
  return possible ? new Map([...tree, [target, node]]) : tree;
}

/** So does MOVE. */
function moved({ source, target }: Ends, tree: Tree): Tree {
  if (!tree.has(target)) return carried({ source, target }, tree);
  if (source === target || !isFile(tree, source) || !isFile(tree, target)) return tree;
  return carried({ source, target }, without(tree, target));
}

function carried({ source, target }: Ends, tree: Tree): Tree {
  if (!tree.has(source) || tree.get(parentOf(target)) !== folder) return tree;
  if (target.startsWith(`${source}\\`)) return tree;
  const goes = (path: string): boolean => path === source || path.startsWith(`${source}\\`);
  return new Map(
    [...tree].map(([path, node]) => [goes(path) ? target + path.slice(source.length) : path, node]),
  );
}

/** `COPY FILE FOLDER` and `MOVE FILE FOLDER` mean a file in that folder. */
function intoFolder({ source, target }: Ends, tree: Tree): Ends {
  const inside = tree.get(target) === folder && source !== target;
  return { source, target: inside ? `${target}\\${nameOf(source)}` : target };
}

/** `cmd.exe` makes the folders above it too (COMMAND.COM does not). */
function withFolder(path: string, tree: Tree): Tree {
  if (tree.has(path) || !path.includes("\\")) return tree;
  const above = withFolder(parentOf(path), tree);
  return above.get(parentOf(path)) === folder ? new Map([...above, [path, folder]]) : tree;
}

function withoutFolder(path: string, tree: Tree): Tree {
  const used = [...tree.keys()].some((other) => other.startsWith(`${path}\\`));
  return tree.get(path) === folder && !used ? without(tree, path) : tree;
}

function canHold(path: string, tree: Tree): boolean {
  return tree.get(path) !== folder && tree.get(parentOf(path)) === folder;
}

function isFile(tree: Tree, path: string): boolean {
  return tree.has(path) && tree.get(path) !== folder;
}

function without(tree: Tree, path: string): Tree {
  return new Map([...tree].filter(([other]) => other !== path));
}

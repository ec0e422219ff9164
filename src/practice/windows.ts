import type { PracticeEvents } from "./event-log.ts";
import { practiceEvents } from "./event-log.ts";
import type { DirectoryNode, FileTree, TreeNode } from "./file-tree.ts";
import { emptyDirectory, follow, nodeAt, seatOf, settle, vacate } from "./file-tree.ts";
import type { Language } from "./language.ts";
import { oemCodePages } from "./language.ts";
import type { LocalPath } from "./local-path.ts";
import { localPath, samePath } from "./local-path.ts";
import type { Quirks } from "./quirks.ts";
import type { PracticeRegistry } from "./registry.ts";
import { practiceRegistry } from "./registry.ts";

/**
 * A Windows in memory, seen from inside: whoever furnishes it may do anything. What a visitor over
 * SSH may do is decided by `win32.ts`.
 */
export interface PracticeWindows {
  /** Puts a file there, over anything that has the name; folders on the way are made. */
  plant(path: string, content: Uint8Array | string, extra?: PlantedFile): void;
  plantDirectory(path: string, modified?: Date): void;
  /** A symbolic link to a place that need not be there; over anything of that name. */
  plantLink(path: string, target: string): void;
  plantJunction(path: string, target: string): void;
  /** Takes a file, a link or a whole folder away. */
  remove(path: string): void;
  move(from: string, to: string): void;
  /** A copy; undefined when no file has the name. */
  content(path: string): Buffer | undefined;
  /** `all`: the path and everything below it. `below`: a folder still shows that it is there. */
  deny(path: string, reach?: "all" | "below"): void;
  denies(path: LocalPath): boolean;
  readonly tree: FileTree;
  readonly registry: PracticeRegistry;
  readonly events: PracticeEvents;
  readonly quirks: Quirks;
  /** Environment of every new process, by upper-case name. */
  readonly environment: Map<string, string>;
  /** Where a session starts: `C:\Users\helpdesk`. */
  readonly profile: string;
  /** The language in which its programs complain. */
  readonly language: Language;
  /** As `ver` says it: `10.0.19045.5131`. */
  readonly version: string;
  /** What a new console speaks until `chcp`: 437, 850, … */
  readonly oemCodePage: number;
}

interface PlantedFile {
  readonly modified?: Date;
  readonly readOnly?: boolean;
}

export interface WindowsOptions {
  readonly user?: string;
  readonly language?: Language;
  /** That of the language unless said. */
  readonly oemCodePage?: number;
  readonly version?: string;
  /** Letters of the drives; `C` unless said. */
  readonly drives?: readonly string[];
}

export function practiceWindows(options: WindowsOptions = {}): PracticeWindows {
  const tree: FileTree = new Map(
    (options.drives ?? ["C"]).map((drive) => [drive.toUpperCase(), emptyDirectory(seconds())]),
  );
  const denied = new Map<string, "all" | "below">();
  const language = options.language ?? "en";
  const profile = `C:\\Users\\${options.user ?? "helpdesk"}`;

  const put = (path: string, node: TreeNode): void => {
    const parts = parse(path);
    folder(tree, { drive: parts.drive, names: parts.names.slice(0, -1) });
    const seat = seatOf(tree, parts);
    if (seat === undefined) throw new Error(`a file stands on the way to ${path}`);
    settle(seat, node, seat.directory.modified);
  };
  const take = (path: string): TreeNode | undefined => {
    const seat = seatOf(tree, parse(path));
    if (seat !== undefined) vacate(seat, seconds());
    return seat?.entry?.node;
  };

  const windows: PracticeWindows = {
    tree,
    registry: practiceRegistry(),
    events: practiceEvents(),
    quirks: {},
    environment: new Map(),
    profile,
    language,
    version: options.version ?? "10.0.19045.5131",
    oemCodePage: options.oemCodePage ?? oemCodePages[language],
    plant(path, content, extra = {}) {
      const modified = seconds(extra.modified);
      const bytes = Buffer.from(content);
      put(path, { kind: "file", content: bytes, modified, readOnly: extra.readOnly ?? false });
    },
    plantDirectory(path, modified) {
      const made = folder(tree, parse(path));
      if (modified !== undefined) made.modified = seconds(modified);
    },
    plantLink(path, target) {
      const place = parse(target);
      put(path, { kind: "link", junction: false, target: place, modified: seconds() });
    },
    plantJunction(path, target) {
      const place = parse(target);
      put(path, { kind: "link", junction: true, target: place, modified: seconds() });
    },
    remove(path) {
      take(path);
    },
    move(from, to) {
      const node = take(from);
      if (node === undefined) throw new Error(`nothing to move: ${from}`);
      put(to, node);
    },
    content(path) {
      const node = follow(tree, nodeAt(tree, parse(path)));
      return node?.kind === "file" ? Buffer.from(node.content) : undefined;
    },
    deny(path, reach = "all") {
      denied.set(samePath(parse(path)), reach);
    },
    denies({ drive, names }) {
      return [...names.keys(), names.length].some((length) => {
        const reach = denied.get(samePath({ drive, names: names.slice(0, length) }));
        return reach === "all" || (reach === "below" && length < names.length);
      });
    },
  };
  windows.plantDirectory(profile);
  return windows;
}

function folder(tree: FileTree, path: LocalPath): DirectoryNode {
  const here = follow(tree, nodeAt(tree, path));
  if (here?.kind === "directory") return here;
  if (path.names.length === 0) throw new Error(`no drive ${path.drive}:`);
  folder(tree, { drive: path.drive, names: path.names.slice(0, -1) });
  const seat = seatOf(tree, path);
  if (here !== undefined || seat === undefined) throw new Error(`a file has a folder's name`);
  const made = emptyDirectory(seconds());
  settle(seat, made, seat.directory.modified);
  return made;
}

function parse(path: string): LocalPath {
  const parts = localPath(path);
  if (parts === undefined) throw new Error(`not a local path: ${path}`);
  return parts;
}

function seconds(date = new Date()): number {
  return Math.floor(date.getTime() / 1000);
}

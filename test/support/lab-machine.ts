import type { FileNode } from "#practice/file-tree.ts";
import { nodeAt } from "#practice/file-tree.ts";
import { localPath } from "#practice/local-path.ts";
import { readRegistryText } from "#practice/registry-text.ts";
import type { PracticeWindows } from "#practice/windows.ts";
import type { CorpusMachine } from "./machine-files.ts";
import { regFile } from "./reg-file.ts";

/** What the lab is given to become a machine of the corpus, and to be itself again. */
export interface LabMachine {
  /** Files for `reg import`. */
  readonly regFile: Buffer;
  readonly keys: readonly string[];
  /** Takes away what was added: whole keys where Wine had none, else the values alone. */
  undoRegFile(wineHad: (key: string) => boolean): Buffer;
  readonly directories: readonly string[];
  readonly files: readonly LabFile[];
}

interface LabFile {
  readonly path: string;
  readonly content: Uint8Array;
  readonly modified: Date;
  readonly readOnly: boolean;
}

/**
 * Undefined for a machine that the lab cannot be: Wine has no access lists, no event log that
 * answers and so no starts, one language and one code page; and its registry stays below it all.
 */
export function labMachine(machine: CorpusMachine): LabMachine | undefined {
  const { described } = machine;
  const { base, without, events, denied, quirks, earlier } = described;
  const windows10 =
    base.release === "windows-10" &&
    base.bits === 64 &&
    base.language === "en" &&
    base.directory === "C:\\Windows" &&
    !base.terminalServer;
  const empty = [without, events, denied, quirks, earlier].every(
    (part) => Object.values(part).flat().length === 0,
  );
  const paths = [...new Set([...Object.keys(described.files), ...pairPaths])];
  const onC = paths.every((path) => /^C:/iu.test(path));
  if (!windows10 || !empty || !onC) return undefined;

  const windows = machine.furnish();
  const { keys } = readRegistryText(described.registry);
  // Wine 8's reg.exe prints every REG_QWORD as "(null)" (measured).
  if (keys.some(({ values }) => values.some(({ type }) => type === "REG_QWORD"))) return undefined;
  return {
    regFile: regFile(keys),
    keys: keys.map(({ key }) => key),
    undoRegFile: (wineHad) =>
      regFile(
        keys.map(({ key, values }) => ({
          key,
          gone: !wineHad(key),
          values: values.map(({ name }) => ({ name, data: undefined })),
        })),
      ),
    directories: paths.filter((path) => described.files[path] === "directory"),
    files: paths.flatMap((path) => labFile(windows, path) ?? []),
  };
}

const pairPaths = ["C:\\Windows\\_Mssetup.bat", "C:\\Windows\\_Msrstrt.exe"];

function labFile(windows: PracticeWindows, path: string): LabFile | undefined {
  const place = localPath(path);
  const node = place && nodeAt(windows.tree, place);
  return node?.kind === "file" ? { path, ...fileOf(node) } : undefined;
}

function fileOf({ content, modified, readOnly }: FileNode): Omit<LabFile, "path"> {
  return { content, modified: new Date(modified * 1000), readOnly };
}

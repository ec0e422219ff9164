import type { RegistryBranch, WindowsPath } from "../machine.ts";
import type { Folder } from "./origin-folders.ts";
import { folderOf, parentOf } from "./origin-folders.ts";

/** An entry of the machine's list of installed programs. */
export interface InstalledProgram {
  /** Hostile text, cut. */
  readonly name: string;
  /** Where it says that it is, or where its icon or its removal program lies. */
  readonly folders: readonly Folder[];
  /** The local day as `YYYYMMDD`, when the entry gives one. */
  readonly installed?: string;
  /** It is removed by `ST4UNST.EXE`, `ST5UNST.EXE` or `ST6UNST.EXE`. */
  readonly visualBasicSetup: boolean;
}

/** A machine with more of them is not an ordinary one; the rest is not looked through. */
const programsRead = 2000;
const nameLength = 200;
const textRead = 1000;
const filesRead = 3;

/**
 * Reads the `Uninstall` key. Only the keys directly below it are programs; an entry without a name
 * is not shown to people, and one with a parent is an update of another.
 */
export function installedPrograms(tree: readonly RegistryBranch[]): readonly InstalledProgram[] {
  return tree
    .filter(({ below }) => below.length === 1)
    .slice(0, programsRead)
    .flatMap((branch) => {
      const name = text(branch, "DisplayName").trim().slice(0, nameLength);
      const update = text(branch, "ParentKeyName") !== "";
      return name === "" || update ? [] : [program(name, branch)];
    });
}

function program(name: string, branch: RegistryBranch): InstalledProgram {
  const removal = text(branch, "UninstallString");
  const location = folderOf(text(branch, "InstallLocation").replaceAll('"', "").trim());
  const files = [...filesIn(text(branch, "DisplayIcon")), ...filesIn(removal)];
  const day = text(branch, "InstallDate");
  return {
    name,
    folders: [location, ...files.map(folderOfFile)].filter((folder) => folder !== undefined),
    ...(/^\d{8}$/u.test(day) ? { installed: day } : {}),
    visualBasicSetup: visualBasicRemoval.test(removal),
  };
}

/**
 * As `C:\WINDOWS\ST6UNST.EXE -n "C:\ACME\ST6UNST.LOG"`. That Visual Basic's setups register it in
 * this form is not verified on a real Windows; only the program's name is taken from it.
 */
const visualBasicRemoval = /(?:^|[\\"])st[456]unst\.exe(?:["\s]|$)/iu;

/**
 * The files that a command line or an icon's place names, quoted or not: `"C:\A B\U.EXE" /S`,
 * `C:\A B\U.EXE -fC:\APP\U.ISU`, `C:\APP\A.EXE,0`. Each begins with a drive and ends with the
 * first extension that such files have; anything else is left out.
 */
function filesIn(written: string): readonly WindowsPath[] {
  return pathStarts(written).flatMap((start, at, starts) => {
    const piece = written.slice(start, starts[at + 1]).split('"', 1)[0] ?? "";
    const extension = fileExtension.exec(piece);
    return extension === null ? [] : [piece.slice(0, extension.index + extension[0].length)];
  });
}

function pathStarts(written: string): readonly number[] {
  const starts: number[] = [];
  for (const { index } of written.matchAll(/[a-z]:\\/giu)) {
    if (starts.length === filesRead) break;
    starts.push(index);
  }
  return starts;
}

const fileExtension = /\.(?:exe|dll|ico|isu|log|msi)(?![\p{L}\p{N}])/iu;

function folderOfFile(file: WindowsPath): Folder | undefined {
  const folder = folderOf(file);
  return folder === undefined ? undefined : parentOf(folder);
}

function text({ values }: RegistryBranch, name: string): string {
  const value = values.find((one) => one.name.toUpperCase() === name.toUpperCase());
  return value?.type === "REG_SZ" || value?.type === "REG_EXPAND_SZ"
    ? value.data.slice(0, textRead)
    : "";
}

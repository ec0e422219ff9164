import type { WindowsPath } from "../machine.ts";
import type { OriginFamily } from "./origin.ts";

/** A file or folder whose presence speaks for a family of setups. */
export interface OriginTrace {
  readonly family: Exclude<OriginFamily, "unknown">;
  readonly path: WindowsPath;
  /** `own`: that family's setups put it there. `shared`: other things bring it too. */
  readonly weight: "own" | "shared";
}

/**
 * What the families leave behind beside the pair. `_MSSETUP.EXE` and the Package Command Manager
 * are not in it: they are looked at in any case, for the verdict.
 *
 * Sources: the removal programs lie in the Windows directory (KB Q179384 for 4 and 5, "Allowing the
 * User to Remove Your Application", aa261356, for 6; their logs lie in the application's folder and
 * are not looked for). `Setup1.exe` is a bootstrap file (KB Q190173), and those go to the Windows
 * or the system directory only; that it is the Windows directory is not verified on a real Windows.
 * The toolkit's libraries are named by KB Q147686 (4) and Q189743 (6); that of 5 and the
 * directories of 4 and 5 are not verified. Programs bring these libraries too, to make shortcuts.
 * `_MSSETUP._Q_` is copied where the batch will be (KB Q113187). The hidden folder `~MSSETUP.T` is
 * made in a drive's root by many of Microsoft's setups (KB Q150946); only one drive is looked at.
 */
export function originTraces(windowsDirectory: WindowsPath): readonly OriginTrace[] {
  const root = windowsDirectory.slice(0, "C:\\".length);
  return [
    ...tracesOf("visual-basic", "own", setupPrograms.map(inFolder(windowsDirectory))),
    ...tracesOf("visual-basic", "shared", setupLibraries.map(inFolder(windowsDirectory))),
    ...tracesOf("setup-toolkit", "own", [`${windowsDirectory}\\_MSSETUP._Q_`]),
    ...tracesOf("setup-toolkit", "shared", [`${root}~MSSETUP.T`]),
  ];
}

export function tracesOf(
  family: OriginTrace["family"],
  weight: OriginTrace["weight"],
  paths: readonly WindowsPath[],
): readonly OriginTrace[] {
  return paths.map((path) => ({ family, path, weight }));
}

const setupPrograms = ["SETUP1.EXE", "ST4UNST.EXE", "ST5UNST.EXE", "ST6UNST.EXE"];

const setupLibraries = [
  "System\\STKIT416.DLL",
  "System32\\STKIT432.DLL",
  "System32\\VB5STKIT.DLL",
  "System32\\VB6STKIT.DLL",
  // Where a 64-bit Windows keeps 32-bit libraries.
  "SysWOW64\\STKIT432.DLL",
  "SysWOW64\\VB5STKIT.DLL",
  "SysWOW64\\VB6STKIT.DLL",
];

function inFolder(folder: WindowsPath): (name: string) => WindowsPath {
  return (name) => `${folder}\\${name}`;
}

/** As KB Q153227 spells them; compared without regard to case, never globbed. */
export const batchName = "_Mssetup.bat";
export const runnerName = "_Msrstrt.exe";

/** Any trace of the Package Command Manager: `C:\SMS.INI` (KB Q126644), its binaries (KB Q167759). */
export const packageCommandManagerTraces = [
  "C:\\SMS.INI",
  "C:\\MS\\SMS\\BIN\\PCMWIN16.EXE",
  "C:\\MS\\SMS\\BIN\\PCMWIN32.EXE",
  "C:\\MS\\SMS\\BIN\\PCMSVC32.EXE",
];

/** The Setup Toolkit's own runner: it deletes itself when it has run a batch (KB Q90793). */
export const toolkitRunnerName = "_MSSETUP.EXE";

/** As KB Q153227 spells them; compared without regard to case, never globbed. */
export const batchName = "_Mssetup.bat";
export const runnerName = "_Msrstrt.exe";

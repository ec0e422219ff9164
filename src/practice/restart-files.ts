import { program } from "./ordinary-windows.ts";
import type { PracticeWindows } from "./windows.ts";

export const batchPath = "C:\\Windows\\_Mssetup.bat";
const runnerPath = "C:\\Windows\\_Msrstrt.exe";

/**
 * Constructed in the style that KB Q114606 describes (delete the open file, rename the new one);
 * no historical text survives. Its 255 bytes are the only size on record (KB Q123087).
 */
const batch = lines(
  "DEL C:\\WINDOWS\\SYSTEM\\CTL3DV2.DLL",
  "REN C:\\WINDOWS\\SYSTEM\\CTL3DV2.000 CTL3DV2.DLL",
  "DEL C:\\WINDOWS\\SYSTEM\\COMMDLG.DLL",
  "REN C:\\WINDOWS\\SYSTEM\\COMMDLG.000 COMMDLG.DLL",
  "COPY C:\\MSAPPS\\SETUP\\SHELL.DL_ C:\\WINDOWS\\SYSTEM\\SHELL.DLL",
  "DEL C:\\MSAPPS\\SETUP\\SHELL.DL_",
);

const written = new Date("1997-02-11T14:22:06Z");
const runnerBuilt = new Date("1995-07-11T09:50:00Z");
const oldLibraries = new Date("1993-11-01T03:11:00Z");
const newLibraries = new Date("1996-04-03T12:00:00Z");

/** Both restart files; everything that the batch was to do is done. */
export function plantDoneWork(windows: PracticeWindows): void {
  plantPair(windows);
  for (const name of ["CTL3DV2.DLL", "COMMDLG.DLL", "SHELL.DLL"]) {
    windows.plant(inSystem(name), program(`new ${name}`), { modified: newLibraries });
  }
}

/** Both restart files; the new libraries lie beside the old ones, and one old one is gone. */
export function plantStrandedWork(windows: PracticeWindows): void {
  plantPair(windows);
  const old = { modified: oldLibraries };
  const fresh = { modified: newLibraries };
  windows.plant(inSystem("CTL3DV2.DLL"), program("old CTL3DV2.DLL", 2560), old);
  windows.plant(inSystem("CTL3DV2.000"), program("new CTL3DV2.DLL"), fresh);
  windows.plant(inSystem("COMMDLG.000"), program("new COMMDLG.DLL"), fresh);
  windows.plant(inSystem("SHELL.DLL"), program("old SHELL.DLL", 2560), old);
  windows.plant("C:\\MSAPPS\\SETUP\\SHELL.DL_", program("new SHELL.DLL"), fresh);
}

export function plantRunner(
  windows: PracticeWindows,
  { path, modified } = { path: runnerPath, modified: runnerBuilt },
): void {
  windows.plant(path, program("_Msrstrt.exe", 5632), { modified });
}

/** What a setup does that finds a batch already there: it stages a file and adds to the batch. */
export function appendWork(windows: PracticeWindows): void {
  windows.plant(inSystem("OLE2.DLL"), program("old OLE2.DLL", 2560), { modified: oldLibraries });
  windows.plant(inSystem("OLE2.000"), program("new OLE2.DLL"), { modified: newLibraries });
  const added = lines(
    "DEL C:\\WINDOWS\\SYSTEM\\OLE2.DLL",
    "REN C:\\WINDOWS\\SYSTEM\\OLE2.000 OLE2.DLL",
  );
  const before = windows.content(batchPath) ?? Buffer.alloc(0);
  const modified = new Date("1997-02-11T14:31:40Z");
  windows.plant(batchPath, Buffer.concat([before, Buffer.from(added, "latin1")]), { modified });
}

function plantPair(windows: PracticeWindows): void {
  windows.plant(batchPath, Buffer.from(batch, "latin1"), { modified: written });
  plantRunner(windows);
}

function inSystem(name: string): string {
  return `C:\\Windows\\System\\${name}`;
}

function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\r\n`).join("");
}

import type { Edition, Release } from "./editions.ts";
import { editions } from "./editions.ts";
import { ordinaryEvents } from "./ordinary-events.ts";
import { ordinaryRegistry } from "./ordinary-registry.ts";
import { readRegistryText } from "./registry-text.ts";
import type { PracticeWindows, WindowsOptions } from "./windows.ts";
import { practiceWindows } from "./windows.ts";

export interface OrdinaryOptions extends Omit<WindowsOptions, "version"> {
  /** Windows 10 unless said. */
  readonly release?: Release;
  /** 64 unless said. */
  readonly bits?: 32 | 64;
  /** The Windows directory; `C:\Windows` unless said. */
  readonly directory?: string;
  /** A Terminal Server in application mode. */
  readonly terminalServer?: boolean;
}

/** What decides how an ordinary Windows is furnished. */
export interface Furnishing {
  readonly edition: Edition;
  readonly bits: 32 | 64;
  readonly directory: string;
  readonly terminalServer: boolean;
  readonly oemCodePage: number;
}

const installed = new Date("2022-11-08T09:12:44Z");

/**
 * A Windows on which nothing asks for a restart. Names and places are those of a real one, though
 * far fewer; the files hold a few made-up bytes.
 */
export function ordinaryWindows(options: OrdinaryOptions = {}): PracticeWindows {
  const { bits = 64, directory = "C:\\Windows", terminalServer = false } = options;
  const edition: Edition = editions[options.release ?? "windows-10"];
  if (bits === 32 && !edition.on32Bits) throw new Error(`no 32-bit ${edition.product}`);
  const windows = practiceWindows({ ...options, version: edition.version });
  const { oemCodePage } = windows;
  const furnishing = { edition, bits, directory, terminalServer, oemCodePage };
  plantEnvironment(windows, furnishing);
  plantFiles(windows, furnishing);
  for (const { key, values } of readRegistryText(ordinaryRegistry(furnishing)).keys) {
    windows.registry.plant(key, values);
  }
  for (const { log, xml } of ordinaryEvents(edition)) windows.events.plant(log, xml);
  return windows;
}

/** A program's first bytes, then filling: large enough to look like one, never to be run. */
export function program(name: string, bytes = 3072): Buffer {
  const content = Buffer.alloc(bytes);
  content.write("MZ", "latin1");
  content.writeUInt32LE(0x80, 0x3c);
  content.write(`Practice file ${name}; not a program.`, 0x80, "latin1");
  return content;
}

function plantEnvironment({ environment }: PracticeWindows, furnishing: Furnishing): void {
  environment.set("SYSTEMROOT", furnishing.directory);
  environment.set("WINDIR", furnishing.directory);
  environment.set("PROCESSOR_ARCHITECTURE", furnishing.bits === 64 ? "AMD64" : "x86");
  environment.set("COMPUTERNAME", "PRACTICE");
}

function plantFiles(windows: PracticeWindows, { edition, bits, directory }: Furnishing): void {
  const wow64 = bits === 64 ? [`${directory}\\SysWOW64`, "C:\\Program Files (x86)"] : [];
  const below = ["Fonts", "System", "System32\\drivers", "Temp", "WinSxS"];
  const folders = [...below.map((name) => `${directory}\\${name}`), ...wow64, ...elsewhere];
  for (const folder of folders) windows.plantDirectory(folder, installed);
  // Windows 7 for 32 bits still has the DOS machine; Windows 10 has it only when it is asked for.
  const dosMachine =
    bits === 32 && edition.version.startsWith("6.1") ? ["System32\\ntvdm.exe"] : [];
  for (const name of [...files, ...dosMachine]) {
    const path = `${directory}\\${name}`;
    windows.plant(path, program(path), { modified: installed });
  }
}

const elsewhere = ["C:\\ProgramData\\ssh", "C:\\Program Files\\Common Files", "C:\\Users\\Public"];

const files = [
  "explorer.exe",
  "notepad.exe",
  "regedit.exe",
  "win.ini",
  "system.ini",
  "System32\\kernel32.dll",
  "System32\\ntdll.dll",
  "System32\\cmd.exe",
  "System32\\reg.exe",
  "System32\\wevtutil.exe",
  "System32\\OpenSSH\\sshd.exe",
];

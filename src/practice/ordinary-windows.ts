import type { PracticeWindows, WindowsOptions } from "./windows.ts";
import { practiceWindows } from "./windows.ts";

const installed = new Date("2022-11-08T09:12:44Z");

/**
 * A 64-bit Windows 10 on which nothing asks for a restart. Names and places are those of a real
 * one; the files hold a few made-up bytes.
 */
export function ordinaryWindows(options: WindowsOptions = {}): PracticeWindows {
  const windows = practiceWindows(options);
  windows.environment.set("SYSTEMROOT", "C:\\Windows");
  windows.environment.set("WINDIR", "C:\\Windows");
  windows.environment.set("PROCESSOR_ARCHITECTURE", "AMD64");
  windows.environment.set("COMPUTERNAME", "PRACTICE");
  for (const folder of folders) windows.plantDirectory(folder, installed);
  for (const file of files) windows.plant(file, program(file), { modified: installed });
  plantRegistry(windows);
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

const folders = [
  "C:\\Windows\\Fonts",
  "C:\\Windows\\System",
  "C:\\Windows\\System32\\drivers",
  "C:\\Windows\\SysWOW64",
  "C:\\Windows\\Temp",
  "C:\\ProgramData\\ssh",
  "C:\\Program Files\\Common Files",
  "C:\\Program Files (x86)",
  "C:\\Users\\Public",
];

const files = [
  "C:\\Windows\\explorer.exe",
  "C:\\Windows\\notepad.exe",
  "C:\\Windows\\regedit.exe",
  "C:\\Windows\\win.ini",
  "C:\\Windows\\system.ini",
  "C:\\Windows\\System32\\kernel32.dll",
  "C:\\Windows\\System32\\ntdll.dll",
  "C:\\Windows\\System32\\cmd.exe",
  "C:\\Windows\\System32\\reg.exe",
  "C:\\Windows\\System32\\OpenSSH\\sshd.exe",
];

const microsoft = "SOFTWARE\\Microsoft";
const control = "SYSTEM\\CurrentControlSet\\Control";

function plantRegistry({ registry, oemCodePage }: PracticeWindows): void {
  registry.plant(`${microsoft}\\Windows NT\\CurrentVersion`, [
    { name: "SystemRoot", type: "REG_SZ", data: "C:\\Windows" },
    { name: "ProductName", type: "REG_SZ", data: "Windows 10 Pro" },
    { name: "CurrentVersion", type: "REG_SZ", data: "6.3" },
    { name: "CurrentBuild", type: "REG_SZ", data: "19045" },
    { name: "CurrentBuildNumber", type: "REG_SZ", data: "19045" },
    { name: "CurrentMajorVersionNumber", type: "REG_DWORD", data: "0xa" },
    { name: "DisplayVersion", type: "REG_SZ", data: "22H2" },
    { name: "EditionID", type: "REG_SZ", data: "Professional" },
    { name: "UBR", type: "REG_DWORD", data: "0x140b" },
  ]);
  for (const subkey of [".NETFramework", "Active Setup", "Cryptography", "Internet Explorer"]) {
    registry.plant(`${microsoft}\\${subkey}`);
  }
  for (const subkey of ["Fonts", "ProfileList", "Winlogon"]) {
    registry.plant(`${microsoft}\\Windows NT\\CurrentVersion\\${subkey}`);
  }
  const currentVersion = `${microsoft}\\Windows\\CurrentVersion`;
  registry.plant(currentVersion, [
    { name: "ProgramFilesDir", type: "REG_SZ", data: "C:\\Program Files" },
    { name: "CommonFilesDir", type: "REG_SZ", data: "C:\\Program Files\\Common Files" },
  ]);
  for (const subkey of ["Explorer", "Installer", "Policies", "Run", "Uninstall"]) {
    registry.plant(`${currentVersion}\\${subkey}`);
  }
  registry.plant(`${currentVersion}\\Component Based Servicing\\Packages`);
  registry.plant(`${currentVersion}\\WindowsUpdate\\Auto Update`, [
    { name: "AcceleratedInstallRequired", type: "REG_DWORD", data: "0x0" },
  ]);
  registry.plant(`${currentVersion}\\WindowsUpdate\\Services`);

  registry.plant(`${control}\\Nls\\CodePage`, [
    { name: "ACP", type: "REG_SZ", data: "1252" },
    { name: "MACCP", type: "REG_SZ", data: "10000" },
    { name: "OEMCP", type: "REG_SZ", data: String(oemCodePage) },
  ]);
  registry.plant(`${control}\\Session Manager`, [
    { name: "BootExecute", type: "REG_MULTI_SZ", data: "autocheck autochk *" },
    { name: "NumberOfInitialSessions", type: "REG_DWORD", data: "0x2" },
    { name: "SETUPEXECUTE", type: "REG_MULTI_SZ", data: "" },
  ]);
  registry.plant(`${control}\\Session Manager\\Environment`, [
    { name: "ComSpec", type: "REG_EXPAND_SZ", data: "%SystemRoot%\\system32\\cmd.exe" },
    { name: "OS", type: "REG_SZ", data: "Windows_NT" },
    { name: "PROCESSOR_ARCHITECTURE", type: "REG_SZ", data: "AMD64" },
    { name: "windir", type: "REG_EXPAND_SZ", data: "%SystemRoot%" },
  ]);
  registry.plant(`${control}\\Session Manager\\Memory Management`);
  registry.plant(`${control}\\ComputerName\\ComputerName`);
}

import type { Furnishing } from "./ordinary-windows.ts";

/**
 * The registry of an ordinary Windows as `reg query` prints it: every key that tells whether
 * something asks for a restart is there as on a machine where nothing does. Far from whole.
 */
export function ordinaryRegistry(furnishing: Furnishing): string {
  return [
    names("SOFTWARE\\Microsoft", microsoft),
    furnishing.edition.server ? serverManager : names("SOFTWARE\\Microsoft", ["Security Center"]),
    currentVersionOfNt(furnishing),
    currentVersion,
    furnishing.bits === 64 ? wow64 : "",
    control(furnishing),
    names("SYSTEM\\CurrentControlSet\\Services", services),
    network,
    setup,
  ].join("\n");
}

function names(key: string, subkeys: readonly string[]): string {
  return subkeys.map((subkey) => `HKEY_LOCAL_MACHINE\\${key}\\${subkey}`).join("\n");
}

const microsoft =
  ".NETFramework|Active Setup|ADs|COM3|Cryptography|Direct3D|DirectX|Driver Signing|EventSystem|Internet Explorer|MMC|NET Framework Setup|Ole|Rpc|SystemCertificates|Tracing|WBEM|Windows|Windows Defender|Windows NT|Windows Script Host".split(
    "|",
  );

const services =
  ".NET CLR Data|AFD|BITS|Dhcp|Disk|Dnscache|EventLog|gpsvc|LanmanServer|LanmanWorkstation|Netlogon\\Parameters|Ntfs|PlugPlay|RpcSs|Schedule|Spooler|sshd|Tcpip|TrustedInstaller|W32Time|WinDefend|Winmgmt|wuauserv".split(
    "|",
  );

function currentVersionOfNt({ edition, directory }: Furnishing): string {
  const [major = "", , build = "", revision] = edition.version.split(".");
  const key = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion`;
  return String.raw`
${key}
    SystemRoot    REG_SZ    ${directory}
    ProductName    REG_SZ    ${edition.product}
    CurrentVersion    REG_SZ    ${edition.currentVersion}
    CurrentBuild    REG_SZ    ${build}
    CurrentBuildNumber    REG_SZ    ${build}
    InstallationType    REG_SZ    ${edition.server ? "Server" : "Client"}
${revision === undefined ? "" : `    CurrentMajorVersionNumber    REG_DWORD    0x${hex(major)}`}
${revision === undefined ? "" : `    UBR    REG_DWORD    0x${hex(revision)}`}
${edition.displayVersion === undefined ? "" : `    DisplayVersion    REG_SZ    ${edition.displayVersion}`}
${key}\Fonts
${key}\ProfileList
${key}\Winlogon`;
}

function hex(decimal: string): string {
  return Number(decimal).toString(16);
}

const currentVersion = String.raw`
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion
    ProgramFilesDir    REG_SZ    C:\Program Files
    CommonFilesDir    REG_SZ    C:\Program Files\Common Files
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing
    Enabled    REG_DWORD    0x1
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\ApplicabilityEvaluationCache
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\ComponentDetect
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\PackageIndex
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\SessionsPending
    Exclusive    REG_DWORD    0x0
    TotalSessionPhases    REG_DWORD    0x0
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\UpdateDetect
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\Folders
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UserData
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Run
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\RunOnce
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\7-Zip
    DisplayName    REG_SZ    7-Zip 24.08 (x64)
    InstallLocation    REG_SZ    C:\Program Files\7-Zip\
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\AddressBook
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\{0025DD72-A959-45B5-A0A3-7EFEB15A8050}
    DisplayName    REG_SZ    Microsoft Visual C++ 2022 X64 Minimum Runtime - 14.36.32532
    DisplayVersion    REG_SZ    14.36.32532
    InstallLocation    REG_SZ    ${""}
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update
    AcceleratedInstallRequired    REG_DWORD    0x0
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Services\7971F918-A847-4430-9279-4A52D1EFE18D
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Services\Pending`;

const serverManager = String.raw`
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\ServerManager
    DoNotOpenServerManagerAtLogon    REG_DWORD    0x0
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\ServerManager\ServicingStorage\ServerComponentCache
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\ServerManager\ServicingStorage\ServerComponentCache\File-Services`;

const wow64 = String.raw`
HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\Windows NT\CurrentVersion
HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\Windows\CurrentVersion\Uninstall\Example Tool
    DisplayName    REG_SZ    Example Tool 1.2
    InstallLocation    REG_SZ    C:\Program Files (x86)\Example Tool`;

function control({ edition, bits, terminalServer, oemCodePage }: Furnishing): string {
  const fastStartup = !edition.server && !edition.version.startsWith("6.1");
  return String.raw`
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\ComputerName
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\ComputerName\ActiveComputerName
    ComputerName    REG_SZ    PRACTICE
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\ComputerName\ComputerName
    (Default)    REG_SZ    mnmsrvc
    ComputerName    REG_SZ    PRACTICE
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Nls\CodePage
    ACP    REG_SZ    ${oemCodePage === 932 ? "932" : "1252"}
    MACCP    REG_SZ    10000
    OEMCP    REG_SZ    ${oemCodePage}
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager
    BootExecute    REG_MULTI_SZ    autocheck autochk *
    NumberOfInitialSessions    REG_DWORD    0x2
    ObjectDirectories    REG_MULTI_SZ    \Windows\0\RPC Control
    ProtectionMode    REG_DWORD    0x1
    SETUPEXECUTE    REG_MULTI_SZ    ${""}
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\AppCompatCache
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\DOS Devices
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Environment
    ComSpec    REG_EXPAND_SZ    %SystemRoot%\system32\cmd.exe
    OS    REG_SZ    Windows_NT
    PROCESSOR_ARCHITECTURE    REG_SZ    ${bits === 64 ? "AMD64" : "x86"}
    windir    REG_EXPAND_SZ    %SystemRoot%
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Executive
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\FileRenameOperations
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\I/O System
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\KnownDLLs
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management
    ClearPageFileAtShutdown    REG_DWORD    0x0
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters
    BootId    REG_DWORD    0x2f
    EnablePrefetcher    REG_DWORD    0x3
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Power
    HiberbootEnabled    REG_DWORD    ${fastStartup ? "0x1" : "0x0"}
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\SubSystems
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Terminal Server
    fDenyTSConnections    REG_DWORD    ${terminalServer ? "0x0" : "0x1"}
    TSAppCompat    REG_DWORD    ${terminalServer ? "0x1" : "0x0"}
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Windows
    ShutdownTime    REG_BINARY    00D6B1B98B58DD01`;
}

const network = String.raw`
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters
    Domain    REG_SZ    ${""}
    Hostname    REG_SZ    PRACTICE
    NV Domain    REG_SZ    ${""}
    NV Hostname    REG_SZ    PRACTICE
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\Interfaces`;

const setup = String.raw`
HKEY_LOCAL_MACHINE\SYSTEM\Setup
    CmdLine    REG_SZ    ${""}
    OOBEInProgress    REG_DWORD    0x0
    RestartSetup    REG_DWORD    0x0
    SetupType    REG_DWORD    0x0
    SystemSetupInProgress    REG_DWORD    0x0
HKEY_LOCAL_MACHINE\SYSTEM\Setup\Status`;

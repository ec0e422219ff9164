import type { ProductRule } from "./product-rule.ts";
import { harmless, named } from "./product-rule.ts";

/**
 * Programs and drivers. Seen: Office's `FilesInUse`, `ClickToRun\backup` and symbol fonts, Gaming
 * Services (MicrosoftDocs/sysinternals#956), NppShell (nppShell#62), Dropbox' recovery folder. The
 * rest is general knowledge, not verified on a real Windows. Old versions of a program that updates
 * itself are harmless; a driver never is.
 */
export const programRules: readonly ProductRule[] = [
  harmless("Microsoft Office", [
    "programs\\Common Files\\microsoft shared\\ClickToRun\\backup",
    "programs\\Common Files\\microsoft shared\\ClickToRun\\backup\\**",
    "programs\\Common Files\\microsoft shared\\ClickToRun\\Updates",
    "programs\\Common Files\\microsoft shared\\ClickToRun\\Updates\\**",
    "programs\\Microsoft Office\\Updates\\Apply\\FilesInUse",
    "programs\\Microsoft Office\\Updates\\Apply\\FilesInUse\\**",
    "programs\\Microsoft Office\\Updates\\Download\\**",
    "windows\\Fonts\\OFFSYM*.TTF",
    "windows\\Fonts\\flat_officeFontsPreview.ttf",
  ]),
  named("Microsoft Office", [
    "programs\\Microsoft Office\\**",
    "programs\\Microsoft Office*\\**",
    "programs\\Common Files\\microsoft shared\\**",
  ]),
  harmless("Microsoft OneDrive", [
    "app-data\\Local\\Microsoft\\OneDrive\\*.*.*.*",
    "app-data\\Local\\Microsoft\\OneDrive\\*.*.*.*\\**",
    "programs\\Microsoft OneDrive\\*.*.*.*",
    "programs\\Microsoft OneDrive\\*.*.*.*\\**",
  ]),
  named("Microsoft OneDrive", [
    "app-data\\Local\\Microsoft\\OneDrive\\**",
    "programs\\Microsoft OneDrive\\**",
  ]),
  harmless("Microsoft Teams", [
    "app-data\\Local\\Microsoft\\Teams\\previous",
    "app-data\\Local\\Microsoft\\Teams\\previous\\**",
    "app-data\\Local\\Microsoft\\Teams\\stage\\**",
    "app-data\\Local\\Microsoft\\TeamsMeetingAddin\\*.*.*",
    "app-data\\Local\\Microsoft\\TeamsMeetingAddin\\*.*.*\\**",
    "app-data\\Local\\Microsoft\\TeamsMeetingAdd-in\\*.*.*",
    "app-data\\Local\\Microsoft\\TeamsMeetingAdd-in\\*.*.*\\**",
  ]),
  named("Microsoft Teams", [
    "app-data\\Local\\Microsoft\\Teams\\**",
    "programs\\WindowsApps\\MSTeams_*\\**",
  ]),
  harmless("Xbox Gaming Services", ["windows\\System32\\gamingservicesproxy*.dll.*"]),
  named("Xbox Gaming Services", [
    "windows\\System32\\gamingservices*",
    "programs\\WindowsApps\\Microsoft.GamingServices_*\\**",
  ]),
  harmless("Zoom", ["app-data\\Roaming\\Zoom\\bin_00\\**"]),
  named("Zoom", ["app-data\\Roaming\\Zoom\\**", "programs\\Zoom\\**"]),
  harmless("Adobe", ["program-data\\Adobe\\ARM\\**"]),
  named("Adobe", [
    "programs\\Adobe\\**",
    "programs\\Common Files\\Adobe\\**",
    "program-data\\Adobe\\**",
  ]),
  harmless("Java", ["app-data\\LocalLow\\Oracle\\Java\\jre*\\**"]),
  named("Java", [
    "programs\\Java\\**",
    "programs\\Common Files\\Oracle\\Java\\**",
    "programs\\Common Files\\Java\\**",
  ]),
  harmless("Notepad++", [
    "programs\\Notepad++\\Npp*Shell*.*",
    "programs\\Notepad++\\contextMenu\\Npp*Shell*.*",
  ]),
  named("Notepad++", ["programs\\Notepad++\\**"]),
  harmless("Dropbox", [
    "programs\\Dropbox\\DropboxRecovery\\scoped_dir*",
    "programs\\Dropbox\\DropboxRecovery\\scoped_dir*\\**",
    "programs\\Dropbox\\Update\\*.*.*.*",
    "programs\\Dropbox\\Update\\*.*.*.*\\**",
  ]),
  named("Dropbox", ["programs\\Dropbox\\**"]),
  named("LibreOffice", ["programs\\LibreOffice*\\**"]),
  named("TeamViewer", ["programs\\TeamViewer\\**"]),
  named("Citrix", ["programs\\Citrix\\**", "program-data\\Citrix\\**"]),
  named("VMware", [
    "programs\\VMware\\**",
    "programs\\Common Files\\VMware\\**",
    "windows\\System32\\drivers\\vmhgfs.sys",
    "windows\\System32\\drivers\\vmmouse.sys",
    "windows\\System32\\drivers\\vmci.sys",
    "windows\\System32\\drivers\\vsock.sys",
    "windows\\System32\\drivers\\vmxnet3*.sys",
  ]),
  named("VirtualBox", [
    "programs\\Oracle\\VirtualBox*\\**",
    "windows\\System32\\drivers\\VBox*.sys",
    "windows\\System32\\VBox*.*",
  ]),
  named("NVIDIA", [
    "programs\\NVIDIA Corporation\\**",
    "program-data\\NVIDIA*\\**",
    "windows\\System32\\DriverStore\\FileRepository\\nv*\\**",
    "windows\\System32\\drivers\\nvlddmkm.sys",
  ]),
  named("AMD", [
    "programs\\AMD\\**",
    "windows\\System32\\AMD\\**",
    "windows\\System32\\drivers\\amdkmdag.sys",
    "windows\\System32\\drivers\\atikmdag.sys",
    "windows\\System32\\drivers\\atikmpag.sys",
  ]),
  named("Intel", [
    "programs\\Intel\\**",
    "program-data\\Intel\\**",
    "windows\\System32\\drivers\\igdkmd*.sys",
  ]),
];

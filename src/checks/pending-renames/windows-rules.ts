import type { ProductRule } from "./product-rule.ts";
import { harmless, harmlessForAll, named } from "./product-rule.ts";

/**
 * Windows' own parts. Seen: Amcache (flcdrg/au-packages#28), `spool\V4Dirs` and the `New` folder of
 * printer drivers (PFRO.log), PackageManagement (OneGet#179), Kbstuff.sys, which Configuration
 * Manager's ancestor queued every 30 days (KB Q287615). The rest is not verified on a real Windows.
 */
export const windowsRules: readonly ProductRule[] = [
  harmless("Windows application compatibility cache", [
    "windows\\AppCompat\\Programs\\Amcache.hve",
    "windows\\AppCompat\\Programs\\Amcache.hve.*",
  ]),
  harmless("Windows PackageManagement", [
    "app-data\\Local\\Temp\\Microsoft.PackageManagement\\**",
    "app-data\\Local\\Temp\\ChocolateyPrototype-*\\**",
    "windows\\Temp\\Microsoft.PackageManagement\\**",
    "windows\\SystemTemp\\Microsoft.PackageManagement\\**",
    "windows\\SystemTemp\\ChocolateyPrototype-*\\**",
  ]),
  // What waits in `New` is the new driver itself: only what was put aside is harmless.
  harmless("Windows print spooler", [
    "windows\\System32\\spool\\V4Dirs",
    "windows\\System32\\spool\\V4Dirs\\**",
    "windows\\System32\\spool\\drivers\\*\\*\\Old",
    "windows\\System32\\spool\\drivers\\*\\*\\Old\\**",
    "windows\\System32\\spool\\PRTPROCS\\*\\*.tmp",
  ]),
  named("Windows print spooler", ["windows\\System32\\spool\\**"]),
  harmless("Windows Installer", [
    "drive\\Config.Msi",
    "drive\\Config.Msi\\*.rbf",
    "drive\\Config.Msi\\*.rbs",
    "drive\\Config.Msi\\*.tmp",
    "windows\\Installer\\*.tmp",
  ]),
  named("Windows Installer", ["drive\\Config.Msi\\**", "windows\\Installer\\**"]),
  harmless("Windows component store", ["windows\\WinSxS\\Temp\\PendingDeletes\\**"]),
  named("Windows component store", ["windows\\WinSxS\\**", "windows\\servicing\\**"]),
  harmless("Windows driver store", ["windows\\System32\\DriverStore\\Temp\\**"]),
  harmless("Windows Update", ["windows\\SoftwareDistribution\\Download\\**"]),
  named("Windows Update", ["windows\\SoftwareDistribution\\**"]),
  harmless(".NET Framework", [
    "windows\\assembly\\temp\\**",
    "windows\\assembly\\tmp\\**",
    "windows\\assembly\\NativeImages_*\\Temp\\**",
  ]),
  named(".NET Framework", ["windows\\assembly\\**", "windows\\Microsoft.NET\\**"]),
  harmless("Configuration Manager", [
    "windows\\System32\\Kbstuff.sys",
    "windows\\System32\\drivers\\Kbstuff.sys",
    "windows\\CCM\\Temp\\**",
    "windows\\ccmcache\\**",
  ]),
  named("Configuration Manager", ["windows\\CCM\\**", "windows\\MS\\SMS\\**"]),
  named("Visual C++ runtime", [
    "windows\\System32\\msvcp*.dll",
    "windows\\System32\\msvcr*.dll",
    "windows\\System32\\vcruntime*.dll",
    "windows\\System32\\concrt*.dll",
    "windows\\SysWOW64\\msvcp*.dll",
    "windows\\SysWOW64\\msvcr*.dll",
    "windows\\SysWOW64\\vcruntime*.dll",
    "windows\\SysWOW64\\concrt*.dll",
  ]),
];

/** Last of all: temporary and put-aside files, and only in places where Windows keeps none of its own. */
export const temporaryRules: readonly ProductRule[] = [
  harmlessForAll("temporary files", [
    "app-data\\Local\\Temp",
    "app-data\\Local\\Temp\\**",
    "app-data\\LocalLow\\Temp\\**",
    "windows\\Temp\\**",
    "windows\\SystemTemp\\**",
    "drive\\Documents and Settings\\*\\Local Settings\\Temp\\**",
    "drive\\Temp\\**",
    "drive\\$Recycle.Bin\\**",
    ...["programs", "program-data", "app-data"].flatMap((root) =>
      ["*.tmp", "*.old", "*.rbf", "*.deleteme", "*.todelete"].map((name) => `${root}\\**\\${name}`),
    ),
  ]),
];

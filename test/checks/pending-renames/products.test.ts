import { describe, expect, it } from "vitest";
import { ruleFor } from "#checks/pending-renames/products.ts";

const windows = "C:\\Windows";

describe("harmless", () => {
  it.each([
    [
      "Google Chrome",
      "C:\\Program Files\\Google\\Chrome\\Temp\\scoped_dir16328_1967781880\\old_chrome.exe",
    ],
    ["Google Chrome", "C:\\Program Files\\Google\\Chrome\\Temp"],
    ["Google Chrome", "C:\\Program Files (x86)\\Google\\Update\\1.3.36.32"],
    ["Microsoft Edge", "C:\\Program Files (x86)\\Microsoft\\EdgeUpdate\\1.3.135.41"],
    ["Microsoft Edge", "C:\\Windows\\SystemTemp\\MicrosoftEdgeUpdate.exe.old{AB8FD611}"],
    ["Microsoft Copilot", "C:\\Windows\\SystemTemp\\CopilotUpdate.exe.old{19200B3B}"],
    ["Mozilla Firefox", "D:\\Program Files\\Mozilla Firefox\\tobedeleted\\moz7CC1.tmp"],
    ["Mozilla Firefox", "C:\\Program Files\\Mozilla Firefox\\tobedeleted"],
    [
      "Mozilla Firefox",
      "C:\\Program Files (x86)\\Mozilla Maintenance Service\\maintenanceservice_tmp.exe",
    ],
    ["Brave", "C:\\Program Files\\BraveSoftware\\Brave-Browser\\Temp\\x\\old_brave.exe"],
    [
      "Microsoft Defender",
      "C:\\ProgramData\\Microsoft\\Windows Defender\\Definition Updates\\{1}\\mpasbase.vdm",
    ],
    ["Symantec or Norton", "C:\\ProgramData\\Symantec\\Definitions\\VirusDefs\\x.dat"],
    [
      "Microsoft Office",
      "C:\\Program Files\\Common Files\\microsoft shared\\ClickToRun\\backup\\BEBA\\vcruntime140_1.dll",
    ],
    ["Microsoft Office", "C:\\WINDOWS\\Fonts\\OFFSYMSL.TTF"],
    [
      "Microsoft OneDrive",
      "C:\\Users\\me\\AppData\\Local\\Microsoft\\OneDrive\\24.1.2.3\\FileSyncShell64.dll",
    ],
    ["Xbox Gaming Services", "C:\\Windows\\System32\\gamingservicesproxy_e.dll.0"],
    ["Notepad++", "C:\\Program Files\\Notepad++\\contextMenu\\NppShell_01.dll"],
    ["Dropbox", "C:\\Program Files\\Dropbox\\DropboxRecovery\\scoped_dir16816_1\\UpdaterSetup.exe"],
    ["Windows print spooler", "C:\\WINDOWS\\system32\\spool\\V4Dirs\\EA7DCC0F\\94766af2.gpd"],
    [
      "Windows application compatibility cache",
      "C:\\Windows\\AppCompat\\Programs\\Amcache.hve.tmp",
    ],
    [
      "Windows PackageManagement",
      "C:\\Users\\me\\AppData\\Local\\Temp\\Microsoft.PackageManagement\\1234",
    ],
    ["Windows Installer", "C:\\Config.Msi\\3ec7bbbf.rbf"],
    ["Configuration Manager", "C:\\Windows\\System32\\Kbstuff.sys"],
    ["temporary files", "C:\\Users\\JOHNDO~1\\AppData\\Local\\Temp\\~nsu.tmp\\Au_.exe"],
    ["temporary files", "C:\\Windows\\Temp\\x.dll"],
    ["temporary files", "C:\\Program Files\\Some Program\\bin\\x.dll.old"],
  ])("to %s is %s", (product, path) => {
    expect(ruleFor(path, windows)).toMatchObject({ product, weight: "harmless" });
  });

  it.each([
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\EdgeUpdate\\MicrosoftEdgeUpdate.exe",
    "C:\\Program Files (x86)\\Microsoft\\EdgeUpdate\\config.xml",
    "C:\\Windows\\System32\\gamingservicesproxy_e.dll",
    "C:\\Windows\\System32\\spool\\DRIVERS\\x64\\3\\New\\PrintConfig.dll",
    "C:\\Windows\\System32\\spool\\drivers\\x64\\3\\prnbr001.inf",
    "C:\\Windows\\Fonts\\arial.ttf",
    "C:\\Windows\\WinSxS\\Temp\\PendingRenames\\x",
    "C:\\Windows\\System32\\drivers\\mfehidk.sys",
    "C:\\Windows\\System32\\vcruntime140.dll",
    "C:\\Windows\\Installer\\1234.msi",
  ])("is not %s, though its product is known or not", (path) => {
    expect(ruleFor(path, windows)?.weight).not.toBe("harmless");
  });
});

describe("no spelling", () => {
  it.each([
    "C:\\Windows\\System32\\x.tmp",
    "C:\\Windows\\System32\\drivers\\x.old",
    "C:\\WINDOW~1\\Temp\\x.dll",
    "C:\\Windows2\\Temp\\x.dll",
    "C:\\W\u0131ndows\\Temp\\x.dll",
    "C:\\PROGRA~1\\Google\\Chrome\\Temp\\x",
    "C:\\Data\\Program Files\\Google\\Chrome\\Temp\\x",
    "C:\\Program Files\\Google\\Chrome\\TEMPLE\\x",
    "C:\\Users\\AppData\\Local\\Temp\\x",
    "C:\\Users\\a\\b\\AppData\\Local\\Temp\\x",
    "D:\\Windows\\Temp\\x.dll",
    "C:\\Windows\\Temp",
    "C:\\Windows\\Program Files\\Google\\Chrome\\Temp\\x",
  ])("makes %s a product's old file", (path) => {
    expect(ruleFor(path, windows)?.weight).not.toBe("harmless");
  });

  it("of letters matters: Windows' own names are compared without regard to case", () => {
    const path = "c:\\PROGRAM files\\google\\CHROME\\temp\\X";

    expect(ruleFor(path, windows)).toMatchObject({ product: "Google Chrome" });
  });
});

describe("the Windows directory", () => {
  it("is the machine's own", () => {
    expect(ruleFor("D:\\WINNT\\Temp\\x", "d:\\winnt")).toMatchObject({ weight: "harmless" });
    expect(ruleFor("C:\\Windows\\Temp\\x", "D:\\WINNT")).toBeUndefined();
  });

  it("wins over the place in which it lies", () => {
    const inside = "C:\\Program Files\\Windows\\System32\\x.tmp";

    expect(ruleFor(inside, "C:\\Program Files\\Windows")).toBeUndefined();
  });

  it("that is unknown knows no file in it", () => {
    expect(ruleFor("C:\\Windows\\Temp\\x", undefined)).toBeUndefined();
    expect(ruleFor("C:\\Program Files\\Google\\Chrome\\Temp\\x", undefined)).toMatchObject({
      product: "Google Chrome",
    });
  });
});

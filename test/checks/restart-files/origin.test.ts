import { describe, expect, it } from "vitest";
import { codePageKey, gatherRestartFiles } from "#checks/restart-files/gather.ts";
import { judgeRestartFiles } from "#checks/restart-files/judge.ts";
import type { Origin } from "#checks/restart-files/origin.ts";
import { originAsks } from "#checks/restart-files/origin-gather.ts";
import type { World } from "../../support/world.ts";
import { world } from "../../support/world.ts";

const batch = "C:\\Windows\\_Mssetup.bat";
const runner = "C:\\Windows\\_Msrstrt.exe";
const [uninstall = "", uninstall32 = ""] = originAsks.trees ?? [];

describe("the family", () => {
  it.each([
    "C:\\Windows\\ST4UNST.EXE",
    "C:\\Windows\\ST5UNST.EXE",
    "C:\\Windows\\ST6UNST.EXE",
    "C:\\Windows\\SETUP1.EXE",
  ])("is likely Visual Basic's setup when the runner is there and %s too", async (trace) => {
    const office = world();
    await office.plant(runner, "MZ");
    await office.plant(trace, "MZ");

    expect(await origin(office)).toMatchObject({
      family: "visual-basic",
      likelihood: "likely",
      because: [trace],
    });
  });

  it("is only possibly Visual Basic's when nothing but its library is there", async () => {
    const office = world();
    await office.plant(runner, "MZ");
    await office.plant("C:\\Windows\\SysWOW64\\VB6STKIT.DLL", "MZ");

    expect(await origin(office)).toMatchObject({ family: "visual-basic", likelihood: "possible" });
  });

  it("is not Visual Basic's when its runner is not there", async () => {
    const office = world();
    await office.plant(batch, "REM");
    await office.plant("C:\\Windows\\ST5UNST.EXE", "MZ");

    expect(await origin(office)).toMatchObject({ family: "unknown", because: [] });
  });

  it("is likely the Setup Toolkit's when its own runner lies beside the batch", async () => {
    const office = world();
    await office.plant(batch, "REM");
    await office.plant("C:\\Windows\\_MSSETUP.EXE", "MZ");

    expect(await origin(office)).toMatchObject({
      family: "setup-toolkit",
      likelihood: "likely",
      because: ["C:\\Windows\\_MSSETUP.EXE"],
    });
  });

  it("is only possibly the Setup Toolkit's when only its working folder is there", async () => {
    const office = world();
    await office.plant(batch, "REM");
    await office.plantDirectory("C:\\~MSSETUP.T");

    expect(await origin(office)).toMatchObject({ family: "setup-toolkit", likelihood: "possible" });
  });

  it("is not the Setup Toolkit's when there is no batch", async () => {
    const office = world();
    await office.plant(runner, "MZ");
    await office.plant("C:\\Windows\\_MSSETUP.EXE", "MZ");

    expect(await origin(office)).toMatchObject({ family: "unknown" });
  });

  it("is likely the convention of SMS when both files are there and its client", async () => {
    const office = await pair("REM");
    await office.plant("C:\\SMS.INI", "[SMS]");

    expect(await origin(office)).toMatchObject({
      family: "sms-convention",
      likelihood: "likely",
      because: ["C:\\SMS.INI"],
    });
  });

  it("is only possibly that convention when the runner is missing", async () => {
    const office = world();
    await office.plant(batch, "REM");
    await office.plant("C:\\MS\\SMS\\BIN\\PCMWIN16.EXE", "MZ");

    expect(await origin(office)).toMatchObject({
      family: "sms-convention",
      likelihood: "possible",
    });
  });

  it("is only possible when traces of two families are there, and names both", async () => {
    const office = await pair("REM");
    await office.plant("C:\\Windows\\ST5UNST.EXE", "MZ");
    await office.plant("C:\\SMS.INI", "[SMS]");

    expect(await origin(office)).toMatchObject({
      family: "visual-basic",
      likelihood: "possible",
      because: ["C:\\Windows\\ST5UNST.EXE", "C:\\SMS.INI"],
    });
  });

  it("goes by what only one family leaves before what others bring too", async () => {
    const office = await pair("REM");
    await office.plantDirectory("C:\\~MSSETUP.T");
    await office.plant("C:\\SMS.INI", "[SMS]");

    expect(await origin(office)).toMatchObject({ family: "sms-convention", likelihood: "likely" });
  });

  it("stays unknown when only the batch's style speaks for one", async () => {
    const office = await pair("DEL C:\\W\\A.DLL\r\nREN C:\\W\\~T0001.TMP A.DLL\r\n");

    expect(await origin(office)).toEqual({
      family: "unknown",
      because: [],
      products: [],
      unseen: [],
    });
  });

  it("says that traces were not seen, and does not take them for absent", async () => {
    const office = await pair("REM");
    office.blind("C:\\Windows\\SETUP1.EXE", "denied");

    expect(await origin(office)).toMatchObject({
      family: "unknown",
      unseen: [{ what: "traces", why: "denied" }],
    });
  });
});

describe("the products", () => {
  it.each([
    ["where it is installed", { InstallLocation: "C:\\Program Files\\Acme Writer\\" }],
    ["where it is installed, in quotes", { InstallLocation: '"c:/program files/acme writer"' }],
    ["its icon", { DisplayIcon: "C:\\Program Files\\Acme Writer\\ACME.EXE,0" }],
    ["its removal program", { UninstallString: '"C:\\Program Files\\Acme Writer\\U.EXE" /S' }],
    [
      "the list of what its removal program removes",
      { UninstallString: 'C:\\WINDOWS\\IsUninst.exe -f"C:\\Program Files\\Acme Writer\\U.isu"' },
    ],
    [
      "that list without quotes",
      { UninstallString: "C:\\WINDOWS\\uninst.exe -fC:\\Program Files\\Acme Writer\\DeIsL1.isu" },
    ],
  ])("are likely those in whose folder the batch works, by %s", async (_, values) => {
    const office = await pair('COPY "C:\\Program Files\\Acme Writer\\SUB\\A.NEW" C:\\W\\A.DLL');
    program(office, { DisplayName: "Writer by Acme", ...values });

    expect((await origin(office)).products).toEqual([
      {
        name: "Writer by Acme",
        because: "install-folder",
        likelihood: "likely",
        path: "C:\\Program Files\\Acme Writer\\SUB\\A.NEW",
      },
    ]);
  });

  it("are found in the list of 32-bit programs of a 64-bit Windows", async () => {
    const office = await pair("DEL C:\\APPS\\ACME\\A.DLL");
    office.plantKey(`${uninstall32}\\Acme`, {
      DisplayName: "Writer",
      InstallLocation: "C:\\APPS\\ACME",
    });

    expect((await origin(office)).products).toMatchObject([{ name: "Writer" }]);
  });

  it("are only possible when the folder lies in the drive's root", async () => {
    const office = await pair("DEL C:\\ACME\\A.DLL");
    program(office, { DisplayName: "Writer", InstallLocation: "C:\\ACME" });

    expect((await origin(office)).products).toMatchObject([
      { because: "install-folder", likelihood: "possible" },
    ]);
  });

  it.each([
    ["C:\\"],
    ["C:"],
    ["C:\\Program Files"],
    ["C:\\Program Files\\Common Files"],
    ["C:\\PROGRA~1"],
    ["C:\\Windows"],
    ["C:\\Windows\\System"],
    ["C:\\Temp"],
    ["C:\\Apps"],
    ["C:\\Users\\helpdesk"],
    ["\\\\server\\share\\acme"],
    ["%ProgramFiles%\\Acme"],
    ["C:\\Program Files\\..\\Program Files"],
    [""],
  ])("are not told by a program that is registered in %j", async (folder) => {
    const office = await pair(
      [
        "DEL C:\\Windows\\System\\COMMDLG.DLL",
        "DEL C:\\PROGRA~1\\COMMON~1\\A.DLL",
        'DEL "C:\\Program Files\\Common Files\\A.DLL"',
        "DEL C:\\Temp\\A.DLL",
        "DEL C:\\Apps\\A.DLL",
        "DEL C:\\Users\\helpdesk\\A.DLL",
      ].join("\r\n"),
    );
    program(office, { DisplayName: "Everything", InstallLocation: folder });

    expect((await origin(office)).products).toEqual([]);
  });

  it("are only possible behind an 8.3 alias, which other names share", async () => {
    const office = await pair("DEL C:\\PROGRA~1\\ACMEWR~1\\A.DLL");
    program(office, { DisplayName: "Texts", InstallLocation: "C:\\Program Files\\Acme Writer" });

    expect((await origin(office)).products).toMatchObject([
      { name: "Texts", because: "install-folder", likelihood: "possible" },
    ]);
  });

  it.each([
    ["another folder beside it", "C:\\PROGRA~1\\OTHERS~1\\A.DLL"],
    ["an alias that keeps too little", "C:\\PROGRA~1\\ACM~1\\A.DLL"],
    ["the folder above it", "C:\\PROGRA~1\\A.DLL"],
  ])("are not told by %s", async (_, path) => {
    const office = await pair(`DEL ${path}`);
    program(office, { DisplayName: "Texts", InstallLocation: "C:\\Program Files\\Acme Writer" });

    expect((await origin(office)).products).toEqual([]);
  });

  it("are found when only a folder above is an alias", async () => {
    const office = await pair("DEL C:\\PROGRA~1\\ACME\\A.DLL");
    program(office, { DisplayName: "Texts", InstallLocation: "C:\\Program Files\\Acme" });

    expect((await origin(office)).products).toMatchObject([{ likelihood: "possible" }]);
  });

  it("are found by the folder that the batch makes", async () => {
    const office = await pair("MD C:\\APPS\\ACME");
    program(office, { DisplayName: "Writer", InstallLocation: "C:\\APPS\\ACME" });

    expect((await origin(office)).products).toMatchObject([{ likelihood: "likely" }]);
  });

  it("are found when the registry has the alias and the batch the long name", async () => {
    const office = await pair('DEL "C:\\Program Files\\Acme Writer\\A.DLL"');
    program(office, {
      DisplayName: "Texts",
      UninstallString: "C:\\PROGRA~1\\ACMEWR~1\\UNWISE.EXE C:\\PROGRA~1\\ACMEWR~1\\INSTALL.LOG",
    });

    expect((await origin(office)).products).toMatchObject([
      { because: "install-folder", likelihood: "possible" },
    ]);
  });

  it("are likely those whose name a folder of the batch has, version aside", async () => {
    const office = await pair('DEL "D:\\OLD\\Acme Writer\\A.DLL"');
    program(office, { DisplayName: "ACME Writer 3.1 (remove only)" });

    expect((await origin(office)).products).toEqual([
      {
        name: "ACME Writer 3.1 (remove only)",
        because: "named-in-path",
        likelihood: "likely",
        path: "D:\\OLD\\Acme Writer\\A.DLL",
      },
    ]);
  });

  it("are only possible by an alias of their name", async () => {
    const office = await pair("DEL D:\\ACMEWR~1\\A.DLL");
    program(office, { DisplayName: "Acme Writer" });

    expect((await origin(office)).products).toMatchObject([
      { because: "named-in-path", likelihood: "possible" },
    ]);
  });

  it.each(["Setup 2", "Common Files", "Microsoft", "C", "3.1"])(
    "are not told by a name that any folder may have: %s",
    async (name) => {
      const office = await pair(
        [
          "DEL D:\\SETUP\\A.DLL",
          'DEL "D:\\Common Files\\A.DLL"',
          "DEL D:\\Microsoft\\A.DLL",
          "DEL D:\\MICROS~1\\A.DLL",
          "DEL D:\\C\\A.DLL",
          'DEL "D:\\3.1\\A.DLL"',
        ].join("\r\n"),
      );
      program(office, { DisplayName: name });

      expect((await origin(office)).products).toEqual([]);
    },
  );

  it("are likely the one that Visual Basic's removal program removes, for the runner", async () => {
    const office = world();
    await office.plant(runner, "MZ");
    program(office, {
      DisplayName: "Stock List",
      UninstallString: 'C:\\WINDOWS\\ST6UNST.EXE -n "C:\\STOCK\\ST6UNST.LOG"',
    });

    expect((await origin(office)).products).toEqual([
      { name: "Stock List", because: "visual-basic-setup", likelihood: "likely" },
    ]);
  });

  it("are not told by that removal program when the runner is not there", async () => {
    const office = world();
    await office.plant(batch, "REM");
    program(office, { DisplayName: "Stock List", UninstallString: "C:\\WINDOWS\\ST6UNST.EXE" });

    expect((await origin(office)).products).toEqual([]);
  });

  it("are only possible when there is more than one of those", async () => {
    const office = world();
    await office.plant(runner, "MZ");
    program(office, { DisplayName: "Stock List", UninstallString: "C:\\WINDOWS\\st5unst.exe" });
    program(office, { DisplayName: "Price List", UninstallString: "C:\\WINDOWS\\st6unst.exe" });

    expect((await origin(office)).products).toMatchObject([
      { because: "visual-basic-setup", likelihood: "possible" },
      { because: "visual-basic-setup", likelihood: "possible" },
    ]);
  });

  it.each([
    ["20010314", 1],
    ["20010315", 1],
    ["20010313", 0],
    ["20010316", 0],
    ["14.03.2001", 0],
  ])(
    "are possible when installed on %s, a day on which the batch was written somewhere",
    async (day, found) => {
      const office = world();
      await office.plant(batch, "REM", { modified: new Date("2001-03-14T13:00:00Z") });
      program(office, { DisplayName: "Writer", InstallDate: day });

      expect((await origin(office)).products).toHaveLength(found);
    },
  );

  it("are not told by the day on which the machine was set up", async () => {
    const office = world();
    await office.plant(batch, "REM", { modified: new Date("2001-03-14T12:00:00Z") });
    for (const name of ["A", "B", "C", "D"]) {
      program(office, { DisplayName: `Program ${name}`, InstallDate: "20010314" });
    }

    expect((await origin(office)).products).toEqual([]);
  });

  it("are at most three, the likeliest first, each once with its best reason", async () => {
    const office = world();
    await office.plant(
      batch,
      'DEL "D:\\OLD\\Beta\\A.DLL"\r\nDEL C:\\APPS\\ALPHA\\A.DLL\r\nDEL C:\\GA\\A.DLL\r\nDEL D:\\EPSILO~1\\A.DLL',
      { modified: new Date("2001-03-14T12:00:00Z") },
    );
    program(office, {
      DisplayName: "Alpha",
      InstallLocation: "C:\\APPS\\ALPHA",
      InstallDate: "20010314",
    });
    program(office, { DisplayName: "Beta" });
    program(office, { DisplayName: "Gamma", InstallLocation: "C:\\GA" });
    program(office, { DisplayName: "Epsilon" });
    program(office, { DisplayName: "Delta", InstallDate: "20010314" });

    const { products } = await origin(office);

    expect(products.map(({ name, because }) => [name, because])).toEqual([
      ["Alpha", "install-folder"],
      ["Beta", "named-in-path"],
      ["Gamma", "install-folder"],
    ]);
  });

  it("are not those of an entry without a name, or of an update", async () => {
    const office = await pair("DEL C:\\APPS\\ACME\\A.DLL");
    program(office, { DisplayName: "", InstallLocation: "C:\\APPS\\ACME" });
    program(office, {
      DisplayName: "Update for Acme",
      ParentKeyName: "Acme",
      InstallLocation: "C:\\APPS\\ACME",
    });

    expect((await origin(office)).products).toEqual([]);
  });

  it("are not said to be none when the list of programs was not seen", async () => {
    const office = await pair("DEL C:\\APPS\\ACME\\A.DLL");
    office.blind(uninstall, "cut-off");

    expect(await origin(office)).toMatchObject({
      products: [],
      unseen: [{ what: "programs", why: "cut-off" }],
    });
  });
});

describe("what it costs", () => {
  it("asks nothing when neither file is there", async () => {
    const office = world();
    const asked = await asking(office);

    expect(asked).not.toContain(uninstall);
    expect(asked).not.toContain(codePageKey);
  });

  it("asks for one list of programs on a 32-bit Windows", async () => {
    const office = await pair("REM");
    office.environment.set("PROCESSOR_ARCHITECTURE", "x86");

    const asked = await asking(office);

    expect(asked).toContain(uninstall);
    expect(asked).not.toContain(uninstall32);
  });

  it("asks for the code page only when the batch has other than ASCII", async () => {
    const plain = await pair("REM");
    const accented = world();
    await accented.plant(batch, Uint8Array.of(...Buffer.from("REM "), 0x9a));

    expect(await asking(plain)).not.toContain(codePageKey);
    expect(await asking(accented)).toContain(codePageKey);
  });
});

async function origin(office: World): Promise<Origin> {
  await using workstation = await office.open();
  const found = judgeRestartFiles(await gatherRestartFiles(workstation.machine)).origin;
  if (found === undefined) throw new Error("no origin was judged");
  return found;
}

/** The keys and trees that the gathering asks for. */
async function asking(office: World): Promise<readonly string[]> {
  const asked: string[] = [];
  await using workstation = await office.open();
  const { machine } = workstation;
  await gatherRestartFiles({
    ...machine,
    registry: async (key) => (asked.push(key), await machine.registry(key)),
    registryTree: async (key) => (asked.push(key), await machine.registryTree(key)),
  });
  return asked;
}

async function pair(text: string): Promise<World> {
  const office = world();
  await office.plant(batch, text);
  await office.plant(runner, "MZ");
  return office;
}

function program(office: World, values: Readonly<Record<string, string>>): void {
  office.plantKey(`${uninstall}\\${values["DisplayName"]}_is1`, values);
}

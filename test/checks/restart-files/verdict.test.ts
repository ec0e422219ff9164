import { describe, expect, it } from "vitest";
import type { RestartFilesFinding } from "#checks/restart-files/finding.ts";
import { codePageKey, gatherRestartFiles } from "#checks/restart-files/gather.ts";
import { judgeRestartFiles } from "#checks/restart-files/judge.ts";
import type { World } from "../../support/world.ts";
import { world } from "../../support/world.ts";

// The batches are made up in the style that KB Q114606 describes; no historical text survives.
const batch = "C:\\Windows\\_MSSETUP.BAT";
const runner = "C:\\Windows\\_MSRSTRT.EXE";
const commdlg = "DEL C:\\W\\COMMDLG.DLL\r\nREN C:\\W\\~T1.TMP COMMDLG.DLL\r\n";

describe("the pair", () => {
  it("is none when the machine says that both are absent", async () => {
    expect(await judge(world())).toMatchObject({ verdict: "none", litter: false });
  });

  it("is leftover when the sources are gone and the targets are there", async () => {
    const office = await pair(commdlg);
    await office.plant("C:\\W\\COMMDLG.DLL", "new");

    const finding = await judge(office);

    expect(finding).toMatchObject({ verdict: "leftover", litter: true });
    expect(states(finding)).toEqual(["done", "done"]);
  });

  it("knows that running such a batch now would destroy the file", async () => {
    const office = await pair(commdlg);
    await office.plant("C:\\W\\COMMDLG.DLL", "new");

    const { operations } = await judge(office);

    expect(operations[0]).toMatchObject({ destructiveNow: true });
  });

  it.each([commdlg + commdlg, `DEL C:\\W\\COMMDLG.DLL\r\n\u001a${commdlg}`])(
    "knows that %j would destroy the file although the new one is staged",
    async (text) => {
      const office = await staged(text);

      const { operations } = await judge(office);

      expect(operations.some(({ destructiveNow }) => destructiveNow)).toBe(true);
    },
  );

  it("warns of no DEL that gets its new file, even if that goes on to another place", async () => {
    const office = await staged(`${commdlg}MOVE C:\\W\\COMMDLG.DLL C:\\W\\OTHER.DLL\r\n`);

    const { operations } = await judge(office);

    expect(operations.some(({ destructiveNow }) => destructiveNow)).toBe(false);
  });

  it.each(["", "\r\n\r\n", "@ECHO OFF\r\nREM nothing\r\n", "\u001a"])(
    "is leftover when the batch %j has nothing to do",
    async (text) => {
      expect(await judge(await pair(text))).toMatchObject({ verdict: "leftover" });
    },
  );

  it("is leftover when both source and target are gone, and calls the work broken", async () => {
    const finding = await judge(await pair(commdlg));

    expect(finding.verdict).toBe("leftover");
    expect(states(finding)).toEqual(["broken", "broken"]);
  });

  it("is leftover when source and target hold the same bytes", async () => {
    const office = await pair("COPY C:\\A.DLL C:\\W\\A.DLL");
    await office.plant("C:\\A.DLL", "same");
    await office.plant("C:\\W\\A.DLL", "same");

    expect(await judge(office)).toMatchObject({ verdict: "leftover" });
  });

  it("is stranded on a 64-bit Windows when a new file is staged", async () => {
    const office = await staged();

    const finding = await judge(office);

    expect(finding).toMatchObject({
      verdict: "stranded",
      litter: false,
      machineRuns: { answer: "no", because: "64-bit" },
    });
    expect(states(finding)).toEqual(["pending", "pending"]);
  });

  it("calls work half done when the target is gone and the new file waits", async () => {
    const office = await pair(commdlg);
    await office.plant("C:\\W\\~T1.TMP", "new");

    const finding = await judge(office);

    expect(finding.verdict).toBe("stranded");
    expect(states(finding)).toEqual(["half-done", "half-done"]);
  });

  it("is pending on a 32-bit Windows with NTVDM and the Package Command Manager", async () => {
    const office = await staged();
    await thirtyTwoBit(office);
    await office.plant("C:\\Windows\\System32\\ntvdm.exe", "MZ");
    await office.plant("C:\\SMS.INI", "[SMS]");

    expect(await judge(office)).toMatchObject({ verdict: "pending", litter: false });
  });

  it.each([
    ["NTVDM", "C:\\SMS.INI", "no-ntvdm"],
    ["the Package Command Manager", "C:\\Windows\\System32\\ntvdm.exe", "no-pcm"],
  ])("is stranded on a 32-bit Windows without %s", async (_, there, because) => {
    const office = await staged();
    await thirtyTwoBit(office);
    await office.plant(there, "x");

    expect(await judge(office)).toMatchObject({
      verdict: "stranded",
      machineRuns: { answer: "no", because },
    });
  });

  it("cannot tell about staged work when what could run it was not seen", async () => {
    const office = await staged();
    await thirtyTwoBit(office);
    await office.plant("C:\\SMS.INI", "x");
    office.blind("C:\\Windows\\System32\\ntvdm.exe", "denied");

    expect(await judge(office)).toMatchObject({
      verdict: "cannot-tell",
      obstacles: [{ what: "machine" }],
    });
  });

  it("is stranded even there when all staged work stands after the end mark", async () => {
    const office = await pair(`REM\r\n\u001a${commdlg}`);
    await thirtyTwoBit(office);
    await office.plant("C:\\Windows\\System32\\ntvdm.exe", "MZ");
    await office.plant("C:\\SMS.INI", "[SMS]");
    await office.plant("C:\\W\\~T1.TMP", "new");

    expect(await judge(office)).toMatchObject({ verdict: "stranded" });
  });
});

describe("one file alone", () => {
  it("is litter when it is the runner", async () => {
    const office = world();
    await office.plant(runner, "MZ");

    expect(await judge(office)).toMatchObject({ verdict: "one-file", litter: true });
  });

  it("is litter when it is a batch with nothing left to do", async () => {
    const office = world();
    await office.plant(batch, "@ECHO OFF");

    expect(await judge(office)).toMatchObject({ verdict: "one-file", litter: true });
  });

  it("is no litter when its batch has work staged", async () => {
    const office = world();
    await office.plant(batch, commdlg);
    await office.plant("C:\\W\\~T1.TMP", "new");

    expect(await judge(office)).toMatchObject({ verdict: "one-file", litter: false });
  });

  it("cannot tell when its batch is not understood", async () => {
    const office = world();
    await office.plant(batch, "C:\\X.EXE");

    expect(await judge(office)).toMatchObject({ verdict: "cannot-tell" });
  });

  it("mentions the Setup Toolkit's own runner beside a batch", async () => {
    const office = world();
    await office.plant(batch, "REM");
    await office.plant("C:\\Windows\\_MSSETUP.EXE", "MZ");

    expect(await judge(office)).toMatchObject({ toolkitRunner: true });
  });
});

describe("what was not seen", () => {
  it.each([batch, runner])("turns %s unseen into cannot-tell", async (path) => {
    const office = await pair("REM");
    office.blind(path, "timed-out");

    expect(await judge(office)).toMatchObject({ verdict: "cannot-tell", litter: false });
  });

  it("never takes a refused Windows directory for an empty one", async () => {
    const office = world();
    await office.deny?.("C:\\Windows");

    expect(await judge(office)).toMatchObject({
      verdict: "cannot-tell",
      obstacles: [
        { what: "batch", why: "denied" },
        { what: "runner", why: "denied" },
      ],
    });
  });

  it.each([
    ["\\\\server\\windows", "out-of-reach"],
    ["%SystemRoot%", "odd-answer"],
    ["C:\\", "odd-answer"],
  ])("does not go to a Windows directory called %s", async (path, why) => {
    const office = await pair("REM");
    office.environment.set("SystemRoot", path);

    expect(await judge(office)).toMatchObject({
      verdict: "cannot-tell",
      obstacles: [{ what: "windows-directory", why }],
    });
  });

  it("does not judge a machine whose registry names another Windows directory", async () => {
    const office = await pair("REM");
    office.plantKey("HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion", {
      SystemRoot: "D:\\WINNT",
    });

    expect(await judge(office)).toMatchObject({
      verdict: "cannot-tell",
      obstacles: [{ what: "windows-directory", why: "odd-answer" }],
    });
  });

  it("cannot tell when a source could not be looked at", async () => {
    const office = await pair(commdlg);
    office.blind("C:\\W\\~T1.TMP", "denied");

    expect(await judge(office)).toMatchObject({ verdict: "cannot-tell" });
  });

  it("cannot tell from a file that is missing on a drive that is not there", async () => {
    const office = await pair("COPY D:\\APP\\A.DLL C:\\W\\A.DLL");
    await office.plant("C:\\W\\A.DLL", "x");

    const finding = await judge(office);

    expect(finding.verdict).toBe("cannot-tell");
    expect(finding.operations[0]).toMatchObject({ state: "unknown", why: "out-of-reach" });
  });

  it("does not take the absence of a short alias for the absence of the file", async () => {
    const office = await pair("REN C:\\PROGRA~1\\A.000 A.DLL");

    expect(await judge(office)).toMatchObject({ verdict: "cannot-tell" });
  });

  it("lets another line's staged work outrank a line that is not understood", async () => {
    const office = await staged(`${commdlg}C:\\X.EXE\r\n`);

    expect(await judge(office)).toMatchObject({ verdict: "stranded" });
  });

  it("cannot tell from two megabytes of junk", async () => {
    const office = await pair("x".repeat(2 * 1024 * 1024));

    expect(await judge(office)).toMatchObject({
      verdict: "cannot-tell",
      obstacles: [{ what: "batch", why: "too-large" }],
    });
  });

  it("cannot tell from a batch with more lines than anybody could show", async () => {
    expect(await judge(await pair("A\n".repeat(3000)))).toMatchObject({
      verdict: "cannot-tell",
      obstacles: [{ what: "batch", why: "too-large" }],
    });
  });

  it("cannot tell when a folder has the runner's name", async () => {
    const office = world();
    await office.plantDirectory(runner);

    expect(await judge(office)).toMatchObject({
      obstacles: [{ what: "runner", why: "not-a-file" }],
    });
  });
});

describe("reading the batch", () => {
  it("follows COPY into a folder", async () => {
    const office = await pair("COPY C:\\NEW\\A.DLL C:\\W");
    await office.plant("C:\\NEW\\A.DLL", "new");
    await office.plant("C:\\W\\A.DLL", "old");

    expect(states(await judge(office))).toEqual(["pending"]);
  });

  it("does not judge a COPY of a folder, which means all the files in it", async () => {
    const office = await pair("COPY C:\\NEW C:\\W");
    await office.plant("C:\\NEW\\A.DLL", "new");

    expect(states(await judge(office))).toEqual(["unknown"]);
  });

  it("does not take a file renamed onto itself for its own replacement", async () => {
    const office = await pair("DEL C:\\W\\A.DLL\r\nREN C:\\W\\A.DLL A.DLL");
    await office.plant("C:\\W\\A.DLL", "old");

    expect(states(await judge(office))).toEqual(["pending", "done"]);
  });

  it("reads names beyond ASCII in the machine's code page", async () => {
    const office = world();
    await office.plant(runner, "MZ");
    await office.plant(
      batch,
      Uint8Array.of(...Buffer.from("DEL C:\\"), 0x9a, ...Buffer.from(".DLL")),
    );
    await office.plant("C:\\Ü.DLL", "x");
    office.plantKey(codePageKey, { OEMCP: "850" });

    expect(states(await judge(office))).toEqual(["pending"]);
  });

  it("does not guess at them when the code page is not known", async () => {
    const office = world();
    await office.plant(runner, "MZ");
    await office.plant(batch, Uint8Array.of(...Buffer.from("DEL C:\\"), 0x9a));

    expect(states(await judge(office))).toEqual(["unknown"]);
  });

  it("does not take the cleaning up of a source for a replacement", async () => {
    const office = await pair("COPY C:\\N\\A.DL_ C:\\W\\A.DLL\r\nDEL C:\\N\\A.DL_");
    await office.plant("C:\\N\\A.DL_", "same");
    await office.plant("C:\\W\\A.DLL", "same");

    expect(states(await judge(office))).toEqual(["done", "pending"]);
  });

  it.each([
    ["MD C:\\APP", "pending"],
    ["RD C:\\W", "pending"],
    ["MD C:\\W", "done"],
    ["RD C:\\APP", "done"],
    ["DEL C:\\W", "unknown"],
  ])("%s is %s by what is there", async (text, state) => {
    const office = await pair(text);
    await office.plantDirectory("C:\\W");

    expect(states(await judge(office))).toEqual([state]);
  });

  it("gives size, time and SHA-256 of both files", async () => {
    const office = world();
    await office.plant(batch, "REM", { modified: new Date("1996-05-14T10:22:00Z") });
    await office.plant(runner, "MZ");

    expect((await judge(office)).batch).toEqual({
      state: "present",
      seen: {
        name: "_Mssetup.bat",
        path: "C:\\Windows\\_Mssetup.bat",
        bytes: 3,
        modified: "1996-05-14T10:22:00Z",
        sha256: "ca1a9546e25a6074e7ae971701beeeb10ab85920792bd2031fb995832baf8833",
      },
    });
  });
});

async function judge(office: World): Promise<RestartFilesFinding> {
  await using workstation = await office.open();
  return judgeRestartFiles(await gatherRestartFiles(workstation.machine));
}

async function pair(text: string): Promise<World> {
  const office = world();
  await office.plant(batch, text);
  await office.plant(runner, "MZ");
  await office.plantDirectory("C:\\W");
  return office;
}

async function staged(text = commdlg): Promise<World> {
  const office = await pair(text);
  await office.plant("C:\\W\\COMMDLG.DLL", "old");
  await office.plant("C:\\W\\~T1.TMP", "newer");
  return office;
}

async function thirtyTwoBit(office: World): Promise<void> {
  office.environment.set("PROCESSOR_ARCHITECTURE", "x86");
}

function states({ operations }: RestartFilesFinding): string[] {
  return operations.map(({ state }) => state);
}

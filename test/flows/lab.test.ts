import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signalPages } from "#adapters/docs/pages.ts";
import type { Answer, Bot, Pressed } from "#bot/bot.ts";
import { createBot } from "#bot/create-bot.ts";
import type { Person } from "#bot/ports.ts";
import { asked } from "#checks/list.ts";
import { signalIds } from "#checks/signal-ids.ts";
import { describeWithLab } from "../lab/describe-with-lab.ts";
import { type Lab, startLab } from "../lab/start.ts";
import { labStage } from "../support/lab-stage.ts";
import { memoryAudit } from "../support/memory-audit.ts";
import { memoryCaseStore } from "../support/memory-case-store.ts";
import { memorySweepStore } from "../support/memory-sweep-store.ts";
import { memoryWatchStore } from "../support/memory-watch-store.ts";
import { listed, must, person, replaced, words, yes } from "../support/office.ts";
import type { Stage } from "../support/stage.ts";

const batch = "C:\\windows\\_MSSETUP.BAT";
const runner = "C:\\windows\\_MSRSTRT.EXE";
const library = "C:\\windows\\system\\COMMDLG.DLL";
const staged = "C:\\windows\\system\\~T0001.TMP";
const work = `DEL ${library}\r\nREN ${staged} COMMDLG.DLL\r\n`;

describeWithLab("the whole main job on a real sshd with Wine", () => {
  let lab: Lab;
  let stage: Stage;
  let bot: Bot;
  const member: Person = person("test:user:alice");
  beforeAll(async () => {
    lab = await startLab();
    stage = labStage(lab, asked);
    bot = createBot({
      inventory: listed("LAB"),
      workstations: {
        open: async () => ({ ok: true, workstation: await stage.open() }),
      },
      cases: memoryCaseStore(),
      sweeps: memorySweepStore(),
      watches: memoryWatchStore(),
      audit: memoryAudit(),
      rights: { ask: [member.id], clear: [member.id] },
      pages: signalPages(),
      log: { info: () => {}, warn: () => {}, error: () => {} },
      now: () => new Date(),
    });
  });
  afterAll(async () => {
    await lab.stop();
  });
  const ask = async (): Promise<Answer> => await bot.ask({ text: "LAB", person: member });
  const press = async (token: string): Promise<Pressed> =>
    await bot.press({ press: token, person: member });
  const there = async (): Promise<boolean[]> =>
    await Promise.all(
      [batch, runner].map(async (path) => (await stage.content(path)) !== undefined),
    );

  it("finds nothing on a fresh prefix, and says what it looked at", async () => {
    const { report } = await ask();

    expect(report).toMatchObject({
      headline: "nothing-found",
      restartFiles: { verdict: "none", windowsDirectory: "C:\\windows" },
    });
    expect(report?.signals.map(({ id }) => id)).toEqual(signalIds);
    expect(report?.signals.filter(({ state }) => state !== "absent")).toEqual([]);
  });

  describe("with a pair that a setup left behind", () => {
    beforeAll(async () => {
      await stage.plant(library, "new library");
      await stage.plant(batch, work, { modified: new Date("1997-02-11T14:22:06Z") });
      await stage.plant(runner, "MZ runner", { readOnly: true });
    });

    it("calls it leftover, removes it, and puts it back as it was", async () => {
      const answer = await ask();
      expect(answer.report?.restartFiles?.verdict).toBe("leftover");
      expect(answer.report?.restartFiles?.operations.map(({ state }) => state)).toEqual([
        "done",
        "done",
      ]);

      const removed = replaced(await press(yes(answer.reply)));
      expect(words(removed)).toContain("Removed both restart files from LAB.");
      expect(await there()).toEqual([false, false]);

      const restored = replaced(await press(yes(removed)));
      expect(words(restored)).toContain("Put both restart files back on LAB.");
      expect(await there()).toEqual([true, true]);
      expect(Buffer.from(must(await stage.content(batch))).toString()).toBe(work);
    });

    it("gives the same evidence after it was put back, so the same button", async () => {
      const { report } = await ask();

      expect(report?.restartFiles?.files).toMatchObject([
        { modified: "1997-02-11T14:22:06Z", bytes: work.length },
        { bytes: 9 },
      ]);
      expect(report?.offers).toHaveLength(1);
    });

    it("does not remove what has changed since", async () => {
      const { reply } = await ask();
      await stage.plant(batch, `${work}REM more\r\n`);

      const after = replaced(await press(yes(reply)));

      expect(words(after)).toContain("Nothing was removed.");
      expect(await there()).toEqual([true, true]);
    });

    it("calls it stranded when a new file is staged", async () => {
      await stage.plant(staged, "newest library");

      const { report } = await ask();

      expect(report?.restartFiles?.verdict).toBe("stranded");
      expect(report?.offers).toMatchObject([{ confirm: "twice" }]);
    });
  });

  it("hears through the real reg.exe what reg add has planted, key or value", async () => {
    for (const [key, ...value] of planted) {
      await lab.reg(["add", `HKLM\\${key}`, ...value, "/f", "/reg:64"]);
    }
    await stage.plant("C:\\windows\\Temp\\new.dll", "newer");
    await stage.plant("C:\\windows\\system32\\in-use.dll", "older");

    const { report } = await ask();

    const asking = report?.signals.filter(({ state }) => state !== "absent");
    expect(asking?.map(({ id, verdict }) => [id, verdict])).toEqual([
      ["windows-update-reboot-required", "real"],
      ["component-servicing-reboot-pending", "real"],
      ["pending-file-rename-operations", "real"],
      ["intune-reboot", "real"],
      ["computer-rename", "real"],
      ["server-manager-reboot-attempts", "real"],
      ["update-exe-volatile", "real"],
    ]);
  });
});

const windows = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion";

/** Keys, and what `reg add` is told of a value in them. */
const planted: readonly (readonly [string, ...string[]])[] = [
  [`${windows}\\WindowsUpdate\\Auto Update\\RebootRequired`],
  [`${windows}\\Component Based Servicing\\RebootPending`],
  [
    "SYSTEM\\CurrentControlSet\\Control\\Session Manager",
    "/v",
    "PendingFileRenameOperations",
    "/t",
    "REG_MULTI_SZ",
    "/d",
    "\\??\\C:\\windows\\Temp\\new.dll\\0!\\??\\C:\\windows\\system32\\in-use.dll",
  ],
  ["SOFTWARE\\Microsoft\\IntuneManagementExtension\\RebootSettings\\RebootFlag"],
  [
    "SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName",
    "/v",
    "ComputerName",
    "/d",
    "RENAMED",
  ],
  [
    "SOFTWARE\\Microsoft\\ServerManager",
    "/v",
    "CurrentRebootAttempts",
    "/t",
    "REG_DWORD",
    "/d",
    "1",
  ],
  ["SOFTWARE\\Microsoft\\Updates", "/v", "UpdateExeVolatile", "/t", "REG_DWORD", "/d", "2"],
];

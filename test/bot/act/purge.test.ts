import { describe, expect, it } from "vitest";
import type { Purged } from "#bot/act/purge.ts";
import { purgeKept } from "#bot/act/purge.ts";
import { resumeActs } from "#bot/act/resume.ts";
import { laterDeps } from "../../support/cut-off.ts";
import type { Kept } from "../../support/kept-removal.ts";
import { kept, look } from "../../support/kept-removal.ts";
import { type Office, runnerPath, words, yes } from "../../support/office.ts";

async function purge({ desk, offer }: Kept): Promise<Purged> {
  return await purgeKept(laterDeps(desk), offer);
}

async function historyOf(desk: Office): Promise<string> {
  const { reply } = await desk.bot.ask({ text: "history PC-42", person: desk.member });
  return words(reply);
}

describe("what was kept long enough", () => {
  it("is removed with its folder, and nothing else", async () => {
    const scene = await kept();
    await scene.desk.pc.plant("C:\\Windows\\whyreboot\\other\\_Mssetup.bat", "another case");

    expect(await purge(scene)).toEqual({ kind: "ended", outcome: "purged" });

    expect(await look(scene.desk, scene.folder)).toBe("absent");
    expect(await look(scene.desk, "C:\\Windows\\whyreboot\\other\\_Mssetup.bat")).toBe("present");
  });

  it("stands in the audit trail before and after, by nobody's click", async () => {
    const scene = await kept();
    const before = scene.desk.audit.entries.length;

    await purge(scene);

    expect(scene.desk.audit.entries.slice(before)).toMatchObject([
      { event: "act-begun", act: "purge-kept", by: { id: "whyreboot" } },
      { event: "act-ended", act: "purge-kept", outcome: "purged" },
    ]);
    expect(await historyOf(scene.desk)).toContain(
      "whyreboot was to remove what was kept: what was kept was removed. Case",
    );
  });

  it("cannot be put back any more, and the button says so", async () => {
    const scene = await kept();
    await purge(scene);

    const pressed = await scene.desk.bot.press({
      press: yes(scene.removed),
      person: scene.desk.member,
    });

    expect(pressed).toMatchObject({ kind: "refused" });
    expect(JSON.stringify(pressed)).toContain("what was kept has been removed after its time");
  });

  it("stays when it is not what was moved aside, and so does its folder", async () => {
    const scene = await kept();
    await scene.desk.pc.plant(`${scene.folder}\\_Mssetup.bat`, "somebody else's");

    await purge(scene);

    expect(await look(scene.desk, `${scene.folder}\\_Mssetup.bat`)).toBe("present");
    expect(await look(scene.desk, `${scene.folder}\\_Msrstrt.exe`)).toBe("absent");
    expect(await historyOf(scene.desk)).toContain("removed; the folder stays, something else may");
  });

  it.each([
    [
      "another file",
      async (pc: Office["pc"], folder: string) => await pc.plant(`${folder}\\a`, "a"),
    ],
    [
      "a folder in a file's place",
      async (pc: Office["pc"], folder: string) =>
        await pc.plant(`${folder}\\_Mssetup.bat\\inside`, "a"),
    ],
  ])("takes nothing with it that is not its own: %s", async (_, plant) => {
    const scene = await kept();
    await using open = await scene.desk.pc.open();
    await open.hands.removeFile(`${scene.folder}\\_Mssetup.bat`);
    await plant(scene.desk.pc, scene.folder);

    expect(await purge(scene)).toEqual({ kind: "ended", outcome: "purged" });

    expect(await look(scene.desk, scene.folder)).toBe("present");
    expect(scene.desk.audit.entries.at(-1)).toMatchObject({ keptIn: scene.folder });
  });

  it("can still be put back when it could not be removed", async () => {
    const scene = await kept();
    scene.desk.pc.before("removeFile", async () => {
      await scene.desk.pc.deny?.(`${scene.folder}\\_Mssetup.bat`);
    });

    expect(await purge(scene)).toMatchObject({ kind: "ended", outcome: "unknown" });

    const offers = await scene.desk.cases.offersOf(scene.offer.caseId);
    expect(offers.at(-1)).toMatchObject({ act: "undo-clear", state: "open" });
  });

  it("is left alone while a place is not shown", async () => {
    const scene = await kept();
    await scene.desk.pc.deny?.(scene.folder);
    const before = scene.desk.audit.entries.length;

    expect(await purge(scene)).toEqual({ kind: "not-now", why: "unseen" });

    expect(await scene.desk.cases.findOffer(scene.offer.id)).toMatchObject({ state: "open" });
    expect(scene.desk.audit.entries).toHaveLength(before);
  });

  it("has an end in the audit trail when a place is not shown any more after its beginning", async () => {
    const scene = await kept();
    const deps = laterDeps(scene.desk);
    const cases = {
      ...deps.cases,
      take: async (...given: Parameters<typeof deps.cases.take>) => {
        await scene.desk.pc.deny?.(scene.folder);
        return await deps.cases.take(...given);
      },
    };

    expect(await purgeKept({ ...deps, cases }, scene.offer)).toMatchObject({ outcome: "unknown" });

    expect(scene.desk.audit.entries.slice(-2)).toMatchObject([
      { event: "act-begun" },
      { event: "act-ended", outcome: "unknown", keptIn: scene.folder },
    ]);
    const offers = await scene.desk.cases.offersOf(scene.offer.caseId);
    expect(offers.at(-1)).toMatchObject({ act: "undo-clear", state: "open" });
  });

  it("is still to be purged when the bot ended before its first note", async () => {
    const scene = await kept();
    const by = { id: "whyreboot", name: "whyreboot" };
    await scene.desk.cases.take(scene.offer.id, by, "2026-03-02T10:00:00.000Z");

    const resumed = await resumeActs(laterDeps(scene.desk));

    expect(resumed).toMatchObject([{ came: { kind: "given-back" } }]);
    expect(scene.desk.audit.entries.at(-1)).toMatchObject({
      act: "purge-kept",
      outcome: "cut-off",
    });
  });

  it.each([
    ["no-answer", (desk: Office) => desk.pc.unreachable("no-answer")],
    ["host-key-changed", (desk: Office) => void (desk.pc.hostKey = "SHA256:other")],
  ])("is left alone when the workstation is not to be had: %s", async (why, change) => {
    const scene = await kept();
    change(scene.desk);

    expect(await purge(scene)).toEqual({ kind: "not-now", why });
    expect(await scene.desk.cases.findOffer(scene.offer.id)).toMatchObject({ state: "open" });
  });

  it("is put back or removed, never both", async () => {
    const scene = await kept();
    const press = yes(scene.removed);

    const [purged, pressed] = await Promise.all([
      purge(scene),
      scene.desk.bot.press({ press, person: scene.desk.member }),
    ]);

    const home = (await look(scene.desk, runnerPath)) === "present";
    expect([purged.kind === "ended", pressed.kind === "replaced"]).toEqual([!home, home]);
  });
});

import { describe, expect, it } from "vitest";
import { keepPurging } from "#bot/act/keep-purging.ts";
import type { Purged } from "#bot/act/purge.ts";
import { purgeKept } from "#bot/act/purge.ts";
import type { OfferRecord } from "#bot/cases.ts";
import type { Reply } from "#bot/reply.ts";
import { laterDeps } from "../../support/cut-off.ts";
import {
  must,
  type Office,
  office,
  plantLeftover,
  replaced,
  runnerPath,
  words,
  yes,
} from "../../support/office.ts";

interface Kept {
  readonly desk: Office;
  /** The message with the button that puts the files back. */
  readonly removed: Reply;
  readonly offer: OfferRecord;
  /** The folder with what is kept. */
  readonly folder: string;
}

async function kept(): Promise<Kept> {
  const desk = office();
  await plantLeftover(desk.pc);
  const { reply } = await desk.bot.ask({ text: "PC-42", person: desk.member });
  const pressed = await desk.bot.press({ press: yes(reply), person: desk.member });
  const offers = await desk.cases.keptBefore("9999-01-01T00:00:00.000Z");
  const offer = must(offers[0]);
  const path = must(offer.evidence.files[0]).path;
  return { desk, removed: replaced(pressed), offer, folder: path.slice(0, path.lastIndexOf("\\")) };
}

async function look(desk: Office, path: string): Promise<string> {
  await using open = await desk.pc.open();
  return (await open.machine.look(path)).state;
}

async function purge({ desk, offer }: Kept): Promise<Purged> {
  return await purgeKept(laterDeps(desk), offer);
}

/** A signal that comes at the last of so many passes. */
function passes(count: number): { readonly signal: AbortSignal; readonly pass: () => void } {
  const stop = new AbortController();
  let made = 0;
  return {
    signal: stop.signal,
    pass: () => {
      made += 1;
      if (made === count) stop.abort();
    },
  };
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
    const { reply } = await scene.desk.bot.ask({
      text: "history PC-42",
      person: scene.desk.member,
    });
    expect(words(reply)).toContain(
      "whyreboot was to remove what was kept: what was kept was removed",
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

    expect(await purge(scene)).toEqual({ kind: "not-now", why: "unseen" });

    expect(await scene.desk.cases.findOffer(scene.offer.id)).toMatchObject({ state: "open" });
  });

  it.each([
    ["unreachable", (desk: Office) => desk.pc.unreachable("no-answer")],
    ["host-key-changed", (desk: Office) => void (desk.pc.hostKey = "SHA256:other")],
  ])("is left alone when the workstation is %s", async (why, change) => {
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

describe("the keeper of what is kept", () => {
  it("removes only what is older than its days, and tries a machine once a day", async () => {
    const scene = await kept();
    const { signal, pass } = passes(3);
    const deps = laterDeps(scene.desk);
    const asked: string[] = [];
    const cases = {
      ...deps.cases,
      keptBefore: async (time: string) => {
        asked.push(time);
        pass();
        return await deps.cases.keptBefore("9999-01-01T00:00:00.000Z");
      },
    };
    scene.desk.pc.unreachable("no-answer");
    let tries = 0;
    const workstations = {
      open: async (name: string) => {
        tries += 1;
        return await deps.workstations.open(name);
      },
    };
    const now = (): Date => new Date("2026-03-31T10:00:00Z");

    await keepPurging({ ...deps, cases, workstations, now }, { signal, days: 30, every: 0 });

    expect(asked).toEqual(Array.from({ length: 3 }, () => "2026-03-01T10:00:00.000Z"));
    expect(tries).toBe(1);
  });

  it("goes on when the store fails", async () => {
    const desk = office();
    const { signal, pass } = passes(2);
    const errors: string[] = [];
    const deps = laterDeps(desk);
    const cases = {
      ...deps.cases,
      keptBefore: async () => {
        pass();
        return await Promise.reject(new Error("the disk is full"));
      },
    };
    const log = { ...deps.log, error: (_: object, message: string) => void errors.push(message) };

    await keepPurging({ ...deps, cases, log }, { signal, days: 1, every: 0 });

    expect(errors).toHaveLength(2);
  });
});

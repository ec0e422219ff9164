import { describe, expect, it } from "vitest";
import type { Pressed } from "#bot/bot.ts";
import type { Reply } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import type { Office } from "../support/office.ts";
import {
  batchPath,
  beforeSecond,
  must,
  office,
  plantLeftover,
  plantStranded,
  replaced,
  runnerPath,
  words,
  yes,
} from "../support/office.ts";

describe("removing litter", () => {
  it("asks first, and says what will happen", async () => {
    const { desk, reply } = await leftover();

    const pressed = await press(desk, must(reply.buttons[0]).press);

    expect(pressed).toMatchObject({
      kind: "confirm",
      confirmation: { title: "Remove the restart files?", yes: "Remove" },
    });
    expect(await gone(desk)).toEqual([false, false]);
  });

  it("moves both files aside, says where they are, and offers the way back", async () => {
    const { desk, reply } = await leftover();

    const pressed = await press(desk, yes(reply));

    const after = replaced(pressed);
    expect(plain(after.headline)).toBe("Removed both restart files from PC-42.");
    expect(words(after)).toContain("By alice");
    expect(await gone(desk)).toEqual([true, true]);
    expect(after.buttons).toMatchObject([{ label: "Put them back", style: "normal" }]);
    expect(pressed).toMatchObject({
      ok: true,
      report: { outcome: "removed", keptIn: keptPlace },
    });
  });

  it("puts both back as they were, and takes its folder away", async () => {
    const { desk, reply } = await leftover();
    const removed = await press(desk, yes(reply));

    const restored = await press(desk, yes(replaced(removed)));

    expect(plain(replaced(restored).headline)).toBe("Put both restart files back on PC-42.");
    expect(replaced(restored).buttons).toEqual([]);
    expect(await text(desk, runnerPath)).toBe("MZ runner");
    expect(await text(desk, batchPath)).toContain("REN C:\\W\\~T1.TMP COMMDLG.DLL");
    expect(restored).toMatchObject({ ok: true, report: { outcome: "restored" } });
  });

  it("disarms first: when the second move fails, it is the batch that stays", async () => {
    const { desk, reply } = await leftover();
    beforeSecond(desk.pc, "moveAside", async () => await desk.pc.deny?.(batchPath));

    const after = replaced(await press(desk, yes(reply)));

    expect(await text(desk, runnerPath)).toBeUndefined();
    expect(await text(desk, batchPath)).toContain("REN");
    expect(plain(after.headline)).toContain("I do not know how this ended");
  });

  it("writes every step down before it is taken", async () => {
    const { desk, reply, caseId } = await leftover();
    const steps: string[] = [];
    desk.pc.before("moveAside", async () => {
      const [offer] = await desk.cases.offersOf(caseId);
      const notes = await desk.cases.journal(must(offer).id);
      steps.push(...notes.map(({ step, facts }) => `${step} ${String(facts["from"])}`));
    });

    await press(desk, yes(reply));

    expect(steps).toEqual([
      "begin undefined",
      "make-directory undefined",
      "move C:\\Windows\\_Msrstrt.exe",
    ]);
  });

  it("puts back a file that turns out to be another one than was shown", async () => {
    const { desk, reply } = await leftover();
    desk.pc.before("moveAside", async () => await desk.pc.plant(runnerPath, "MZ swapped"));

    const after = replaced(await press(desk, yes(reply)));

    expect(await text(desk, runnerPath)).toBe("MZ swapped");
    expect(await text(desk, batchPath)).toContain("REN");
    expect(plain(after.headline)).toContain("the files are no longer what was shown");
    expect(words(after)).toContain("is not what was shown any more");
  });

  it("puts both back when it is the second that turns out to be another one", async () => {
    const { desk, reply } = await leftover();
    beforeSecond(desk.pc, "moveAside", async () => await desk.pc.plant(batchPath, "REN NEW WORK"));

    const after = replaced(await press(desk, yes(reply)));

    expect(await text(desk, runnerPath)).toBe("MZ runner");
    expect(await text(desk, batchPath)).toBe("REN NEW WORK");
    expect(plain(after.headline)).toContain("the files are no longer what was shown");
  });

  it("puts nothing into a place that is not a folder of the Windows directory itself", async () => {
    const { desk, reply } = await leftover();
    await desk.pc.plant("C:\\Windows\\whyreboot", "no folder");

    const after = replaced(await press(desk, yes(reply)));

    expect(words(after)).toContain("Could not remove the restart files");
    expect(await gone(desk)).toEqual([false, false]);
  });

  it("says that nothing was changed when the account may not write", async () => {
    const { desk, reply } = await leftover();
    await desk.pc.deny?.("C:\\Windows\\whyreboot");

    const after = replaced(await press(desk, yes(reply)));

    expect(words(after)).toContain("Could not remove the restart files from PC-42.");
    expect(await gone(desk)).toEqual([false, false]);
    expect(after.buttons).toEqual([]);
  });

  it("stops before the next step when the journal cannot be written", async () => {
    const { desk, reply } = await leftover();
    failNotes(desk, (step) => step !== "begin");

    const after = replaced(await press(desk, yes(reply)));

    expect(words(after)).toContain("Could not remove the restart files");
    expect(await gone(desk)).toEqual([false, false]);
  });

  it("does not even connect when its beginning cannot be written, and gives the button back", async () => {
    const { desk, reply } = await leftover();
    const opened = desk.pc.opened();
    const mendDisk = failNotes(desk, () => true);

    await expect(press(desk, yes(reply))).rejects.toThrow("disk full");

    expect(desk.pc.opened()).toBe(opened);
    mendDisk();
    expect(words(replaced(await press(desk, yes(reply))))).toContain("Removed both");
  });

  it("takes no further step when somebody else has gone on with the act", async () => {
    const { desk, reply, caseId } = await leftover();
    desk.pc.before("makeDirectory", async () => {
      const [offer] = await desk.cases.offersOf(caseId);
      const note = { at: "2026-03-02T10:12:01Z", step: "resume", facts: {} };
      await desk.cases.note(must(offer).id, note);
    });

    await press(desk, yes(reply));

    expect(await gone(desk)).toEqual([false, false]);
  });

  it("still says the outcome when its end cannot be written", async () => {
    const { desk, reply } = await leftover();
    desk.cases.finish = async () => await Promise.reject(new Error("disk full"));

    const after = replaced(await press(desk, yes(reply)));

    expect(words(after)).toContain("Removed both restart files from PC-42.");
    expect(words(after)).toContain("could not be written down");
    expect(after.buttons).toEqual([]);
  });
});

describe("staged work that nothing will do", () => {
  it("names what is lost in a second question before it removes anything", async () => {
    const desk = office();
    await plantStranded(desk.pc);
    const reply = await ask(desk);

    const second = await press(desk, yes(reply));

    expect(second).toMatchObject({ kind: "confirm" });
    expect(JSON.stringify(second)).toContain("REN C:\\\\W\\\\~T1.TMP COMMDLG.DLL");
    expect(await gone(desk)).toEqual([false, false]);
  });

  it("removes after the second yes", async () => {
    const desk = office();
    await plantStranded(desk.pc);
    const reply = await ask(desk);
    const second = await press(desk, yes(reply));

    const after = replaced(await press(desk, confirmation(second)));

    expect(plain(after.headline)).toBe("Removed both restart files from PC-42.");
    expect(await gone(desk)).toEqual([true, true]);
  });
});

describe("a workstation that changed between the answer and the click", () => {
  it.each([
    [
      "a line was added",
      async (desk: Office) => await desk.pc.plant(batchPath, "DEL C:\\W\\COMMDLG.DLL\r\n"),
    ],
    [
      "only its time is new",
      async (desk: Office) =>
        await desk.pc.plant(runnerPath, "MZ runner", { modified: new Date() }),
    ],
    ["a file is gone", async (desk: Office) => await desk.pc.remove(runnerPath)],
    ["work was staged", async (desk: Office) => await desk.pc.plant("C:\\W\\~T1.TMP", "newer")],
    ["another machine answers", async (desk: Office) => void (desk.pc.hostKey = "SHA256:other")],
    ["it is not seen any more", async (desk: Office) => await desk.pc.deny?.("C:\\Windows")],
  ])("gets a fresh diagnosis instead of a removal when %s", async (_, change) => {
    const { desk, reply } = await leftover();
    await change(desk);
    const before = [await text(desk, runnerPath), await text(desk, batchPath)];

    const pressed = await press(desk, yes(reply));

    expect(words(replaced(pressed))).toContain("Nothing was removed.");
    expect(pressed).toMatchObject({ ok: false, report: { outcome: "evidence-changed" } });
    expect([await text(desk, runnerPath), await text(desk, batchPath)]).toEqual(before);
  });

  it("offers the fresh evidence with a button of its own, and the old one is dead", async () => {
    const { desk, reply } = await leftover();
    await desk.pc.plant(runnerPath, "MZ other");

    const fresh = replaced(await press(desk, yes(reply)));

    expect(await press(desk, yes(reply))).toMatchObject({ kind: "refused" });
    expect(words(replaced(await press(desk, yes(fresh))))).toContain("Removed both restart files");
  });
});

describe("a button of another day", () => {
  it("is refused after a day, with words that say what to do", async () => {
    let at = Date.parse("2026-03-02T10:00:00Z");
    const desk = office({ now: () => new Date(at) });
    await plantLeftover(desk.pc);
    const { reply } = await desk.bot.ask({ text: "PC-42", person: desk.member });
    at += 24 * 60 * 60 * 1000 + 1;

    const pressed = await press(desk, yes(reply));

    expect(pressed).toMatchObject({ kind: "refused" });
    expect(JSON.stringify(pressed)).toContain("This button is from 2026-03-02 10:00 UTC");
    expect(await desk.pc.content(batchPath)).toBeDefined();
  });

  it("puts back what was removed however long ago that was", async () => {
    let at = Date.parse("2026-03-02T10:00:00Z");
    const desk = office({ now: () => new Date(at) });
    await plantLeftover(desk.pc);
    const { reply } = await desk.bot.ask({ text: "PC-42", person: desk.member });
    const removed = replaced(await press(desk, yes(reply)));
    at += 20 * 24 * 60 * 60 * 1000;

    expect(words(replaced(await press(desk, yes(removed))))).toContain("Put both restart files");
  });
});

describe("who presses", () => {
  it("refuses a person without the right, with words and without touching anything", async () => {
    const { desk, reply } = await leftover();
    const opened = desk.pc.opened();

    const pressed = await desk.bot.press({ press: yes(reply), person: desk.stranger });

    expect(pressed).toMatchObject({
      kind: "refused",
      reply: { headline: ["You may not ", "remove files", " on ", { quote: "PC-42" }, "."] },
    });
    expect(desk.pc.opened()).toBe(opened);
  });

  it("lets one of two clicks win, and tells the other who was first", async () => {
    const { desk, reply } = await leftover();

    const both = await Promise.all([press(desk, yes(reply)), press(desk, yes(reply))]);

    expect(both.map(({ kind }) => kind).toSorted()).toEqual(["refused", "replaced"]);
    expect(JSON.stringify(both.find(({ kind }) => kind === "refused"))).toContain("alice");
  });

  it.each(["", "nonsense", "0123456789abcdef:confirm", "0123456789abcdef:", "x".repeat(5000)])(
    "does not know the button %.20j",
    async (made) => {
      const pressed = await press(office(), made);

      expect(JSON.stringify(pressed)).toContain("I do not know this button any more.");
    },
  );
});

describe("a workstation that cannot be reached at the click", () => {
  it("keeps the button, so that it can be pressed again", async () => {
    const { desk, reply } = await leftover();
    desk.pc.unreachable("no-answer");
    const failed = replaced(await press(desk, yes(reply)));
    desk.pc.unreachable(undefined);

    expect(plain(failed.headline)).toBe("Nothing was changed: PC-42 did not answer.");
    expect(words(replaced(await press(desk, yes(failed))))).toContain("Removed both");
  });
});

describe("a fault of the bot itself", () => {
  it("gives the button back when nothing was changed yet", async () => {
    const { desk, reply } = await leftover();
    desk.pc.before("open", () => {
      throw new Error("a bug");
    });

    await expect(press(desk, yes(reply))).rejects.toThrow("a bug");

    expect(words(replaced(await press(desk, yes(reply))))).toContain("Removed both");
  });
});

describe("putting back", () => {
  it("never overwrites what has taken a name since", async () => {
    const { desk, reply } = await leftover();
    const removed = replaced(await press(desk, yes(reply)));
    await desk.pc.plant(batchPath, "new");

    const refused = replaced(await press(desk, yes(removed)));

    expect(plain(refused.headline)).toBe("Nothing was put back on PC-42.");
    expect(await text(desk, batchPath)).toBe("new");
    expect(await text(desk, runnerPath)).toBeUndefined();
    expect(refused.buttons).toMatchObject([{ label: "Put them back" }]);
  });

  it("says what is back and what is kept when it stops half-way, and can go on", async () => {
    const { desk, reply } = await leftover();
    const removed = replaced(await press(desk, yes(reply)));
    beforeSecond(desk.pc, "putBack", async () => {
      await desk.pc.plant(runnerPath, "in the way");
    });

    const half = replaced(await press(desk, yes(removed)));
    await desk.pc.remove(runnerPath);
    const whole = replaced(await press(desk, yes(half)));

    expect(plain(half.headline)).toBe("Not everything could be put back on PC-42.");
    expect(plain(whole.headline)).toContain("Put both restart files back on PC-42.");
    expect(await gone(desk)).toEqual([false, false]);
  });
});

// oxlint-disable-next-line typescript/no-unsafe-assignment -- vitest types its matchers as any
const keptPlace: unknown = expect.stringMatching(/^C:\\Windows\\whyreboot\\/u);

async function leftover(): Promise<{ desk: Office; reply: Reply; caseId: string }> {
  const desk = office();
  await plantLeftover(desk.pc);
  const { reply, report } = await desk.bot.ask({ text: "PC-42", person: desk.member });
  return { desk, reply, caseId: report?.case ?? "" };
}

async function ask(desk: Office): Promise<Reply> {
  return (await desk.bot.ask({ text: "PC-42", person: desk.member })).reply;
}

async function press(desk: Office, token: string): Promise<Pressed> {
  return await desk.bot.press({ press: token, person: desk.member });
}

function confirmation(pressed: Pressed): string {
  if (pressed.kind !== "confirm") throw new Error(`no question: ${JSON.stringify(pressed)}`);
  return pressed.confirmation.press;
}

/** From now on notes of such steps cannot be written; until what it returns is called. */
function failNotes({ cases }: Office, fails: (step: string) => boolean): () => void {
  const write = cases.note.bind(cases);
  cases.note = async (id, note, after) => {
    if (fails(note.step)) throw new Error("disk full");
    await write(id, note, after);
  };
  return () => {
    cases.note = write;
  };
}

async function gone(desk: Office): Promise<boolean[]> {
  return [
    (await text(desk, runnerPath)) === undefined,
    (await text(desk, batchPath)) === undefined,
  ];
}

async function text(desk: Office, path: string): Promise<string | undefined> {
  const content = await desk.pc.content(path);
  return content === undefined ? undefined : new TextDecoder().decode(content);
}

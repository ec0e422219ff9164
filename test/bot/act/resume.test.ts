import { describe, expect, it } from "vitest";
import type { Came } from "#bot/act/resume.ts";
import { resumeActs } from "#bot/act/resume.ts";
import type { JournalNote, OfferState } from "#bot/cases.ts";
import { createBot } from "#bot/create-bot.ts";
import type { Reply } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import { sayResumedInShort } from "#bot/words/resumed.ts";
import { freezeAfter, laterDeps } from "../../support/cut-off.ts";
import type { Office } from "../../support/office.ts";
import {
  batchPath,
  must,
  office,
  plantLeftover,
  replaced,
  runnerPath,
  words,
  yes,
} from "../../support/office.ts";

const batch = "DEL C:\\W\\COMMDLG.DLL\r\nREN C:\\W\\~T1.TMP COMMDLG.DLL\r\n";

describe("a removal that was cut off", () => {
  it("is given back when nothing was noted but its beginning", async () => {
    const { desk, caseId, reply } = await leftover();
    await freezeAfter(desk, reply, ({ step }) => step === "begin");
    const opened = desk.pc.opened();

    const came = await resume(desk);

    expect(came).toEqual({ kind: "given-back" });
    expect(await state(desk, caseId)).toBe("open");
    expect(desk.pc.opened()).toBe(opened);
  });

  it("ends as not done when nothing had been moved, and takes its folder away", async () => {
    const { desk, caseId, reply } = await leftover();
    await freezeAfter(desk, reply, movesRunner);

    const came = await resume(desk);

    expect(came).toMatchObject({ kind: "ended", outcome: "still-there" });
    expect(await state(desk, caseId)).toBe("closed");
    expect(await at(desk)).toEqual(["MZ runner", batch]);
    expect(await keptFolder(desk, caseId)).toBe("absent");
  });

  it("is finished when the rest is still what the person said yes to", async () => {
    const { desk, caseId, reply } = await leftover();
    await freezeAfter(desk, reply, movesBatch);

    const came = await resume(desk);

    expect(came).toMatchObject({ kind: "ended", outcome: "removed" });
    expect(await at(desk)).toEqual([undefined, undefined]);
    expect(await state(desk, caseId)).toBe("closed");
    expect(words(ended(came))).toContain("I was stopped in the middle of this");
    expect(ended(came).buttons).toMatchObject([{ label: "Put them back" }]);
  });

  it("can be undone afterwards", async () => {
    const { desk, reply } = await leftover();
    await freezeAfter(desk, reply, movesBatch);
    const came = await resume(desk);

    const restored = await press(desk, ended(came));

    expect(plain(restored.headline)).toBe("Put both restart files back on PC-42.");
    expect(await at(desk)).toEqual(["MZ runner", batch]);
  });

  it.each([
    [
      "the batch grew",
      async (desk: Office) => await desk.pc.plant(batchPath, `${batch}DEL C:\\X\r\n`),
    ],
    [
      "only the batch's time is new",
      async (desk: Office) => await desk.pc.plant(batchPath, batch, { modified: new Date() }),
    ],
    ["work was staged", async (desk: Office) => await desk.pc.plant("C:\\W\\~T1.TMP", "newer")],
  ])("is rolled back when %s", async (_, change) => {
    const { desk, caseId, reply } = await leftover();
    await freezeAfter(desk, reply, movesBatch);
    await change(desk);
    const before = await desk.pc.content(batchPath);

    const came = await resume(desk);

    expect(came).toMatchObject({ kind: "ended" });
    expect((await at(desk))[0]).toBe("MZ runner");
    expect(await desk.pc.content(batchPath)).toEqual(before);
    expect(await state(desk, caseId)).toBe("closed");
  });

  it("puts nothing over a runner that a setup has brought meanwhile, and keeps the old one", async () => {
    const { desk, caseId, reply } = await leftover();
    await freezeAfter(desk, reply, movesBatch);
    await desk.pc.plant(runnerPath, "MZ new");
    await desk.pc.plant(batchPath, "REM new\r\n");

    const came = await resume(desk);

    expect(came).toMatchObject({ kind: "ended", outcome: "partly" });
    expect(await at(desk)).toEqual(["MZ new", "REM new\r\n"]);
    expect(await keptRunner(desk, caseId)).toBe("MZ runner");
  });

  it("puts back a file that was swapped before it was moved", async () => {
    const { desk, reply } = await leftover();
    desk.pc.before("moveAside", async () => await desk.pc.plant(runnerPath, "MZ swapped"));
    await freezeAfter(desk, reply, ({ step }) => step === "put-back");

    const came = await resume(desk);

    expect(came).toMatchObject({ kind: "ended", outcome: "evidence-changed" });
    expect(await at(desk)).toEqual(["MZ swapped", batch]);
    expect(words(ended(came))).toContain("Nothing was changed");
  });

  it("ends as removed when only its end was not written", async () => {
    const { desk, caseId, reply } = await leftover();
    desk.cases.finish = cannotFinish(desk);
    await desk.bot.press({ press: yes(reply), person: desk.member });

    const came = await resume(desk);

    expect(came).toMatchObject({ kind: "ended", outcome: "removed" });
    expect(await state(desk, caseId)).toBe("closed");
  });
});

describe("an undo that was cut off", () => {
  it("is finished: the same bytes go back where nothing is", async () => {
    const { desk, reply } = await leftover();
    const removed = await press(desk, reply);
    await freezeAfter(desk, removed, putsRunnerBack);

    const came = await resume(desk);

    expect(came).toMatchObject({ kind: "ended", outcome: "restored" });
    expect(await at(desk)).toEqual(["MZ runner", batch]);
  });

  it("leaves what has taken a name meanwhile, and can be tried again", async () => {
    const { desk, reply } = await leftover();
    const removed = await press(desk, reply);
    await freezeAfter(desk, removed, putsRunnerBack);
    await desk.pc.plant(runnerPath, "MZ new");

    const came = await resume(desk);

    expect(came).toMatchObject({ kind: "ended", outcome: "partly-restored" });
    expect(await at(desk)).toEqual(["MZ new", batch]);
    await desk.pc.remove(runnerPath);
    expect(plain((await press(desk, ended(came))).headline)).toContain("Put both");
  });
});

describe("a workstation that does not show how it ended", () => {
  it("is waited for while it cannot be reached, and met later", async () => {
    const { desk, caseId, reply } = await leftover();
    await freezeAfter(desk, reply, movesBatch);
    desk.pc.unreachable("no-answer");
    const first = await resume(desk);
    const between = await state(desk, caseId);
    desk.pc.unreachable(undefined);

    const second = await resume(desk, { late: 2 });

    expect([first, between]).toEqual([{ kind: "waiting", why: "unreachable" }, "taken"]);
    expect(second).toMatchObject({ kind: "ended", outcome: "removed" });
  });

  it("is not touched and ends as unknown when another host key answers", async () => {
    const { desk, caseId, reply } = await leftover();
    await freezeAfter(desk, reply, movesBatch);
    desk.pc.hostKey = "SHA256:other";

    const came = await resume(desk);

    expect(came).toMatchObject({ kind: "ended", outcome: "unknown" });
    expect(await at(desk)).toEqual([undefined, batch]);
    expect(await state(desk, caseId)).toBe("closed");
    expect(ended(came).buttons).toMatchObject([{ label: "Put them back" }]);
  });

  it("ends as unknown when the host key is refused before anything is sent", async () => {
    const { desk, reply } = await leftover();
    await freezeAfter(desk, reply, movesBatch);
    desk.pc.unreachable("host-key-changed");

    expect(await resume(desk)).toMatchObject({ kind: "ended", outcome: "unknown" });
  });

  it("is waited for while a place is not shown, and ends as unknown the last time", async () => {
    const { desk, reply } = await leftover();
    await freezeAfter(desk, reply, movesBatch);
    await desk.pc.deny?.(batchPath);

    const first = await resume(desk);
    const last = await resume(desk, { late: 2, last: true });

    expect(first).toEqual({ kind: "waiting", why: "unseen" });
    expect(last).toMatchObject({ kind: "ended", outcome: "unknown" });
  });
});

describe("an act that may still be under way", () => {
  it("is left alone", async () => {
    const { desk, caseId, reply } = await leftover();
    await freezeAfter(desk, reply, movesBatch);

    const came = await resume(desk, { late: 0 });

    expect(came).toEqual({ kind: "waiting", why: "in-hand" });
    expect(await state(desk, caseId)).toBe("taken");
  });

  it("takes no further step when it wakes after somebody else has gone on", async () => {
    const { desk, reply } = await leftover();
    const frozen = await freezeAfter(desk, reply, makesFolder);
    const came = await resume(desk);

    frozen.wake();
    await frozen.pressed;

    expect(came).toMatchObject({ outcome: "still-there" });
    expect(await at(desk)).toEqual(["MZ runner", batch]);
  });

  it("is resumed by one of two processes", async () => {
    const { desk, reply } = await leftover();
    await freezeAfter(desk, reply, movesBatch);

    const both = await Promise.all([resume(desk), resume(desk)]);

    expect(both.map(({ kind }) => kind).toSorted()).toEqual(["ended", "waiting"]);
    expect(await at(desk)).toEqual([undefined, undefined]);
  });
});

it("says in one line what came of each act", async () => {
  const { desk, caseId, reply } = await leftover();
  await freezeAfter(desk, reply, movesBatch);

  const [one] = await resumeActs(laterDeps(desk));

  expect(plain(sayResumedInShort(must(one)))).toBe(
    `Case ${caseId}: removing the restart files from PC-42 by alice had not ended. Removed both restart files from PC-42.`,
  );
});

const makesFolder = ({ step }: JournalNote): boolean => step === "make-directory";
const movesRunner = (note: JournalNote): boolean => names(note, "move", "exe");
const movesBatch = (note: JournalNote): boolean => names(note, "move", "bat");
const putsRunnerBack = (note: JournalNote): boolean => names(note, "put-back", "exe");

function names({ step, facts }: JournalNote, wanted: string, ending: string): boolean {
  return step === wanted && String(facts["from"]).endsWith(ending);
}

async function leftover(): Promise<{ desk: Office; reply: Reply; caseId: string }> {
  const desk = office();
  await plantLeftover(desk.pc);
  const { reply, report } = await desk.bot.ask({ text: "PC-42", person: desk.member });
  return { desk, reply, caseId: must(report).case };
}

async function press(desk: Office, reply: Reply): Promise<Reply> {
  // Another start of the bot as well: in the frozen one an act waits for the act before it.
  const bot = createBot({ ...laterDeps(desk), now: () => new Date() });
  return replaced(await bot.press({ press: yes(reply), person: desk.member }));
}

/** A start of the bot that many leases later. */
async function resume(
  desk: Office,
  { late = 1, last = false }: { readonly late?: number; readonly last?: boolean } = {},
): Promise<Came> {
  const deps = laterDeps(desk);
  const lease = deps.now().getTime() - Date.now();
  const now = (): Date => new Date(Date.now() + late * lease);
  return must((await resumeActs({ ...deps, now }, { last }))[0]).came;
}

function ended(came: Came): Reply {
  if (came.kind !== "ended") throw new Error(`not ended: ${JSON.stringify(came)}`);
  return came.reply;
}

async function state(desk: Office, caseId: string): Promise<OfferState["state"] | undefined> {
  return (await desk.cases.offersOf(caseId))[0]?.state;
}

async function at({ pc }: Office): Promise<(string | undefined)[]> {
  return [await text(pc, runnerPath), await text(pc, batchPath)];
}

async function text(pc: Office["pc"], path: string): Promise<string | undefined> {
  const content = await pc.content(path);
  return content === undefined ? undefined : new TextDecoder().decode(content);
}

async function folderOf(desk: Office, caseId: string): Promise<string> {
  const [offer] = await desk.cases.offersOf(caseId);
  return `C:\\Windows\\whyreboot\\${caseId}-${must(offer).id.slice(0, 6)}`;
}

async function keptRunner(desk: Office, caseId: string): Promise<string | undefined> {
  return await text(desk.pc, `${await folderOf(desk, caseId)}\\_Msrstrt.exe`);
}

async function keptFolder(desk: Office, caseId: string): Promise<string> {
  await using open = await desk.pc.open();
  return (await open.machine.look(await folderOf(desk, caseId))).state;
}

function cannotFinish({ cases }: Office): Office["cases"]["finish"] {
  const write = cases.finish.bind(cases);
  return async () => {
    cases.finish = write;
    throw new Error("disk full");
  };
}

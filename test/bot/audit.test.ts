import { describe, expect, it } from "vitest";
import type { Audit } from "#bot/audit.ts";
import { verifyChain } from "#bot/audit-chain.ts";
import { writePress } from "#bot/press.ts";
import { plain, type Reply } from "#bot/reply.ts";
import { memoryAudit } from "../support/memory-audit.ts";
import {
  batchPath,
  must,
  type Office,
  office,
  person,
  plantLeftover,
  plantStranded,
  replaced,
  words,
  yes,
} from "../support/office.ts";

const alice = { id: "test:user:alice", name: "alice" };

describe("what is written down of a question", () => {
  it("is who asked what and where, what was seen with its hashes, and what was offered", async () => {
    const desk = office();
    await plantLeftover(desk.pc);
    const member = { ...desk.member, place: "test:channel:help" };

    const { report } = await desk.bot.ask({ text: "why does PC-42 ask", person: member });

    const { hostKey, offers, restartFiles } = must(report);
    const found = must(restartFiles).files.filter((file) => file.state === "present");
    const files = found.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }));
    const common = { by: alice, place: "test:channel:help", case: must(report).case, hostKey };
    expect(desk.audit.entries).toMatchObject([
      {
        ...common,
        event: "asked",
        workstation: "PC-42",
        question: "why does PC-42 ask",
        headline: "restart-files",
        files,
      },
      { ...common, event: "offered", offer: must(offers[0]).id, act: "clear-restart-files" },
    ]);
    expect(files.map(({ sha256 }) => sha256?.length)).toEqual([64, 64]);
  });

  it("names a workstation only when it is one", async () => {
    const desk = office();

    await desk.bot.ask({ text: "why does MAINFRAME-9000 ask", person: desk.member });

    const [entry] = desk.audit.entries;
    expect(entry).toMatchObject({ event: "asked", headline: "unknown-workstation" });
    expect(entry).not.toHaveProperty("workstation");
  });

  it("holds no password, and not all of a long question", async () => {
    const desk = office();
    const secret = "net use x: \\\\srv\\share Geheim7 /user:bob";

    await desk.bot.ask({ text: `PC-42 ${secret}`, person: desk.member });
    await desk.bot.ask({ text: `PC-42 ${"x".repeat(100_000)}`, person: desk.member });

    const text = desk.audit.kept.map((link) => link.text);
    expect(text.join("")).not.toContain("Geheim7");
    expect(text[0]).toContain("net use");
    expect(text[1]?.length).toBeLessThan(3000);
  });

  it("is the refusal of whoever may not ask, or of whom that is not known", async () => {
    const desk = office();

    await desk.bot.ask({ text: "why does PC-42 ask", person: desk.stranger });
    await desk.bot.ask({ text: "PC-42", person: person("test:user:eve", "cannot-tell") });

    expect(desk.audit.entries).toMatchObject([
      { event: "refused", what: "question", why: "may-not", question: "why does PC-42 ask" },
      { event: "refused", what: "question", why: "cannot-tell", by: { id: "test:user:eve" } },
    ]);
  });

  it("keeps nobody from the answer when it cannot be written, and the answer says so", async () => {
    const desk = office({ audit: broken() });
    await plantLeftover(desk.pc);

    const { reply, report } = await desk.bot.ask({ text: "PC-42", person: desk.member });

    expect(must(report).headline).toBe("restart-files");
    expect(plain(reply.footer)).toContain("not in the audit trail");
    expect(desk.logged).toContain("the audit trail could not be written");
  });
});

describe("what is written down of an act", () => {
  it("is every click, the act before its first step, and how it was after its last", async () => {
    const { desk, reply, caseId } = await leftover();
    const before = beforeFirstStep(desk);

    const done = await press(desk, must(reply.buttons[0]).press);
    expect(done.kind).toBe("confirm");
    const removed = await press(desk, yes(reply));

    const about = { by: alice, workstation: "PC-42", act: "clear-restart-files" };
    const [, wayBack] = await desk.cases.offersOf(caseId);
    const [shownRunner, shownBatch] = must(wayBack).evidence.files;
    const folder = must(shownRunner).path.replace(/\\[^\\]+$/u, "");
    expect(desk.audit.entries.slice(2)).toMatchObject([
      { ...about, event: "pressed", stage: "ask" },
      { ...about, event: "pressed", stage: "confirm" },
      { ...about, event: "act-begun", files: [{ bytes: 9 }, { bytes: 52 }] },
      {
        ...about,
        event: "act-ended",
        outcome: "removed",
        keptIn: folder,
        wayBack: must(wayBack).id,
        files: [
          { name: "_Msrstrt.exe", at: "kept", sha256: must(shownRunner).sha256 },
          { name: "_Mssetup.bat", at: "kept", sha256: must(shownBatch).sha256 },
        ],
      },
    ]);
    expect(before()).toEqual(["asked", "offered", "pressed", "pressed", "act-begun"]);

    await press(desk, yes(replaced(removed)));

    expect(desk.audit.entries.slice(6)).toMatchObject([
      { event: "pressed", act: "undo-clear" },
      { event: "act-begun", act: "undo-clear" },
      { event: "act-ended", act: "undo-clear", outcome: "restored" },
    ]);
    expect(await verifyChain(desk.audit.links())).toMatchObject({ whole: true });
  });

  it("is that nothing was done when the evidence had changed", async () => {
    const { desk, reply } = await leftover();
    await desk.pc.plant(batchPath, "REN C:\\A.000 A.DLL\r\n");

    await press(desk, yes(reply));

    expect(events(desk)).toEqual([
      "asked",
      "offered",
      "pressed",
      "act-begun",
      "act-ended",
      "asked",
      "offered",
    ]);
    expect(desk.audit.entries[4]).toMatchObject({ outcome: "evidence-changed" });
  });

  it("is every refused click", async () => {
    const { desk, reply } = await leftover();
    await desk.bot.press({ press: yes(reply), person: desk.stranger });
    await desk.bot.press({ press: "junk", person: desk.member });
    await press(desk, yes(reply));
    await press(desk, yes(reply));

    const refused = desk.audit.entries.filter(({ event }) => event === "refused");

    expect(refused).toMatchObject([
      { what: "press", why: "may-not", by: { name: "mallory" }, workstation: "PC-42" },
      { what: "press", why: "unknown-button" },
      { what: "press", why: "already-pressed", workstation: "PC-42" },
    ]);
  });

  it("comes before it: without it nothing is done, and the button stays", async () => {
    const audit = breakable();
    const desk = office({ audit });
    await plantLeftover(desk.pc);
    const { reply, report } = await desk.bot.ask({ text: "PC-42", person: desk.member });
    const opened = desk.pc.opened();
    audit.broken = true;

    const pressed = await press(desk, yes(reply));

    expect(pressed.kind).toBe("refused");
    expect(pressed).toMatchObject({
      reply: {
        headline: [
          "Nothing was changed on ",
          { quote: "PC-42" },
          ": the audit trail cannot be written.",
        ],
      },
    });
    expect(desk.pc.opened()).toBe(opened);
    const [offer] = await desk.cases.offersOf(must(report).case);
    expect(offer).toMatchObject({ state: "open" });

    audit.broken = false;

    expect(await press(desk, yes(reply))).toMatchObject({ ok: true });
  });

  it("is missed by the one who pressed when only its end could not be written", async () => {
    const audit = breakable();
    const desk = office({ audit });
    await plantLeftover(desk.pc);
    const { reply } = await desk.bot.ask({ text: "PC-42", person: desk.member });
    desk.pc.before("moveAside", async () => {
      audit.broken = true;
    });

    const after = await press(desk, yes(reply));

    expect(after).toMatchObject({ ok: true });
    expect(plain(replaced(after).footer)).toContain("its end is not in the audit trail");
  });
});

describe("the history of a workstation", () => {
  it("is told newest first, a line for each question and each act", async () => {
    const { desk, reply } = await leftover();
    await desk.bot.press({ press: yes(reply), person: desk.stranger });
    const removed = replaced(await press(desk, yes(reply)));
    await press(desk, yes(removed));

    const { reply: told, report, audience } = await history(desk, "history pc-42");

    expect(audience).toBe("everyone");
    expect(report).toBeUndefined();
    expect(plain(told.headline)).toBe("This is what was asked and done about PC-42.");
    const lines = told.evidence.flatMap(({ rows }) => rows.map(({ says }) => plain(says)));
    expect(lines.map((line) => line.replace(/^[\d-]+ [\d:]+ UTC · /u, ""))).toEqual([
      expect.stringMatching(
        /^alice pressed the button to put the restart files back: put back\. /u,
      ),
      expect.stringMatching(
        /^alice pressed the button to remove the restart files: removed\. Case /u,
      ),
      "mallory pressed the button: refused, not allowed",
      expect.stringMatching(
        /^alice asked: restart files were there; a removal was offered\. Case /u,
      ),
    ]);
  });

  it("leaves the workstation alone, and is no case", async () => {
    const { desk } = await leftover();
    const opened = desk.pc.opened();

    await history(desk, "history of PC-42?");

    expect(desk.pc.opened()).toBe(opened);
    expect(events(desk)).toEqual(["asked", "offered"]);
  });

  it("stops after ten lines and says where the rest is", async () => {
    const desk = office();
    for (let time = 0; time < 11; time += 1) {
      await desk.bot.ask({ text: "PC-42", person: desk.member });
    }

    const { reply } = await history(desk, "history PC-42");

    expect(reply.evidence[0]?.rows).toHaveLength(10);
    expect(words(reply)).toContain("whyreboot audit export");
  });

  it("says when there is none", async () => {
    const { reply } = await history(office(), "history PC-42");

    expect(words(reply)).toContain("Nobody has asked about PC-42 yet.");
    expect(reply.evidence).toEqual([]);
  });

  it("tells of an act whose end nobody wrote down", async () => {
    const audit = breakable();
    const desk = office({ audit });
    await plantStranded(desk.pc);
    const { report } = await desk.bot.ask({ text: "PC-42", person: desk.member });
    desk.pc.before("moveAside", async () => {
      audit.broken = true;
    });
    await press(desk, writePress(must(must(report).offers[0]).id, "lose"));
    audit.broken = false;

    const { reply: told } = await history(desk, "history PC-42");

    expect(words(told)).toContain(
      "alice began to remove the restart files; how it ended is not recorded.",
    );
  });

  it("is refused to whoever may not ask", async () => {
    const { desk } = await leftover();

    const answer = await desk.bot.ask({ text: "history PC-42", person: desk.stranger });

    expect(answer.audience).toBe("asker");
    expect(words(answer.reply)).toContain("You may not ask about workstations here.");
  });

  it("says that it could not be read", async () => {
    const { reply } = await history(office({ audit: broken() }), "history PC-42");

    expect(words(reply)).toContain("I could not read what happened with PC-42.");
  });
});

async function leftover(): Promise<{ desk: Office; reply: Reply; caseId: string }> {
  const desk = office();
  await plantLeftover(desk.pc);
  const { reply, report } = await desk.bot.ask({ text: "PC-42", person: desk.member });
  return { desk, reply, caseId: must(report).case };
}

async function press(desk: Office, pressed: string): ReturnType<Office["bot"]["press"]> {
  return await desk.bot.press({ press: pressed, person: desk.member });
}

async function history(desk: Office, text: string): ReturnType<Office["bot"]["ask"]> {
  return await desk.bot.ask({ text, person: desk.member });
}

function events(desk: Office): string[] {
  return desk.audit.entries.map(({ event }) => event);
}

/** What was written when the act's first file was about to be moved. */
function beforeFirstStep(desk: Office): () => readonly string[] {
  let seen: readonly string[] = [];
  desk.pc.before("moveAside", async () => {
    seen = events(desk);
  });
  return () => seen;
}

function broken(): Audit {
  const audit = breakable();
  audit.broken = true;
  return audit;
}

function breakable(): Audit & { broken: boolean } {
  const kept = memoryAudit();
  const unlessBroken = (): void => {
    if (audit.broken) throw new Error("the disk is full");
  };
  const audit: Audit & { broken: boolean } = {
    broken: false,
    append: async (entries) => {
      unlessBroken();
      await kept.append(entries);
    },
    history: async (workstation, limit) => {
      unlessBroken();
      return await kept.history(workstation, limit);
    },
  };
  return audit;
}

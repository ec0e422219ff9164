import { beforeEach, describe, expect, test } from "vitest";
import { type Acted, type Shell, shellAct, shellAsk } from "#adapters/shell/listen.ts";
import {
  batchPath,
  must,
  type Office,
  office,
  person,
  plantLeftover,
  plantStranded,
  runnerPath,
} from "../../support/office.ts";

interface Sat {
  readonly shell: Shell;
  readonly out: string[];
  readonly err: string[];
  readonly questions: string[];
}

/** Somebody at a terminal who gives these answers, and then none. */
function sit(at: Office, answers: readonly string[] = [], who = at.member): Sat {
  const left = [...answers];
  const [out, err, questions]: string[][] = [[], [], []];
  const shell: Shell = {
    bot: at.bot,
    cases: at.cases,
    sweeps: at.sweeps,
    person: who,
    terminal: { columns: 80, colours: false },
    out: (text) => void must(out).push(text),
    err: (text) => void must(err).push(text),
    status: () => {},
    stopped: async () => await new Promise(() => {}),
    readLine: async (question) => {
      must(questions).push(question);
      return left.shift() ?? "";
    },
  };
  return { shell, out: must(out), err: must(err), questions: must(questions) };
}

let at: Office;
beforeEach(() => {
  at = office();
});

async function caseOf(text = "PC-42"): Promise<string> {
  const { report } = await at.bot.ask({ text, person: at.member });
  return must(report).case;
}

async function there(): Promise<readonly boolean[]> {
  const contents = await Promise.all([batchPath, runnerPath].map((path) => at.pc.content(path)));
  return contents.map((content) => content !== undefined);
}

function acted(caseId: string, more: Partial<Acted> = {}): Acted {
  const plain = { act: "clear-restart-files", as: "first", json: false } as const;
  return { caseId, ...plain, yes: false, acceptLoss: false, ...more };
}

const asked = { text: "why does PC-42 ask", json: false, kept: true };

describe("a question in the shell", () => {
  test("is answered on stdout; that it is being looked at stands on stderr", async () => {
    await plantLeftover(at.pc);
    const { shell, out, err } = sit(at);

    expect(await shellAsk(shell, asked)).toBe(0);
    expect(out.join("")).toContain("To remove: whyreboot clear ");
    expect(err.join("")).toBe("Looking at PC-42 …\n");
  });

  test("names no further command where there is nothing to press", async () => {
    const { shell, out } = sit(at);

    expect(await shellAsk(shell, asked)).toBe(0);
    expect(out.join("")).not.toContain("whyreboot clear");
  });

  test("gives the report alone with --json", async () => {
    await plantLeftover(at.pc);
    const { shell, out, err } = sit(at);

    expect(await shellAsk(shell, { ...asked, json: true })).toBe(0);
    expect(JSON.parse(out.join(""))).toMatchObject({ schema: "whyreboot/report@1" });
    expect(err).toEqual([]);
  });

  test.each([
    { text: "good morning", status: 2, says: "For example:" },
    { text: "PC-42 and PC-43", status: 2, says: "One workstation at a time" },
  ])("ends with $status and words on stderr when no report is made: $text", async (row) => {
    const { shell, out, err } = sit(at);

    expect(await shellAsk(shell, { text: row.text, json: true, kept: true })).toBe(row.status);
    expect(out).toEqual([]);
    expect(err.join("")).toContain(row.says);
  });

  test("is answered by an explanation as well, which has no report for a script", async () => {
    const text = "explain restart files";
    const { shell, out } = sit(at);
    const script = sit(at);

    expect(await shellAsk(shell, { ...asked, text })).toBe(0);
    expect(out.join("")).toContain("What to do: ");
    expect(await shellAsk(script.shell, { text, json: true, kept: true })).toBe(2);
    expect(script.out).toEqual([]);
  });

  test("ends with 1 for an unknown name, and for a person without the right", async () => {
    expect(await shellAsk(sit(at).shell, { ...asked, text: "PC-99" })).toBe(1);
    expect(await shellAsk(sit(at, [], at.stranger).shell, asked)).toBe(1);
  });

  test("ends with 1 when the platform cannot tell who may", async () => {
    const unclear = person(at.member.id, "cannot-tell");

    expect(await shellAsk(sit(at, [], unclear).shell, asked)).toBe(1);
  });
});

describe("a removal that needs a second person", () => {
  test("says how that person approves, and changes nothing yet", async () => {
    const [alice, bob] = [at.member, person("test:user:bob")];
    const rights = { ask: [alice.id], clear: [alice.id], approve: [alice.id, bob.id] };
    const approval = { groups: [], verdicts: ["leftover" as const], minutes: 60 };
    at = office({ rights, approval });
    await plantLeftover(at.pc);
    const first = sit(at);
    const caseId = await caseOf();

    const asked = await shellAct(first.shell, acted(caseId, { yes: true }));
    const own = await shellAct(first.shell, acted(caseId, { as: "second", yes: true }));
    const stillThere = await there();
    const second = sit(at, [], bob);
    const approved = await shellAct(second.shell, acted(caseId, { as: "second", yes: true }));

    expect([asked, own, approved]).toEqual([1, 1, 0]);
    expect(first.out.join("")).toContain(`For the second person: whyreboot approve ${caseId}`);
    expect(first.out.join("")).toContain("somebody else has to approve it");
    expect(stillThere).toEqual([true, true]);
    expect(await there()).toEqual([false, false]);
    expect(second.out.join("")).toContain("approved by bob");
  });
});

describe("a button in the shell", () => {
  test.each(["y", "Y", "yes", "YES", " y "])("is pressed by the answer %j", async (answer) => {
    await plantLeftover(at.pc);
    const { shell, questions } = sit(at, [answer]);

    expect(await shellAct(shell, acted(await caseOf()))).toBe(0);
    expect(questions).toEqual([expect.stringMatching(/Remove\? \[y\/N\] $/u)]);
    expect(await there()).toEqual([false, false]);
  });

  test.each(["", " ", "n", "no", "yy", "yes please", "j", "ｙ", "y\u0000"])(
    "is not pressed by the answer %j",
    async (answer) => {
      await plantLeftover(at.pc);
      const { shell, err, out } = sit(at, [answer]);

      expect(await shellAct(shell, acted(await caseOf()))).toBe(1);
      expect({ out, said: err.at(-1) }).toEqual({ out: [], said: "Nothing was changed.\n" });
      expect(await there()).toEqual([true, true]);
    },
  );

  test("stays pressable after a no", async () => {
    await plantLeftover(at.pc);
    const id = await caseOf();

    expect(await shellAct(sit(at, ["n"]).shell, acted(id))).toBe(1);
    expect(await shellAct(sit(at, ["y"]).shell, acted(id))).toBe(0);
  });

  test("asks nothing with --yes where nothing is lost", async () => {
    await plantLeftover(at.pc);
    const { shell, questions } = sit(at);

    expect(await shellAct(shell, acted(await caseOf(), { yes: true }))).toBe(0);
    expect(questions).toEqual([]);
  });

  test.each([
    { how: { yes: true }, answers: [], asks: 1, status: 1 },
    { how: { yes: true }, answers: ["y"], asks: 1, status: 0 },
    { how: {}, answers: ["y"], asks: 2, status: 1 },
    { how: {}, answers: ["y", "y"], asks: 2, status: 0 },
    { how: {}, answers: ["y", "n"], asks: 2, status: 1 },
    { how: { acceptLoss: true }, answers: [], asks: 0, status: 0 },
  ])("for work that would be lost: $how with $answers ends with $status", async (row) => {
    await plantStranded(at.pc);
    const { shell, questions } = sit(at, row.answers);

    expect(await shellAct(shell, acted(await caseOf(), row.how))).toBe(row.status);
    expect(questions).toHaveLength(row.asks);
    expect(await there()).toEqual([row.status === 1, row.status === 1]);
  });

  test("gives the outcome alone with --json", async () => {
    await plantLeftover(at.pc);
    const { shell, out, err } = sit(at);

    expect(await shellAct(shell, acted(await caseOf(), { yes: true, json: true }))).toBe(0);
    expect(JSON.parse(out.join(""))).toMatchObject({ outcome: "removed", workstation: "PC-42" });
    expect(err).toEqual([]);
  });

  test("says a refusal on stderr with --json, and leaves stdout empty", async () => {
    await plantLeftover(at.pc);
    const { shell, out, err } = sit(at, [], at.stranger);

    expect(await shellAct(shell, acted(await caseOf(), { yes: true, json: true }))).toBe(1);
    expect(out).toEqual([]);
    expect(err.join("")).toContain("You may not remove files on PC-42.");
  });

  test.each(["nonsense", "K7Q2-MD4X", "../../etc/passwd", "' or 1=1 --"])(
    "ends with 1 for a case that nobody knows: %s",
    async (id) => {
      const { shell, err } = sit(at);

      expect(await shellAct(shell, acted(id))).toBe(1);
      expect(err.join("")).toContain("There is no case");
    },
  );

  test("takes a case id as people type it", async () => {
    await plantLeftover(at.pc);
    const typed = (await caseOf()).toLowerCase().replace("-", "");

    expect(await shellAct(sit(at).shell, acted(typed, { yes: true }))).toBe(0);
  });

  test("puts back only what was removed", async () => {
    await plantLeftover(at.pc);
    const undo = acted(await caseOf(), { act: "undo-clear", yes: true });
    const before = sit(at);

    expect(await shellAct(before.shell, undo)).toBe(1);
    expect(before.err.join("")).toContain("nothing to put back");

    await shellAct(sit(at).shell, acted(undo.caseId, { yes: true }));
    expect(await shellAct(sit(at).shell, undo)).toBe(0);
    expect(await there()).toEqual([true, true]);
  });
});

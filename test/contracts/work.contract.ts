import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { thisProcess } from "#bot/act/process-mark.ts";
import type { Desk } from "#bot/desk.ts";
import type { LinePiece } from "#bot/reach/work.ts";
import { plain } from "#bot/reply.ts";
import { batchPath, must, person, replaced, runnerPath, yes } from "../support/office.ts";
import { plantOn, type SweepOffice, shut } from "../support/sweep-office.ts";

export interface WorkUnderTest {
  /** Whose desk hands the work out, and whose workstations whoever does it reaches. */
  readonly at: SweepOffice;
  stop(): Promise<void>;
}

/** As many workstations of a sweep as are done at once. */
export const mostLines = 3;

const never = new AbortController().signal;

/** What every way to do work on a workstation keeps, whoever does it in the end. */
export function workContract(title: string, open: (size: number) => Promise<WorkUnderTest>): void {
  describe(`work through ${title}`, () => {
    let under: WorkUnderTest;
    beforeEach(async () => {
      under = await open(9);
    });
    afterEach(async () => {
      await under.stop();
    });

    it("gives what a look saw, as data", async () => {
      const { at } = under;
      await plantOn(at, "PC-1");

      const look = await at.desk.work.look("PC-1", at.desk.now());

      expect(look).toMatchObject({
        ok: true,
        open: { hostKey: at.pc("PC-1").hostKey, trust: "known" },
        diagnosis: { headline: "restart-files", restartFiles: { verdict: "leftover" } },
      });
      expect(JSON.parse(JSON.stringify(look))).toEqual(look);
    });

    it("gives hostile text as it was read", async () => {
      const { at } = under;
      const text = "DEL C:\\W\\\u0000\ud800'--.DLL\r\n";
      await at.pc("PC-1").plant(batchPath, text);

      const look = await at.desk.work.look("PC-1", at.desk.now());

      expect(JSON.stringify(look)).toContain("\\u0000");
    });

    it("gives the reason why nobody could look", async () => {
      shut(under.at, "login-refused", "PC-2");

      const look = await under.at.desk.work.look("PC-2", under.at.desk.now());

      expect(look).toMatchObject({ ok: false, why: "login-refused" });
    });

    it("settles a line of a sweep, with its case", async () => {
      const { at } = under;
      await plantOn(at, "PC-1");
      const [piece] = await begun(at.desk, "PC-1");

      await at.desk.work.line(must(piece), never);

      const [line] = await at.sweeps.linesOf("K7Q2-MD4X");
      expect(line).toMatchObject({ result: { state: "looked", headline: "restart-files" } });
      expect(await at.cases.findCase(must(line?.case))).toMatchObject({ workstation: "PC-1" });
    });

    it("leaves a line alone when it is told to stop before it began", async () => {
      const { at } = under;
      const [piece] = await begun(at.desk, "PC-1");

      await at.desk.work.line(must(piece), AbortSignal.abort());

      expect(at.pc("PC-1").opened()).toBe(0);
      expect(await at.sweeps.dueLines("K7Q2-MD4X", "9", 9)).toHaveLength(1);
    });

    it("does not do too many lines at once, and all of them once", async () => {
      const { at } = under;
      const names = Array.from({ length: 9 }, (_, index) => `PC-${index + 1}`);
      const pieces = await begun(at.desk, ...names);
      const meter = metered(at, names);

      await Promise.all(pieces.map(async (piece) => await at.desk.work.line(piece, never)));

      expect(meter.most).toBeLessThanOrEqual(mostLines);
      expect(names.map((name) => at.pc(name).opened())).toEqual(names.map(() => 1));
      expect(await at.sweeps.nextDue("K7Q2-MD4X")).toBeUndefined();
    });

    it("performs an act, says when it begins and what came of it", async () => {
      const { at } = under;
      const { reply } = await asked(at);
      const said: string[] = [];

      const pressed = await at.bot.press({
        press: yes(reply),
        person: at.member,
        onActing: ({ headline }) => void said.push(plain(headline)),
      });

      expect(pressed).toMatchObject({ kind: "replaced", ok: true, report: { outcome: "removed" } });
      expect(replaced(pressed).buttons).toHaveLength(1);
      expect(said).toHaveLength(1);
      expect(await at.pc("PC-1").content(runnerPath)).toBeUndefined();
    });

    it("performs it once, when two press at the same time", async () => {
      const { at } = under;
      const { reply } = await asked(at);

      const both = await Promise.all(
        ["test:user:alice", "test:user:alice"].map(
          async (id) => await at.bot.press({ press: yes(reply), person: person(id) }),
        ),
      );

      expect(both.map(({ kind }) => kind).toSorted()).toEqual(["refused", "replaced"]);
    });

    it("does nothing when the evidence changed on the way, and shows what is there now", async () => {
      const { at } = under;
      const { reply } = await asked(at);
      await at.pc("PC-1").plant(batchPath, "REN C:\\A.000 A.DLL\r\n");

      const pressed = await at.bot.press({ press: yes(reply), person: at.member });

      expect(pressed).toMatchObject({ ok: false, report: { outcome: "evidence-changed" } });
      expect(await at.pc("PC-1").content(runnerPath)).toBeDefined();
    });
  });
}

async function asked(at: SweepOffice): ReturnType<SweepOffice["bot"]["ask"]> {
  await plantOn(at, "PC-1");
  return await at.bot.ask({ text: "PC-1", person: at.member });
}

/** A sweep of these that nobody drives. */
async function begun({ sweeps, now }: Desk, ...names: string[]): Promise<readonly LinePiece[]> {
  const sweep = {
    id: "K7Q2-MD4X",
    askedAt: now().toISOString(),
    askedBy: { id: "test:user:alice", name: "alice" },
    question: "sweep lab",
    scope: { kind: "names", names },
    focus: "everything",
    gaps: [],
    retryAfter: [],
  } as const;
  await sweeps.beginSweep(sweep, names, { owner: thisProcess, until: "" });
  return names.map((workstation) => ({ sweep, line: { workstation, tries: 0 } }));
}

/** How many of the workstations are looked at, between their openings and a moment later. */
function metered(at: SweepOffice, names: readonly string[]): { readonly most: number } {
  const meter = { most: 0, now: 0 };
  for (const name of names) {
    at.pc(name).before("open", async () => {
      meter.now += 1;
      meter.most = Math.max(meter.most, meter.now);
      // Some turns of the loop: whoever did not wait would come in meanwhile.
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
      meter.now -= 1;
    });
  }
  return meter;
}

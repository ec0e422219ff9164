import { describe, expect, it } from "vitest";
import type { Shell } from "#adapters/shell/listen.ts";
import { shellAct, shellAsk } from "#adapters/shell/listen.ts";
import { shellSweep } from "#adapters/shell/sweep.ts";
import { must } from "../../support/office.ts";
import { plantOn, type SweepOffice, shut, sweepOffice } from "../../support/sweep-office.ts";

interface Sat {
  readonly shell: Shell;
  readonly out: string[];
  readonly err: string[];
  readonly shown: (string | undefined)[];
  readonly interrupt: () => void;
}

function sit(at: SweepOffice): Sat {
  const out: string[] = [];
  const err: string[] = [];
  const shown: (string | undefined)[] = [];
  const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
  const shell: Shell = {
    bot: at.bot,
    cases: at.cases,
    sweeps: at.sweeps,
    person: at.member,
    terminal: { columns: 100, colours: false },
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    readLine: async () => "",
    status: (text) => void shown.push(text),
    stopped: async () => await interrupted,
  };
  return { shell, out, err, shown, interrupt };
}

it("prints what came of it, and takes the progress away before", async () => {
  const at = sweepOffice(2);
  await plantOn(at, "PC-1");
  const { shell, out, shown } = sit(at);

  const status = await shellSweep(shell, { text: "sweep lab", output: "text" });

  expect(status).toBe(0);
  expect(out.join("")).toContain("Something asks for a restart on 1 of 2 workstations in lab.");
  expect(shown.at(-1)).toBeUndefined();
  expect(shown[0]).toMatch(/^[▓░]{15} \d of 2/u);
});

it("gives a script the report and nothing else", async () => {
  const at = sweepOffice(2);
  const { shell, out, err } = sit(at);

  await shellSweep(shell, { text: "sweep lab", output: "json" });

  expect(err).toEqual([]);
  expect(JSON.parse(out.join(""))).toMatchObject({
    schema: "whyreboot/sweep@1",
    state: "ended",
    workstations: [
      { workstation: "PC-1", state: "looked", headline: "nothing-found", causes: [], tries: 1 },
      { workstation: "PC-2" },
    ],
  });
});

it("gives a spreadsheet the table and nothing else", async () => {
  const at = sweepOffice(1);
  const { shell, out, err } = sit(at);

  await shellSweep(shell, { text: "sweep lab", output: "csv" });

  expect(err).toEqual([]);
  expect(out.join("")).toMatch(/^workstation,state,.*\r\nPC-1,nothing-found,.*\r\n$/u);
});

it("ends with 1 when none could be looked at", async () => {
  const at = sweepOffice(1);
  shut(at, "login-refused", "PC-1");

  expect(await shellSweep(sit(at).shell, { text: "sweep lab", output: "text" })).toBe(1);
});

it("ends with 1 and says why when it does not begin", async () => {
  const { shell, out, err } = sit(sweepOffice(1));

  expect(await shellSweep(shell, { text: "sweep warehouse", output: "json" })).toBe(1);
  expect(out).toEqual([]);
  expect(err.join("")).toContain("I know no group called warehouse.");
});

it("stops the sweep at Ctrl-C, shows what was seen, and ends with 1", async () => {
  const at = sweepOffice(1);
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  at.pc("PC-1").before("open", async () => await held);
  const { shell, out, interrupt } = sit(at);

  const ending = shellSweep(shell, { text: "sweep lab", output: "text" });
  interrupt();

  expect(await ending).toBe(1);
  expect(out.join("")).toContain("Stopped by alice; 1 were not looked at.");
  letGo();
});

it("is what a question about many workstations is answered with, too", async () => {
  const at = sweepOffice(1);
  const { shell, out } = sit(at);

  const status = await shellAsk(shell, {
    text: "which workstations ask to reboot",
    json: true,
    kept: true,
  });

  expect(status).toBe(0);
  expect(JSON.parse(out.join(""))).toMatchObject({ schema: "whyreboot/sweep@1" });
});

describe("whyreboot clear with the id of a sweep", () => {
  const acted = {
    act: "clear-restart-files",
    as: "first",
    json: false,
    yes: true,
    acceptLoss: false,
  } as const;

  async function swept(at: SweepOffice): Promise<string> {
    const { report } = await at.sweep("sweep lab");
    return must(report).sweep;
  }

  it("removes on all workstations where it found litter", async () => {
    const at = sweepOffice(2);
    await plantOn(at, "PC-1", "PC-2");
    const { shell, out } = sit(at);

    const status = await shellAct(shell, { ...acted, caseId: await swept(at) });

    expect(status).toBe(0);
    expect(out.join("")).toContain("Removed the restart files on 2 of 2 workstations in lab.");
  });

  it("needs the number of many of them", async () => {
    const at = sweepOffice(2, { clearMany: { typeAbove: 1, stopAfterFailures: 3 } });
    await plantOn(at, "PC-1", "PC-2");
    const caseId = await swept(at);
    const { shell, out } = sit(at);

    const without = await shellAct(shell, { ...acted, caseId });
    const wrong = await shellAct(shell, { ...acted, caseId, count: 3 });
    const right = await shellAct(shell, { ...acted, caseId, count: 2 });

    expect([without, wrong, right]).toEqual([1, 1, 0]);
    expect(out[0]).toContain("To remove on 2 workstations, write their number.");
  });
});

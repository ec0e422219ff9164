import { describe, expect, it } from "vitest";
import { diagnose } from "#checks/diagnose.ts";
import { asked } from "#checks/list.ts";
import { corpus } from "../support/machine-files.ts";
import { machineOf } from "../support/machine-of.ts";
import { machineOffice } from "../support/machine-office.ts";
import { knownOf } from "../support/machine-past.ts";
import { expectedVerdicts, verdictsOf, withoutWords } from "../support/machine-verdicts.ts";
import { must, words } from "../support/office.ts";

const machines = corpus().map((machine) => [machine.described.about, machine] as const);

describe("the machines behind SSH", () => {
  it.each(machines)("are answered as they must be: %s", async (_about, machine) => {
    await using office = await machineOffice(machine);
    const { expects } = machine;

    const { reply, report } = await office.ask();

    expect(verdictsOf(must(report), expects)).toEqual(expectedVerdicts(expects));
    expect(reply.buttons).toHaveLength(expects.offers);
    const said = words(reply);
    expect(expects.says.filter((piece) => !said.includes(piece))).toEqual([]);
    expect(expects.neverSays.filter((piece) => said.includes(piece))).toEqual([]);
  });
});

describe("a machine in memory", () => {
  it.each(machines.filter(([, { onTheWireOnly }]) => !onTheWireOnly))(
    "is seen as it is behind SSH: %s",
    async (_about, machine) => {
      await using office = await machineOffice(machine);
      await using workstation = await office.open();

      const known = knownOf(machine, workstation.hostKey);
      const behindSsh = await diagnose(workstation.machine, known);
      const inMemory = await diagnose(machineOf(machine.furnish(), asked), known);

      expect(withoutWords(inMemory)).toEqual(withoutWords(behindSsh));
    },
  );
});

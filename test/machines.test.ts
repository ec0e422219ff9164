import { describe, expect, it } from "vitest";
import { diagnose } from "#checks/diagnose.ts";
import { asked } from "#checks/list.ts";
import { signalIds } from "#checks/signal-ids.ts";
import { corpus } from "./support/machine-files.ts";
import { machineOf } from "./support/machine-of.ts";
import { knownOf } from "./support/machine-past.ts";
import {
  expectedParts,
  expectedVerdicts,
  partsOf,
  verdictsOf,
} from "./support/machine-verdicts.ts";

const machines = corpus();
const asks = new Set(["real", "harmless", "stale", "cannot-weigh"]);

describe("the machines", () => {
  it("are named apart, each by one sentence", () => {
    const sentences = machines.map(({ described }) => described.about);

    expect(new Set(sentences).size).toBe(machines.length);
  });

  it("show every signal that can ask, and every verdict on the pair", () => {
    const verdicts = machines.map(({ expects }) => expectedVerdicts(expects));
    const asking = verdicts.flatMap(({ signals }) =>
      Object.entries(signals)
        .filter(([, verdict]) => asks.has(verdict))
        .map(([id]) => id),
    );

    expect(machines.length).toBeGreaterThanOrEqual(60);
    expect(new Set(asking)).toEqual(new Set(signalIds));
    expect(new Set(verdicts.map(({ restartFiles }) => restartFiles))).toEqual(
      new Set(["none", "one-file", "leftover", "stranded", "pending", "cannot-tell"]),
    );
  });

  it.each(
    machines
      .filter(({ onTheWireOnly }) => !onTheWireOnly)
      .map((machine) => [machine.described.about, machine] as const),
  )("%s", async (_about, machine) => {
    const { expects } = machine;

    const diagnosis = await diagnose(
      machineOf(machine.furnish(), asked),
      knownOf(machine, "SHA256:any"),
    );

    expect(verdictsOf(diagnosis, expects)).toEqual(expectedVerdicts(expects));
    expect(partsOf(diagnosis, expects)).toMatchObject(expectedParts(expects));
    expect({
      origin: { ...diagnosis.restartFiles.origin },
      boot: { ...diagnosis.boot },
    }).toMatchObject({ origin: expects.origin, boot: expects.boot });
  });
});

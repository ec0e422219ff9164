import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { diagnose } from "#checks/diagnose.ts";
import { asked } from "#checks/list.ts";
import { describeWithLab } from "../lab/describe-with-lab.ts";
import { type Lab, startLab } from "../lab/start.ts";
import { hostPath } from "../lab/windows-path.ts";
import type { LabMachine } from "../support/lab-machine.ts";
import { labMachine } from "../support/lab-machine.ts";
import { labStage } from "../support/lab-stage.ts";
import { corpus } from "../support/machine-files.ts";
import { knownOf } from "../support/machine-past.ts";
import { expectedVerdicts, verdictsOf } from "../support/machine-verdicts.ts";
import type { Stage } from "../support/stage.ts";

const machines = corpus().flatMap((machine) => {
  const inLab = labMachine(machine);
  return inLab === undefined ? [] : [[machine.described.about, machine, inLab] as const];
});

describeWithLab("the machines that Wine can be", () => {
  let lab: Lab;
  let stage: Stage;
  beforeAll(async () => {
    lab = await startLab();
    stage = labStage(lab, asked);
  });
  afterAll(async () => {
    await lab.stop();
  });

  /** Becomes the machine until it is disposed of. */
  const become = async (machine: LabMachine): Promise<AsyncDisposable> => {
    const before = new Map<string, string>();
    for (const [at, key] of machine.keys.entries()) {
      const file = `C:\\before-${at}.reg`;
      if (await exported(lab, key, file)) before.set(key, file);
    }
    await importRegistry(lab, machine.regFile);
    for (const path of machine.directories) await stage.plantDirectory(path);
    for (const { path, content, ...extra } of machine.files) {
      await stage.plant(path, content, extra);
    }
    return {
      async [Symbol.asyncDispose]() {
        const undo = machine.undoRegFile((key) => before.has(key));
        await importRegistry(lab, undo);
        for (const file of before.values()) await lab.reg(["import", file]);
        for (const { path } of machine.files) await stage.remove(path);
        for (const path of machine.directories) await stage.remove(path);
      },
    };
  };

  it("are several", () => {
    expect(machines.length).toBeGreaterThanOrEqual(5);
  });

  // What Wine itself lacks or has beside it decides the headline; the machine decides the rest.
  it.each(machines)("%s", async (_about, machine, inLab) => {
    await using _become = await become(inLab);
    await using workstation = await stage.open();
    const { expects } = machine;

    const diagnosis = await diagnose(workstation.machine, knownOf(machine, workstation.hostKey));

    const named = Object.keys(expects.signals);
    expect(verdictsOf(diagnosis, expects).restartFiles).toBe(expects.restartFiles);
    expect(only(named, verdictsOf(diagnosis, expects).signals)).toEqual(
      only(named, expectedVerdicts(expects).signals),
    );
  });
});

/** `false` when Wine has no such key: it is of the machine alone. */
async function exported(lab: Lab, key: string, file: string): Promise<boolean> {
  return await lab.reg(["export", `HKLM\\${key}`, file, "/y"]).then(
    () => true,
    () => false,
  );
}

async function importRegistry(lab: Lab, file: Buffer): Promise<void> {
  const path = "C:\\machine.reg";
  await writeFile(hostPath(lab.driveC, path), file);
  await lab.reg(["import", path]);
}

function only(
  names: readonly string[],
  signals: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(signals).filter(([id]) => names.includes(id)));
}

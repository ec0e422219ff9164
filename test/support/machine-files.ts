import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { MachineFile } from "#practice/machine-file.ts";
import { readMachineFile } from "#practice/machine-file.ts";
import type { Quirks } from "#practice/quirks.ts";
import type { Expectation } from "./machine-expectation.ts";
import { expectation } from "./machine-expectation.ts";

/** A machine of `test/machines`, with the diagnosis that it must get. */
export interface CorpusMachine extends MachineFile {
  readonly expects: Expectation;
  /** Whether only a practice workstation behind SSH can play it. */
  readonly onTheWireOnly: boolean;
}

const folder = join(import.meta.dirname, "../machines");

/** Every machine, in the order of the names. Throws every fault of the first bad file. */
export function corpus(): readonly CorpusMachine[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => load(name));
}

/** The one of this file, which is named without its `.yaml`. */
export function machineCalled(name: string): CorpusMachine {
  return load(`${name}.yaml`);
}

function load(name: string): CorpusMachine {
  const file = readMachineFile(`test/machines/${name}`, readFileSync(join(folder, name), "utf8"));
  return {
    ...file,
    expects: file.expected(expectation),
    onTheWireOnly: onTheWireOnly(file.described.quirks),
  };
}

/** These change what goes over the wire, so that a machine in memory cannot have them. */
export function onTheWireOnly(quirks: Quirks): boolean {
  return (
    quirks.keepsCodePage === true ||
    quirks.cutOffAfter !== undefined ||
    quirks.silentAfter !== undefined ||
    quirks.oddAnswers !== undefined
  );
}

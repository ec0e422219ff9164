import { availableParallelism } from "node:os";
import { measureFleet, measureThousand } from "./fleet-cpu.ts";
import { measureDelay } from "./fleet-delay.ts";
import { measureSimulated } from "./fleet-simulated.ts";
import { measureIdleMemory } from "./idle-memory.ts";
import { measureLoad } from "./load.ts";
import { measureNames } from "./names.ts";
import { wordSections } from "./print.ts";
import { measureQuestion } from "./question.ts";
import type { Section } from "./section.ts";
import { measureSignals } from "./signals.ts";

// `npm run bench`, or `npm run bench -- fleet signals` for some of it. A goal that is missed is a
// result and no failure: the exit status stays 0.
const parts: Readonly<Record<string, (signal: AbortSignal) => Promise<Section>>> = {
  question: measureQuestion,
  signals: measureSignals,
  names: measureNames,
  load: measureLoad,
  memory: measureIdleMemory,
  fleet: measureFleet,
  "fleet-1000": measureThousand,
  "fleet-delay": measureDelay,
  "fleet-simulated": measureSimulated,
};
/** These take many minutes and are run only when they are named. */
const onlyNamed = new Set(["fleet-1000", "fleet-simulated"]);

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in parts));
if (unknown.length > 0) {
  throw new Error(
    `no such part: ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`,
  );
}
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stop.abort(new Error(`ended by ${signal}`)));
}
const sections: Section[] = [];
// One after the other: they would take the processor from each other.
for (const [name, measure] of Object.entries(parts)) {
  const wanted = named.length > 0 ? named.includes(name) : !onlyNamed.has(name);
  if (wanted) sections.push(await measure(stop.signal));
}
process.stdout.write(`Node ${process.version}, ${availableParallelism()} processors\n\n`);
process.stdout.write(wordSections(sections));

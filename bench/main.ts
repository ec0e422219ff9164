import { availableParallelism } from "node:os";
import { measureIdleMemory } from "./idle-memory.ts";
import { measureLoad } from "./load.ts";
import { measureNames } from "./names.ts";
import { wordSections } from "./print.ts";
import { measureQuestion } from "./question.ts";
import { measureSignals } from "./signals.ts";

// `npm run bench`. A goal that is missed is a result and no failure: the exit status stays 0.
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stop.abort(new Error(`ended by ${signal}`)));
}
// One after the other: they would take the processor from each other.
const sections = [
  await measureQuestion(stop.signal),
  await measureSignals(stop.signal),
  await measureNames(stop.signal),
  await measureLoad(stop.signal),
  await measureIdleMemory(stop.signal),
];
process.stdout.write(`Node ${process.version}, ${availableParallelism()} processors\n\n`);
process.stdout.write(wordSections(sections));

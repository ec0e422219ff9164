import { packageCommandManagerTraces, toolkitRunnerName } from "./names.ts";
import type { Likelihood, Origin, OriginFamily } from "./origin.ts";
import type { OriginTrace } from "./origin-traces.ts";
import { tracesOf } from "./origin-traces.ts";
import type { RestartFilesSightings, SeenTrace } from "./sightings.ts";

type Family = Exclude<OriginFamily, "unknown">;

/**
 * The family that traces speak for. Traces of two families make either only possible: setups of
 * both were on this machine, and the files do not say whose they are.
 */
export function judgeFamily(
  traces: readonly SeenTrace[],
  seen: RestartFilesSightings,
): Pick<Origin, "family" | "likelihood" | "because"> {
  const there = traces.flatMap(({ trace, seen }) => (seen.state === "present" ? [trace] : []));
  const own = families.filter((family) => there.some(of(family, "own")));
  const shared = families.filter((family) => there.some(of(family, "shared")));
  const family = own[0] ?? shared[0];
  if (family === undefined) return { family: "unknown", because: [] };
  const limit = own.length === 1 ? mostLikely(family, seen) : undefined;
  const ours = there.filter((trace) => trace.family === family);
  const others = there.filter((trace) => trace.family !== family);
  return {
    family,
    likelihood: limit ?? "possible",
    because: [...ours, ...others].map(({ path }) => path),
  };
}

/** All traces of the families that could have left what is there, with those seen for the verdict. */
export function fittingTraces(seen: RestartFilesSightings): readonly SeenTrace[] {
  const windows = seen.windowsDirectory.state === "present" ? seen.windowsDirectory.seen : "";
  const toolkit = tracesOf("setup-toolkit", "own", [`${windows}\\${toolkitRunnerName}`]);
  const manager = tracesOf("sms-convention", "own", packageCommandManagerTraces);
  const all: readonly SeenTrace[] = [
    ...toolkit.map((trace) => ({ trace, seen: seen.toolkitRunner })),
    ...manager.flatMap((trace, index) => {
      const sighting = seen.machine.pcm[index];
      return sighting === undefined ? [] : [{ trace, seen: sighting }];
    }),
    ...(seen.origin?.traces ?? []),
  ];
  return all.filter(({ trace }) => mostLikely(trace.family, seen) !== undefined);
}

/** In the order of what they prove: the toolkit's runner lies beside the very batch it would run. */
const families: readonly Family[] = ["setup-toolkit", "visual-basic", "sms-convention"];

/**
 * How likely the family can be at most, by which of the two files is there; undefined when it
 * leaves neither. The toolkit writes only the batch, Visual Basic's setups bring only the runner
 * for sure, and the convention makes both.
 */
function mostLikely(family: Family, seen: RestartFilesSightings): Likelihood | undefined {
  const batch = seen.batch.state === "present";
  const runner = seen.runner.state === "present";
  switch (family) {
    case "setup-toolkit":
      return batch ? "likely" : undefined;
    case "visual-basic":
      return runner ? "likely" : undefined;
    case "sms-convention":
      if (!batch) return undefined;
      return runner ? "likely" : "possible";
  }
}

function of(family: Family, weight: OriginTrace["weight"]): (trace: OriginTrace) => boolean {
  return (trace) => trace.family === family && trace.weight === weight;
}

import type { Sighting } from "../sighting.ts";
import type { Origin, OriginUnseen } from "./origin.ts";
import { fittingTraces, judgeFamily } from "./origin-family.ts";
import type { Hint } from "./origin-hints.ts";
import { likeliest } from "./origin-hints.ts";
import { pathHints } from "./origin-paths.ts";
import type { InstalledProgram } from "./origin-programs.ts";
import { installedPrograms } from "./origin-programs.ts";
import type { RestartFilesSightings } from "./sightings.ts";

/** Undefined when neither file was seen: then nobody left anything behind. */
export function judgeOrigin(seen: RestartFilesSightings): Origin | undefined {
  if (seen.origin === undefined || seen.windowsDirectory.state !== "present") return undefined;
  const traces = fittingTraces(seen);
  const programs = seen.origin.programs.flatMap((list) =>
    list.state === "present" ? installedPrograms(list.seen) : [],
  );
  return {
    ...judgeFamily(traces, seen),
    products: likeliest([
      ...pathHints(seen.lines, programs, seen.windowsDirectory.seen),
      ...visualBasicHints(programs, seen),
      ...sameDayHints(programs, seen),
    ]),
    unseen: [
      ...firstUnseen(
        "traces",
        traces.map((trace) => trace.seen),
      ),
      ...firstUnseen("programs", seen.origin.programs),
    ],
  };
}

/**
 * Every such setup overwrites `_Msrstrt.exe` (KB Q190173), so the runner is that of the last one:
 * surely told only where there is one.
 */
function visualBasicHints(
  programs: readonly InstalledProgram[],
  { runner }: RestartFilesSightings,
): readonly Hint[] {
  if (runner.state !== "present") return [];
  const found = programs.filter(({ visualBasicSetup }) => visualBasicSetup);
  const likelihood = found.length === 1 ? "likely" : "possible";
  return found.map((program) => ({
    program,
    because: "visual-basic-setup",
    likelihood,
    about: "visual basic",
  }));
}

/** Only the batch's time tells: the runner's is mostly the day on which its vendor built it. */
function sameDayHints(
  programs: readonly InstalledProgram[],
  { batch }: RestartFilesSightings,
): readonly Hint[] {
  if (batch.state !== "present") return [];
  const days = localDays(batch.seen.modified);
  return programs
    .filter(({ installed }) => installed !== undefined && days.has(installed))
    .map((program) => ({
      program,
      because: "same-day",
      likelihood: "possible",
      about: "day",
    }));
}

const hour = 60 * 60 * 1000;

/** The days, as `YYYYMMDD`, that a moment falls on in some zone of the earth, from UTC-12 to UTC+14. */
function localDays(moment: string): ReadonlySet<string> {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) return new Set();
  return new Set(
    [-12, 0, 14].map((offset) =>
      new Date(time + offset * hour).toISOString().slice(0, 10).replaceAll("-", ""),
    ),
  );
}

function firstUnseen(
  what: OriginUnseen["what"],
  sightings: readonly Sighting<unknown>[],
): readonly OriginUnseen[] {
  const found = sightings.find((sighting) => sighting.state === "unseen");
  return found === undefined ? [] : [{ what, why: found.why }];
}

import type { PresentSignal, SignalFinding, SignalVerdict } from "#checks/signal.ts";
import { signalIds } from "#checks/signal-ids.ts";
import type { Line } from "../../reply.ts";
import { enumerate } from "../enumerate.ts";
import { signalWords } from "./signal-words.ts";

/** Each reads after the name of a signal. */
export const verdictWords: Readonly<Record<SignalVerdict, string>> = {
  real: "a restart is needed",
  unseen: "asks, and I cannot tell whether it matters",
  stale: "a restart will not help",
  harmless: "nothing of weight waits",
};

const weight: readonly SignalVerdict[] = ["real", "unseen", "stale", "harmless"];

/**
 * What asks, the weightiest first; what may matter comes before what surely does not. Among equals
 * the order of the ids decides.
 */
export function askingByWeight(signals: readonly SignalFinding[]): PresentSignal[] {
  return signals
    .filter((signal) => signal.state === "present")
    .toSorted(
      (one, other) =>
        weight.indexOf(one.verdict) - weight.indexOf(other.verdict) ||
        signalIds.indexOf(one.id) - signalIds.indexOf(other.id),
    );
}

/** Who asks, at the beginning of a sentence: for pending renames the programs that they belong to. */
export function whoAsks(signal: PresentSignal): { readonly who: Line; readonly many: boolean } {
  const named = programsOf(signal).flatMap((program) => program ?? []);
  return named.length === 0
    ? { who: [signalWords[signal.id].who], many: false }
    : { who: enumerate(named, 3), many: named.length > 1 };
}

/**
 * The programs of the weightiest files, up to the first that nobody knows: what is named as the
 * reason for a restart must not be another program's litter.
 */
export function weightiestPrograms(signal: PresentSignal): string[] {
  const programs = programsOf(signal);
  const unknown = programs.indexOf(undefined);
  return programs
    .slice(0, unknown === -1 ? programs.length : unknown)
    .filter((program) => program !== undefined);
}

/** In the order of the groups, the weightiest first; undefined for files of a program nobody knows. */
function programsOf({ detail }: PresentSignal): (string | undefined)[] {
  if (detail?.kind !== "renames") return [];
  return detail.groups
    .filter(({ product }) => product === undefined || isProgram(product))
    .map(({ product }) => product);
}

/** Some rules know a kind of files and no program: “temporary files”. */
function isProgram(product: string): boolean {
  return /^[\p{Lu}.]/u.test(product);
}

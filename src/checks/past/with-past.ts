import type { PresentSignal, SignalFinding } from "../signal.ts";
import type { PastLook, ThisLook } from "./look.ts";
import { comparable } from "./look.ts";
import { historyOf } from "./survivors.ts";

/**
 * Adds what earlier looks tell. A request becomes `stale` when each item that it names was there
 * before the last real restart: that restart did not settle it, so the next one will not. Part of
 * it, or a request without names, changes no verdict: the rest may be new work.
 */
export function withPast(
  findings: readonly SignalFinding[],
  here: ThisLook,
  past: readonly PastLook[],
): readonly SignalFinding[] {
  const looks = comparable(here, past);
  if (looks.length === 0) return findings;
  return findings.map((finding) =>
    finding.state === "present" ? withHistory(finding, here, looks) : finding,
  );
}

function withHistory(
  signal: PresentSignal,
  here: ThisLook,
  looks: readonly PastLook[],
): PresentSignal {
  const history = historyOf(signal, here, looks);
  if (history === undefined) return signal;
  const verdict = history.survived?.extent === "all" ? "stale" : signal.verdict;
  return { ...signal, verdict, history };
}

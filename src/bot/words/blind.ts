import type { UnseenReason } from "#checks/sighting.ts";
import type { SignalFinding } from "#checks/signal.ts";
import type { Line } from "../reply.ts";
import { capital, enumerate } from "./enumerate.ts";
import { signalWords } from "./signals/signal-words.ts";
import { unseenWords } from "./unseen.ts";

/** The signals that were not seen, one line for each reason: a dozen often have the same. */
export function sayBlind(signals: readonly SignalFinding[], most: number): Line[] {
  const byReason = new Map<UnseenReason, string[]>();
  for (const signal of signals) {
    if (signal.state !== "unseen") continue;
    const names = byReason.get(signal.why) ?? [];
    byReason.set(signal.why, [...names, signalWords[signal.id].name]);
  }
  return Array.from(byReason, ([why, names]): Line => {
    const [first = "", ...rest] = names;
    return [...enumerate([capital(first), ...rest], most), `: ${unseenWords[why]}.`];
  });
}

import type { PresentSignal, SignalVerdict } from "#checks/signal.ts";
import { quote } from "../../legible.ts";
import type { Line, Mood } from "../../reply.ts";
import { enumerate } from "../enumerate.ts";
import { sayItSurvived } from "../history.ts";
import { weightiestPrograms, whoAsks } from "./asking.ts";
import { signalWords } from "./signal-words.ts";

/** One sentence that stands alone. Registry names and event numbers are never in it. */
export function signalHeadline(workstation: string, signal: PresentSignal): Line {
  const words = signalWords[signal.id];
  const pc = quote(workstation);
  const { verdict } = signal;
  if (verdict === "real") {
    return [pc, ` needs a restart ${words.settles}`, ...inBrackets(signal), "."];
  }
  const { who, many } = whoAsks(signal);
  const ask = many ? " ask " : " asks ";
  if (verdict === "unseen") {
    return [...who, ask, pc, " to restart, and I cannot tell whether that matters."];
  }
  if (words.quietly !== undefined) return [words.quietly[0], pc, words.quietly[1]];
  if (verdict === "harmless") return [...who, ask, pc, " to restart, but nothing of weight waits."];
  const why = sayItSurvived(signal) ?? words.stale ?? "what it asks for is done, or comes back.";
  const keep = many ? " keep asking " : " keeps asking ";
  return [...who, keep, pc, ` for a restart that cannot help: ${why}`];
}

export const headlineMoods: Readonly<Record<SignalVerdict, Mood>> = {
  real: "attention",
  unseen: "trouble",
  stale: "attention",
  harmless: "calm",
};

/** What the person at the workstation may be told, word for word. */
export const callerWords: Readonly<Record<SignalVerdict, string>> = {
  real: "For the caller: please save your work and choose Restart; the message should then stop.",
  unseen:
    "For the caller: we cannot tell yet whether a restart helps. Please wait before you restart.",
  stale: "For the caller: restarting again will not stop this message. We have to look into it.",
  harmless: "For the caller: nothing important waits. Go on working and restart when it suits you.",
};

/** What exactly waits, where it has a name that people know. */
function inBrackets(signal: PresentSignal): Line {
  const { detail } = signal;
  switch (detail?.kind) {
    case "updates":
      return bracketed(detail.names.filter((name) => /^KB\d{6,8}$/u.test(name)).map(quote));
    case "renames":
      return bracketed(weightiestPrograms(signal));
    case "products":
      return bracketed(detail.names.map(quote));
    case "new-name":
      return [" (", quote(detail.from), " becomes ", quote(detail.to), ")"];
    case "deadline":
    case undefined:
      return [];
  }
}

function bracketed(names: Line): Line {
  return names.length === 0 ? [] : [" (", ...enumerate(names, 3), ")"];
}

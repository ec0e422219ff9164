import { notLookedAt } from "#checks/list.ts";
import type { SignalFinding } from "#checks/signal.ts";
import { quote } from "../legible.ts";
import type { Evidence, Line } from "../reply.ts";
import type { Saying } from "./restart-files.ts";
import { notLookedAtNames, signalNames } from "./signal-names.ts";
import { unseenWords } from "./unseen.ts";

/** A signal as the headline's cause. */
export function saySignals(workstation: string, signals: readonly SignalFinding[]): Saying {
  const asking = signals.flatMap((signal) => (signal.state === "present" ? [signal] : []));
  const names = asking.map(({ id }) => signalNames[id]).join(", ");
  return {
    headline: [`${names} asks `, quote(workstation), " to restart."],
    mood: "attention",
    body: [
      ["For the caller: please save your work and restart; the message should then stop."],
      ["Updates were installed that finish with the next restart."],
    ],
  };
}

export function sayNothingFound(workstation: string): Saying {
  return {
    headline: ["Nothing that was looked at on ", quote(workstation), " asks for a restart."],
    mood: "calm",
    body: [
      ["For the caller: I found no reason for the message yet. What exactly does it say?"],
      ["This is not the same as “no restart needed”: only what is listed below was looked at."],
    ],
  };
}

/** What the engineer may check: every signal that was looked at, and every one that was not. */
export function signalEvidence(signals: readonly SignalFinding[]): Evidence {
  return {
    title: "Other restart signals",
    rows: [...signals.flatMap(signalRows), { says: [notLookedAtWords()] }],
  };
}

function signalRows(signal: SignalFinding): Evidence["rows"][number][] {
  const name = capital(signalNames[signal.id]);
  switch (signal.state) {
    case "absent":
      return [{ says: [`${name}: does not ask.`] }];
    case "unseen":
      return [{ says: [`${name}: not seen, ${unseenWords[signal.why]}.`] }];
    case "present": {
      const [first, ...updates] = signal.evidence;
      const says: Line = [`${name}: asks for a restart (${signal.verdict}).`];
      return [
        first === undefined ? { says } : { quote: quote(first).quote, says },
        ...updates.slice(0, 10).map((update) => ({ quote: quote(update).quote, says: ["update"] })),
      ];
    }
  }
}

function notLookedAtWords(): string {
  return `Not looked at: ${notLookedAt.map((id) => notLookedAtNames[id]).join(", ")}.`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import type { Diagnosis } from "#checks/diagnose.ts";
import type { PresentSignal } from "#checks/signal.ts";
import { quote } from "../../legible.ts";
import type { Line } from "../../reply.ts";
import { sayBlind } from "../blind.ts";
import { sayBoot } from "../boot.ts";
import { enumerate } from "../enumerate.ts";
import { sayHistory } from "../history.ts";
import type { Saying } from "../restart-files.ts";
import { when } from "../times.ts";
import { askingByWeight, verdictWords, weightiestPrograms } from "./asking.ts";
import { callerWords, headlineMoods, signalHeadline } from "./headline.ts";
import { blockedWords, signalWords } from "./signal-words.ts";

/** More causes than these are counted; each has its own evidence. */
const othersNamed = 4;

/** Signals as the headline's cause: the weightiest in it, the others one line each. */
export function saySignals(
  workstation: string,
  { signals, boot }: Pick<Diagnosis, "signals" | "boot">,
  askedAt: string,
): Saying {
  const asking = askingByWeight(signals);
  const [first] = asking;
  if (first === undefined) return sayNothingFound(workstation, { boot }, askedAt);
  return {
    headline: signalHeadline(workstation, first),
    mood: headlineMoods[first.verdict],
    body: [
      [callerWords[first.verdict]],
      sayMeaning(first),
      ...sayDeadlines(asking, askedAt),
      ...sayBoot(boot, askedAt),
      ...sayHistory(first),
      ...sayBlocks(asking),
      ...sayOthers(first, asking.slice(1)),
      ...sayMayAskAsWell(signals),
    ],
  };
}

/** What a request that survived its restart meant (“finishes with the next restart”) is disproved. */
function sayMeaning({ id, verdict, history }: PresentSignal): Line {
  const { means, now } = signalWords[id];
  const disproved = verdict === "stale" && history?.survived !== undefined;
  return disproved ? [now[verdict]] : [`${means} ${now[verdict]}`];
}

export function sayNothingFound(
  workstation: string,
  { boot }: Pick<Diagnosis, "boot">,
  askedAt: string,
): Saying {
  return {
    headline: ["Nothing that was looked at on ", quote(workstation), " asks for a restart."],
    mood: "calm",
    body: [
      ["For the caller: I found no reason for the message yet. What exactly does it say?"],
      ["This is not the same as “no restart needed”: only what is listed below was looked at."],
      ...sayBoot(boot, askedAt),
    ],
  };
}

/** Signals beside another headline, the weightiest first. */
export function saySignalsBeside(asking: readonly PresentSignal[]): Line[] {
  const lines = asking.slice(0, othersNamed).map(oneLine);
  const more = asking.length - lines.length;
  return more > 0
    ? [...lines, [`${more} more ${more === 1 ? "asks" : "ask"} as well: see below.`]]
    : lines;
}

export function sayBlocks(asking: readonly PresentSignal[]): Line[] {
  const blocked = [...new Set(asking.flatMap(({ id }) => signalWords[id].blocks))];
  if (blocked.length === 0) return [];
  const until = asking[0]?.verdict === "real" ? "Until then " : "While it is there, ";
  const names = blocked.map((one) => blockedWords[one]);
  return [[until, ...enumerate(names, names.length), " may refuse to run."]];
}

export function sayDeadlines(asking: readonly PresentSignal[], askedAt: string): Line[] {
  return asking.flatMap(({ detail }): Line[] => {
    if (detail?.kind !== "deadline") return [];
    return Date.parse(detail.at) > Date.parse(askedAt)
      ? [[`It will restart by itself at ${when(detail.at)}.`]]
      : [[`It was to restart by itself at ${when(detail.at)}; that time is over.`]];
  });
}

/** Those that one restart settles for the same reason say nothing new, so they share a line. */
function sayOthers(first: PresentSignal, others: readonly PresentSignal[]): Line[] {
  const same = others.filter(
    ({ id, verdict }) =>
      first.verdict === "real" &&
      verdict === "real" &&
      signalWords[id].settles === signalWords[first.id].settles,
  );
  const rest = others.filter((signal) => !same.includes(signal));
  const names = same.map(({ id }) => signalWords[id].name);
  const agree: Line[] =
    names.length === 0 ? [] : [["The same is said by ", ...enumerate(names, 6), "."]];
  return [...agree, ...saySignalsBeside(rest)];
}

function oneLine(signal: PresentSignal): Line {
  const programs = weightiestPrograms(signal);
  const named: Line = programs.length === 0 ? [] : [" (", ...enumerate(programs, 3), ")"];
  return ["Also ", signalWords[signal.id].name, ...named, `: ${verdictWords[signal.verdict]}.`];
}

function sayMayAskAsWell(signals: Diagnosis["signals"]): Line[] {
  return sayBlind(signals, 4).map((line) => ["Not seen, so it may ask as well: ", ...line]);
}

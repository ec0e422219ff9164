/**
 * What a button sends back: which offer, and how often the person has said yes so far.
 * `ask` is the button itself, `confirm` the first yes, `lose` the second, which named the losses.
 * Where a second person is asked, `approve` and `withdraw` are their buttons, `approved` and
 * `withdrawn` the yes to each.
 */
export interface PressToken {
  readonly offer: string;
  readonly stage: Stage;
}

export type Stage = FirstStage | SecondStage;

/** By the one who asks for the act. */
export type FirstStage = (typeof firstStages)[number];
/** About a request for a second person's yes. */
export type SecondStage = (typeof secondStages)[number];

const firstStages = ["ask", "confirm", "lose"] as const;
const secondStages = ["approve", "approved", "withdraw", "withdrawn"] as const;
const stages: readonly Stage[] = [...firstStages, ...secondStages];

export function isFirstStage(stage: Stage): stage is FirstStage {
  return firstStages.some((first) => first === stage);
}

export function writePress(offer: string, stage: Stage): string {
  return `${offer}:${stage}`;
}

/** Undefined for anything that this bot never wrote. */
export function readPress(text: string): PressToken | undefined {
  const match = /^(?<offer>[0-9a-z]{16}):(?<stage>[a-z]+)$/u.exec(text);
  const stage = stages.find((name) => name === match?.groups?.["stage"]);
  const offer = match?.groups?.["offer"];
  return offer === undefined || stage === undefined ? undefined : { offer, stage };
}

/** What a button is about, for finding its message again: an offer's id, or `sweep:` and its id. */
export function subjectOf(press: string): string | undefined {
  const sweep = readSweepPress(press)?.sweep;
  return sweep === undefined ? readPress(press)?.offer : `sweep:${sweep}`;
}

/** A button of a sweep; `…-yes` is the answer to its confirmation. */
export interface SweepToken {
  readonly sweep: string;
  readonly stage: SweepStage;
}

export type SweepStage = (typeof sweepStages)[number];

/** `counted`: the number of workstations was typed. */
const sweepStages = ["stop", "stop-yes", "clear", "clear-yes", "counted", "counted-yes"] as const;

export function writeSweepPress(sweep: string, stage: SweepStage): string {
  return `sweep:${sweep.toLowerCase()}:${stage}`;
}

/** Undefined for anything that this bot never wrote. */
export function readSweepPress(text: string): SweepToken | undefined {
  const match = /^sweep:(?<sweep>[0-9a-z]{4}-[0-9a-z]{4}):(?<stage>[a-z-]+)$/u.exec(text);
  const stage = sweepStages.find((name) => name === match?.groups?.["stage"]);
  const sweep = match?.groups?.["sweep"]?.toUpperCase();
  return sweep === undefined || stage === undefined ? undefined : { sweep, stage };
}

/** A button of a watch; `…-yes` is the answer to its confirmation. */
export interface WatchToken {
  readonly watch: string;
  readonly stage: SweepStage;
}

export function writeWatchPress(watch: string, stage: SweepStage): string {
  return `watch:${watch.toLowerCase()}:${stage}`;
}

/** Undefined for anything that this bot never wrote. */
export function readWatchPress(text: string): WatchToken | undefined {
  const match = /^watch:(?<watch>[0-9a-z]{4}-[0-9a-z]{4}):(?<stage>[a-z-]+)$/u.exec(text);
  const stage = sweepStages.find((name) => name === match?.groups?.["stage"]);
  const watch = match?.groups?.["watch"]?.toUpperCase();
  return watch === undefined || stage === undefined ? undefined : { watch, stage };
}

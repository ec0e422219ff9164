/**
 * What a button sends back: which offer, and how often the person has said yes so far.
 * `ask` is the button itself, `confirm` the first yes, `lose` the second, which named the losses.
 */
export interface PressToken {
  readonly offer: string;
  readonly stage: Stage;
}

export type Stage = "ask" | "confirm" | "lose";

export function writePress(offer: string, stage: Stage): string {
  return `${offer}:${stage}`;
}

/** Undefined for anything that this bot never wrote. */
export function readPress(text: string): PressToken | undefined {
  const match = /^(?<offer>[0-9a-z]{16}):(?<stage>ask|confirm|lose)$/u.exec(text);
  const stage = stages.find((name) => name === match?.groups?.["stage"]);
  const offer = match?.groups?.["offer"];
  return offer === undefined || stage === undefined ? undefined : { offer, stage };
}

const stages: readonly Stage[] = ["ask", "confirm", "lose"];

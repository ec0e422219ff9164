/**
 * What a button carries. Everything that is needed to go on after a restart is in it or in the
 * bot's store; nothing in it is trusted for rights. `@` cannot be part of a press, so the two
 * halves cannot be confused.
 */
export interface Carried {
  readonly press: string;
  /** In a private confirmation: the message whose button was pressed first. */
  readonly original?: string;
}

/** The "no" of a confirmation; `_` cannot be part of a press. */
export const closeId = "wr:_close";

/** At most 3 + 64 + 1 + 20 of the 100 characters that Discord allows. */
export function writeCustomId({ press, original }: Carried): string {
  return original === undefined ? `wr:${press}` : `wr:${press}@${original}`;
}

/** Undefined for anything that this bot did not write. */
export function readCustomId(customId: string): Carried | undefined {
  const match = /^wr:(?<press>[a-z0-9:-]{1,64})(?:@(?<original>\d{1,20}))?$/u.exec(customId);
  const press = match?.groups?.["press"];
  const original = match?.groups?.["original"];
  if (press === undefined) return undefined;
  return original === undefined ? { press } : { press, original };
}

import type { Payload } from "./dress.ts";
import type { PlainPayload } from "./dress-plain.ts";
import { dressPlain } from "./dress-plain.ts";
import type { Refused } from "./faults.ts";
import { hasFiles, withoutFiles } from "./files.ts";

export type Words = Payload | PlainPayload;

export type Attempted<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: Refused };

interface Saying<T> {
  readonly mayBePlain: boolean;
  readonly say: (words: Words) => Promise<Attempted<T>>;
  /** Hears how it was said. */
  readonly said: (value: T, plainly: boolean) => void;
}

/**
 * Once more in plain words when Discord does not take the components, and without the files when it
 * does not take those: the words stand alone.
 */
export async function sayAsTaken<T>(
  payload: Payload,
  { mayBePlain, say, said }: Saying<T>,
): Promise<Attempted<T>> {
  const first = await sayLess(payload, mayBePlain ? ["files"] : ["files", "form"]);
  const plainly = mayBePlain && !first.ok && first.why === "form";
  const last = plainly ? await sayLess(dressPlain(payload), ["files", "form"]) : first;
  if (last.ok) said(last.value, plainly);
  return last;

  async function sayLess(words: Words, blames: readonly Refused[]): Promise<Attempted<T>> {
    const whole = await say(words);
    const less = !whole.ok && blames.includes(whole.why) && hasFiles(words);
    return less ? await say(withoutFiles(words)) : whole;
  }
}

import type { PresentSignal } from "../signal.ts";

/** More names help nobody, and the machine decides how many there are. */
const namesTold = 50;
/** Titles of updates are shorter; the text of an event may be anything. */
const nameLength = 200;
const kbNumber = /(?<![a-z0-9])KB\d{6,8}(?!\d)/giu;

/** Of each text its KB numbers, or the text itself where it has none; each name once. */
export function updateNames(texts: readonly string[]): string[] {
  const names = texts.flatMap((text) =>
    hasKbNumber(text) ? kbNumbers(text) : [text.trim().slice(0, nameLength)],
  );
  return [...new Set(names)].filter((name) => name !== "").slice(0, namesTold);
}

export function hasKbNumber(text: string): boolean {
  return kbNumbers(text).length > 0;
}

function kbNumbers(text: string): string[] {
  return text.match(kbNumber)?.map((number) => number.toUpperCase()) ?? [];
}

/** No detail is better than an empty one. */
export function updatesDetail(names: readonly string[]): Pick<PresentSignal, "detail"> {
  return names.length === 0 ? {} : { detail: { kind: "updates", names } };
}

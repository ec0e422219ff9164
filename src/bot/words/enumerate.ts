import type { Inline, Line } from "../reply.ts";

/** `A, B and C`; past `most`, `A, B and 3 more`. */
export function enumerate(parts: readonly Inline[], most: number): Line {
  const shown =
    parts.length > most ? [...parts.slice(0, most), `${parts.length - most} more`] : parts;
  return shown.flatMap((part, index) => {
    if (index === 0) return [part];
    return [index === shown.length - 1 ? " and " : ", ", part];
  });
}

/** `1 file`, `3 files`. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

/** For the beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import { assignedSecrets } from "./assigned.ts";
import { commandSecrets } from "./commands.ts";
import type { Span } from "./words.ts";

/** Stands for a password; always as long, so that it does not even tell the length. */
export const mask = "•••";

/**
 * The text with the passwords taken out that can be told from their place: `NET USE`, `/p:`,
 * `password=`, an address with a login, and more. A password that stands where nothing says so
 * (`ECHO secret > LOGIN.SCR`) cannot be told from any other word, and stays.
 *
 * What is in doubt is masked: a hidden word costs a look at the file, a shown password is out.
 */
export function maskSecrets(text: string): string {
  let masked = text;
  // A masked quotation mark may part the words after it otherwise; twice is nearly always enough.
  for (let round = 0; round < mostRounds; round += 1) {
    const next = maskOnce(masked);
    if (next === masked) return masked;
    masked = next;
  }
  return masked;
}

const mostRounds = 8;

function maskOnce(text: string): string {
  const spans = [...assignedSecrets(text), ...commandSecrets(text)]
    .filter(({ from, to }) => !isNothing(text.slice(from, to)))
    .toSorted((one, other) => one.from - other.from);
  let shown = "";
  let at = 0;
  for (const span of joined(spans)) {
    shown += text.slice(at, span.from) + mask;
    at = span.to;
  }
  return shown + text.slice(at);
}

/** Nothing, nothing in quotation marks, or the `*` that asks for a password. */
function isNothing(value: string): boolean {
  return /^(?:["']*|\*)$/u.test(value);
}

function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (last !== undefined && span.from <= last.to) {
      found[found.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    } else found.push(span);
  }
  return found;
}

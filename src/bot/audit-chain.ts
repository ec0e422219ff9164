import { createHash } from "node:crypto";
import type { AuditEntry, AuditHead, AuditLink } from "./audit.ts";

/** What the first link names as the hash before it. */
const genesis = "0".repeat(64);

export const emptyHead: AuditHead = { count: 0, hash: genesis };

/** `128:ab12…`, for a log and for people who note it down. */
export function writeHead({ count, hash }: AuditHead): string {
  return `${count}:${hash}`;
}

/** Undefined for what `writeHead` never wrote. */
export function readHead(written: string): AuditHead | undefined {
  const match = /^(?<count>\d{1,15}):(?<hash>[0-9a-f]{64})$/u.exec(written);
  const { count, hash } = match?.groups ?? {};
  return count === undefined || hash === undefined ? undefined : { count: Number(count), hash };
}

/** The links of `entries` behind `head`. */
export function chain(head: AuditHead, entries: readonly AuditEntry[]): AuditLink[] {
  const links: AuditLink[] = [];
  let previous = head.hash;
  for (const [index, entry] of entries.entries()) {
    const text = canonical(entry);
    const hash = hashOf(previous, text);
    const workstation = "workstation" in entry ? (entry.workstation ?? null) : null;
    links.push({ position: head.count + index + 1, workstation, text, previous, hash });
    previous = hash;
  }
  return links;
}

/**
 * One text for one entry: JSON without spaces, keys sorted by their code units, everything but
 * printable ASCII escaped. So no database, encoding or terminal has anything to change in it, and
 * no two byte sequences read as the same text (broken UTF-8 becomes U+FFFD, and so does U+FFFD).
 */
export function canonical(entry: AuditEntry): string {
  return asciiJson(entry);
}

/** `canonical` of anything, for what is handed out with the entries. */
export function asciiJson(value: object | string): string {
  return JSON.stringify(value, sorted).replaceAll(/[^ -~]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** SHA-256 in lower-case hexadecimal over the hash before, a line feed and the canonical text. */
function hashOf(previous: string, text: string): string {
  return createHash("sha256").update(`${previous}\n${text}`).digest("hex");
}

export type ChainVerdict =
  | { readonly whole: true; readonly head: AuditHead }
  | {
      readonly whole: false;
      /** The first position at which it is wrong. */
      readonly position: number;
      readonly how: ChainFault;
      /** How far it was right. */
      readonly head: AuditHead;
    };

export type ChainFault =
  /** Its content is not what its hash was made of. */
  | "changed"
  /** There is none at this position, but later ones. */
  | "missing"
  /** Whole in itself, but it does not continue the one before it. */
  | "out-of-order"
  /** The chain ends before the head that was noted. */
  | "cut-off"
  /** At the position of the head that was noted stands another one: the chain was made anew. */
  | "not-as-noted";

/**
 * Whether the chain is whole, up to its first fault. What was cut off at its end cannot be seen in
 * the chain itself, nor that all of it was computed anew: only `noted`, a head that was written
 * down somewhere else, shows that.
 */
export async function verifyChain(
  links: AsyncIterable<AuditLink>,
  noted?: AuditHead,
): Promise<ChainVerdict> {
  let head = emptyHead;
  for await (const link of links) {
    const how = faultOf(link, head) ?? notAsNoted(link, noted);
    if (how !== undefined) {
      // After a gap the first wrong position is the one where nothing is.
      const position = how === "missing" ? head.count + 1 : link.position;
      return { whole: false, position, how, head };
    }
    head = { count: link.position, hash: link.hash };
  }
  if (noted !== undefined && noted.count > head.count) {
    return { whole: false, position: head.count + 1, how: "cut-off", head };
  }
  return { whole: true, head };
}

function faultOf(link: AuditLink, head: AuditHead): ChainFault | undefined {
  if (link.position > head.count + 1) return "missing";
  if (link.hash !== hashOf(link.previous, link.text)) return "changed";
  if (link.position !== head.count + 1 || link.previous !== head.hash) return "out-of-order";
  return link.workstation === workstationIn(link.text) ? undefined : "changed";
}

function notAsNoted(link: AuditLink, noted: AuditHead | undefined): ChainFault | undefined {
  return link.position === noted?.count && link.hash !== noted.hash ? "not-as-noted" : undefined;
}

/** As `chain` puts it beside the text; undefined for a text that `canonical` never made. */
function workstationIn(text: string): string | null | undefined {
  try {
    const entry: unknown = JSON.parse(text);
    if (typeof entry !== "object" || entry === null) return undefined;
    if (!("workstation" in entry)) return null;
    return typeof entry.workstation === "string" ? entry.workstation : undefined;
  } catch {
    return undefined;
  }
}

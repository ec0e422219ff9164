import type { Ends, Span } from "./words.ts";
import { endsOf } from "./words.ts";

// Every repetition is bounded, so that no text makes these slow.
const passwordName =
  "(?:passw(?:or[dt]|d)|passphrase|passcode|pwd|pword)[a-z0-9_]{0,32}|(?<![a-z])pass[a-z0-9_]{0,32}|pass(?=[%\"']{0,2}[ \\t]{0,8}=)|(?<![a-z])psw|(?<![a-z])pw";
const registryType = "REG_[a-z_]{2,20}[ \\t]{1,32}";

/** `password=…`, `/pass…:…`, `"DefaultPassword"="…"`, `DefaultPassword REG_SZ …`. */
const named = new RegExp(
  `(?:${passwordName})[%"']{0,2}(?:[ \\t]{0,8}[:=]{1,2}[ \\t]{0,8}(?<type>${registryType})?|[ \\t]{1,32}(?<typed>${registryType}))`,
  "giu",
);

/** `/p:…`, and with other letters the passwords of NETDOM (`/pd:`, `/po:`) and SCHTASKS (`/rp`). */
const shortOption = /(?:\/|(?<![a-z0-9])-)(?:p|rp|pd|po)[:=]{1,2}[ \t]{0,8}/giu;

/** `-pw …`, `/password …`: whatever comes next is it. */
const spacedOption =
  /(?<![a-z0-9])[/-]{1,2}(?:rp|pw|pwd|pass|passwd|password|passphrase)[ \t]{1,32}/giu;

/** `https://user:…@host`. A password in an address holds no slash (RFC 3986, 3.2.1). */
const address = /:\/\/[^\s"/:@]{0,256}:(?<value>[^\s"/]{1,1024})@/gu;

/** `/user:domain\user%…`, as Samba's tools take it. */
const userAndPassword = /[/-]u(?:ser)?[:= \t]{1,8}"?[^\s%"]{1,256}%/giu;
/** `/user:%USERDOMAIN%\%USERNAME%` names variables and holds no password. */
const variable = /^%(?:[a-z_]\w{0,63}%|\d(?![^\s"]))/iu;

/** What stands after a name or a switch that says: this is a password. */
export function assignedSecrets(text: string): Span[] {
  const read = { text, ends: endsOf(text) };
  return [
    ...[...text.matchAll(named)].map((match) => namedValue(read, match)),
    ...[...text.matchAll(shortOption), ...text.matchAll(spacedOption)].map((match) =>
      valueOf(read, match),
    ),
    ...[...text.matchAll(userAndPassword)].flatMap((match) => percentValue(read, match)),
    ...[...text.matchAll(address)].map((match) => {
      const to = match.index + match[0].length - 1;
      return { from: to - (match.groups?.["value"] ?? "").length, to };
    }),
  ];
}

interface Read {
  readonly text: string;
  readonly ends: Ends;
}

function namedValue(read: Read, match: RegExpExecArray): Span {
  const from = match.index + match[0].length;
  const before = read.text.slice(Math.max(0, match.index - 96), match.index);
  const { type, typed } = match.groups ?? {};
  // SET takes the rest of its line, blanks included; so does a value that names its type.
  const wholeLine = /(?:^|[\s@(&|"])set[ \t]{1,8}(?:\/p[ \t]{1,8})?"?[\w.-]{0,64}$/iu;
  if (type !== undefined || typed !== undefined || wholeLine.test(before)) {
    return { from, to: read.ends.lineEnd(from) };
  }
  return valueOf(read, match);
}

/**
 * The word after a name. Where the quotation mark, or the semicolon of a connection string, stands
 * before the name, the value may hold blanks and goes on to its fellow.
 */
function valueOf({ text, ends }: Read, match: RegExpExecArray): Span {
  const from = match.index + match[0].length;
  const before = text.slice(Math.max(0, match.index - 64), match.index);
  const opening = /(?<mark>["';])[ \t]{0,8}[\w.\-/]{0,48}$/u.exec(before)?.groups?.["mark"];
  const isQuoted = /["']/u.test(match[0]) || /["']/u.test(text[from] ?? "");
  if (opening === undefined || isQuoted) return { from, to: ends.wordEnd(from) };
  const close = text.indexOf(opening, from);
  const end = ends.lineEnd(from);
  return { from, to: close === -1 ? end : Math.min(close, end) };
}

function percentValue({ text, ends }: Read, match: RegExpExecArray): Span[] {
  const from = match.index + match[0].length;
  if (variable.test(text.slice(from - 1, from + 66))) return [];
  return [{ from, to: ends.wordEnd(from) }];
}

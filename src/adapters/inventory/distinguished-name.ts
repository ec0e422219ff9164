/** One part of a distinguished name: `OU=Lab` is type `ou` and value `Lab`. */
export interface NamePart {
  /** In lower case. */
  readonly type: string;
  readonly value: string;
}

/**
 * Takes a distinguished name apart (RFC 4514), from the entry to the root. Of a part that has several
 * values (`CN=a+UID=b`) only the first counts. Undefined for what is none.
 */
export function readDistinguishedName(text: string): readonly NamePart[] | undefined {
  const parts = splitUnescaped(text, ",").map((part) => splitUnescaped(part, "+")[0] ?? "");
  const read = parts.map((part): NamePart | undefined => {
    const equals = part.indexOf("=");
    if (equals < 1) return undefined;
    const value = part.slice(equals + 1).trim();
    return { type: part.slice(0, equals).trim().toLowerCase(), value: unescapeValue(value) };
  });
  return read.every((part) => part !== undefined) ? read : undefined;
}

function splitUnescaped(text: string, at: "," | "+"): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let place = 0; place < text.length; place += 1) {
    if (text[place] === "\\") place += 1;
    else if (text[place] === at) {
      parts.push(text.slice(from, place));
      from = place + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** `\,` is a comma, and bytes in hexadecimal are UTF-8. */
function unescapeValue(value: string): string {
  return value.replaceAll(/(?:\\[0-9A-Fa-f]{2})+|\\(.)/gu, (written, one: string | undefined) =>
    one === undefined ? Buffer.from(written.replaceAll("\\", ""), "hex").toString("utf8") : one,
  );
}

import iconv from "iconv-lite";

/** One line of the batch as COMMAND.COM would see it. */
export interface BatchLine {
  /** From 1, as an editor counts. */
  readonly number: number;
  readonly text: string;
  /**
   * After a Ctrl-Z (0x1A): COMMAND.COM stops reading there, so this line never runs. It is still a
   * record of staged work: joining two batches with `COPY a+b /B` leaves the mark in the middle.
   */
  readonly afterEnd: boolean;
  /** `false` when its bytes are not text in the machine's OEM code page. */
  readonly legible: boolean;
}

const endOfFile = 0x1a;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Cuts a batch into lines. Bytes come first: the marks are cut before anything is decoded, so that
 * a double-byte code page cannot hide them.
 *
 * @param oemCodePage `437`, `850`, … or undefined when it is not known; then only ASCII is legible.
 */
export function batchLines(content: Uint8Array, oemCodePage: string | undefined): BatchLine[] {
  const lines: BatchLine[] = [];
  let number = 1;
  let start = 0;
  let afterEnd = false;
  const cut = (end: number): void => {
    const last = content[end - 1] === carriageReturn ? end - 1 : end;
    const { text, legible } = decode(content.subarray(start, Math.max(start, last)), oemCodePage);
    lines.push({ number, text, afterEnd, legible });
  };
  for (let at = 0; at < content.length; at += 1) {
    const byte = content[at];
    if (byte !== lineFeed && byte !== endOfFile) continue;
    cut(at);
    start = at + 1;
    if (byte === lineFeed) number += 1;
    else afterEnd = true;
  }
  cut(content.length);
  // Not `trim`: it takes the OEM byte 0xFF for a blank.
  return lines.filter((line) => /[^ \t\r]/u.test(line.text) || !line.legible);
}

function decode(
  bytes: Uint8Array,
  oemCodePage: string | undefined,
): { text: string; legible: boolean } {
  if (bytes.every((byte) => byte < 0x80)) {
    return { text: Buffer.from(bytes).toString("latin1"), legible: true };
  }
  const encoding = `cp${oemCodePage ?? ""}`;
  if (oemCodePage === undefined || !iconv.encodingExists(encoding)) {
    return { text: Buffer.from(bytes).toString("latin1"), legible: false };
  }
  const text = iconv.decode(Buffer.from(bytes), encoding);
  // A code page with holes decodes them to U+FFFD; only what comes back byte for byte was text.
  const legible = iconv.encode(text, encoding).equals(Buffer.from(bytes));
  return { text, legible };
}

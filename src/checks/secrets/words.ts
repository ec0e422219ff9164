/** A stretch of a text, its end not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** No-break spaces are letters here: to DOS the OEM byte 0xFF is a letter of a name. */
function isBlank(letter: string | undefined): boolean {
  return letter === " " || letter === "\t" || letter === "\r" || letter === "\n";
}

/** Where things end in one text; each answer is found once, however often it is asked for. */
export interface Ends {
  /**
   * The end of the word that begins at `from`, as programs part their words: at a blank outside
   * double quotes. A quote that is never closed runs to the end: too much is a word, never too little.
   */
  wordEnd(from: number): number;
  lineEnd(from: number): number;
}

export function endsOf(text: string): Ends {
  let words: WordEnds | undefined;
  const wordEnd = (from: number): number => {
    if (text[from] === "'") {
      const close = text.indexOf("'", from + 1);
      return close === -1 ? text.length : close + 1;
    }
    words ??= wordEnds(text);
    return words.ends[words.parity[from] ?? 0]?.[from] ?? text.length;
  };
  let line = { from: 0, to: -1 };
  const lineEnd = (from: number): number => {
    if (from >= line.from && from <= line.to) return line.to;
    const end = text.slice(from).search(/[\r\n]/u);
    line = { from, to: end === -1 ? text.length : from + end };
    return line.to;
  };
  return { wordEnd, lineEnd };
}

interface WordEnds {
  /** Whether an odd number of quotation marks is before each place. */
  readonly parity: Uint8Array;
  /** The next blank, for words that begin after an even and after an odd number. */
  readonly ends: readonly [Int32Array, Int32Array];
}

/** One pass: in a text that is all `/p:/p:/p:` a walk from every beginning would never be done. */
function wordEnds(text: string): WordEnds {
  const parity = new Uint8Array(text.length + 1);
  for (let at = 0; at < text.length; at += 1) {
    parity[at + 1] = (parity[at] ?? 0) ^ Number(text[at] === '"');
  }
  const even = new Int32Array(text.length).fill(text.length);
  const odd = new Int32Array(text.length).fill(text.length);
  for (let at = text.length - 1; at >= 0; at -= 1) {
    even[at] = even[at + 1] ?? text.length;
    odd[at] = odd[at + 1] ?? text.length;
    if (isBlank(text[at])) (parity[at] === 0 ? even : odd)[at] = at;
  }
  return { parity, ends: [even, odd] };
}

/** The words of one command, from `from` to what ends it: `&`, `|`, `<`, `>`, or `until`. */
export function commandWords(text: string, from: number, until: number): Span[] {
  const command = text.slice(0, until);
  const found: Span[] = [];
  let at = from;
  while (at < until) {
    if (isBlank(command[at])) {
      at += 1;
      continue;
    }
    const to = commandWordEnd(command, at);
    if (to === at) return found;
    found.push({ from: at, to });
    at = to;
  }
  return found;
}

/** As above, and an unquoted `&`, `|`, `<` or `>` ends it as well, unless a `^` is before it. */
function commandWordEnd(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at] ?? "";
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (isBlank(letter) || "&|<>".includes(letter)) return at;
    else if (letter === "^") at += 1;
  }
  return text.length;
}

import type { Span } from "./words.ts";
import { commandWords } from "./words.ts";

/** The words of a command that are passwords. */
type Secrets = (words: readonly Word[]) => readonly Span[];

interface Word extends Span {
  readonly text: string;
}

/**
 * Commands that take a password as a word of its own, or behind a switch that means something else
 * elsewhere (DEL /P asks before it deletes).
 */
const commands: readonly { readonly names: string; readonly secrets: Secrets }[] = [
  // NET USE device \\computer\share password /USER:name; also of LAN Manager and Windows for
  // Workgroups, of whose time the restart files are.
  { names: String.raw`net1?(?:\.exe)?"?[ \t]{1,32}use`, secrets: netUse },
  { names: String.raw`net1?(?:\.exe)?"?[ \t]{1,32}(?:user|logon)`, secrets: operandsFrom(1) },
  { names: String.raw`net1?(?:\.exe)?"?[ \t]{1,32}password`, secrets: operandsFrom(0) },
  { names: "rasdial|autologon(?:64)?", secrets: operandsFrom(2) },
  { names: "sanur|convertto-securestring", secrets: operandsFrom(0) },
  {
    names: "ps(?:exec|kill|list|info|service|shutdown|loglist|suspend|loggedon|file|getsid)(?:64)?",
    secrets: afterSwitch(/^[/-]p$/iu),
  },
  {
    names:
      "schtasks|tasklist|taskkill|systeminfo|getmac|driverquery|openfiles|gpresult|eventcreate|waitfor",
    secrets: afterSwitch(/^[/-]p$/iu),
  },
  { names: "sqlcmd|osql|isql|bcp|sshpass", secrets: afterSwitch(/^[/-](?:P|p)$/u, /^[/-][Pp]/u) },
  { names: "mysql(?:admin|dump)?|7z[ar]?|(?:win|un)?rar", secrets: afterSwitch(/^$/u, /^-h?p/iu) },
  { names: "curl", secrets: afterColon },
  { names: "sqlplusw?", secrets: afterSlash },
  { names: "setx", secrets: secondOfPassword },
  { names: "reg", secrets: registryData },
];

const places = commands.map(({ names, secrets }) => ({
  // A path before the name and `.exe` after it change nothing.
  start: new RegExp(String.raw`(?<![a-z0-9_])(?:${names})(?:\.exe)?"?[ \t]{1,32}`, "giu"),
  secrets,
}));

/** Any of the places: most texts have none, and one pass tells. */
const anyPlace = new RegExp(places.map(({ start }) => start.source).join("|"), "iu");

/** Each command is read up to the next of its kind, so that the work grows with the text alone. */
export function commandSecrets(text: string): Span[] {
  if (!anyPlace.test(text)) return [];
  return places.flatMap(({ start, secrets }) => {
    const found = [...text.matchAll(start)];
    return found.flatMap((match, index) => {
      const from = match.index + match[0].length;
      const words = commandWords(text, from, found[index + 1]?.index ?? text.length);
      return secrets(words.map((word) => ({ ...word, text: text.slice(word.from, word.to) })));
    });
  });
}

const device = /^"?(?:[a-z]:|(?:lpt|com)\d:?)"?$/iu;
const place = /^"?(?:\\\\|\/\/|[a-z]{3,5}:\/\/|%\w{1,64}%\\)/iu;
/** `%PASSWORD%`, `%3`: what is in it stands elsewhere. */
const variable = /^"?(?:%[a-z_]\w{0,63}%|%\d)"?$/iu;

/** Every word that is not a device, the first share, or a switch. */
function netUse(words: readonly Word[]): readonly Span[] {
  const operands = words.filter(isOperand).filter(({ text }) => !device.test(text));
  const share = operands.find(({ text }) => place.test(text));
  return operands.filter((word) => word !== share);
}

function operandsFrom(index: number): Secrets {
  return (words) => words.filter(isPlainWord).slice(index).filter(isOperand);
}

/** `*` asks for the password when it runs. */
function isOperand(word: Word): boolean {
  return isPlainWord(word) && word.text !== "*" && !variable.test(word.text);
}

function isPlainWord({ text }: Word): boolean {
  return !/^[/-]/u.test(text);
}

function afterSwitch(alone: RegExp, attached?: RegExp): Secrets {
  return (words) =>
    words.flatMap((word, index) => {
      const next = words[index + 1];
      if (alone.test(word.text)) return next === undefined ? [] : [next];
      const begins = attached?.exec(word.text)?.[0];
      return begins === undefined ? [] : [{ from: word.from + begins.length, to: word.to }];
    });
}

/** `curl -u user:…`, `--user user:…`. */
function afterColon(words: readonly Word[]): readonly Span[] {
  return words.flatMap((word, index) => {
    const before = words[index - 1]?.text ?? "";
    const colon = word.text.indexOf(":");
    const named = /^(?:-u|-U|--user|--proxy-user)$/u.test(before) || /^-[uU]./u.test(word.text);
    return named && colon !== -1 ? [{ from: word.from + colon + 1, to: word.to }] : [];
  });
}

/** `sqlplus scott/…@database`. */
function afterSlash(words: readonly Word[]): readonly Span[] {
  return words.flatMap((word) => {
    const slash = word.text.indexOf("/");
    return slash > 0 ? [{ from: word.from + slash + 1, to: word.to }] : [];
  });
}

const passwordName = /passw|pwd|pass$/iu;

/** `setx PASSWORD …`. */
function secondOfPassword(words: readonly Word[]): readonly Span[] {
  const [name, value] = words.filter(isPlainWord);
  return name !== undefined && value !== undefined && passwordName.test(name.text) ? [value] : [];
}

/** `reg add … /v DefaultPassword /d …`. */
function registryData(words: readonly Word[]): readonly Span[] {
  return words.some(({ text }) => passwordName.test(text)) ? afterSwitch(/^\/d$/iu)(words) : [];
}

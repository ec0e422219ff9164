import type { Language } from "./language.ts";
import type { RegistryValue } from "./registry.ts";
import type { PracticeWindows } from "./windows.ts";

/** What a program wrote, and its exit code. */
export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/**
 * `reg query "KEY" [/s] /reg:64`, with `reg.exe`'s layout. Missing and denied are both exit code 1,
 * told apart only by words in the language of the machine.
 */
export function regQuery(words: readonly string[], windows: PracticeWindows): Ran {
  const message = messages[windows.language];
  const [key, ...switches] = words;
  if (key === undefined || switches.some((word) => !/^\/(?:s|reg:64)$/iu.test(word))) {
    return refused(message.syntax);
  }
  const path = /^(?:HKLM|HKEY_LOCAL_MACHINE)(\\.+[^\\])$/iu.exec(key)?.[1];
  if (path === undefined) return refused(message.badKey);
  const found = windows.registry.open(path);
  if (found === "missing") return refused(message.missing);
  if (found === "denied") return refused(message.denied);
  const whole = switches.some((word) => word.toLowerCase() === "/s");
  const lines = whole ? sections(windows, path) : listing(windows, path);
  return { out: ["", ...lines].join("\r\n"), err: "", code: 0 };
}

/**
 * The key and its values when it has any, a blank line, the subkeys. The key is shown as it was
 * asked for, the subkeys as the registry spells them.
 */
function listing({ registry, language }: PracticeWindows, path: string): string[] {
  const found = registry.open(path);
  if (typeof found === "string") return [];
  const values = found.values.map((value) => valueLine(value, language));
  const own = values.length === 0 ? [] : [fullName(path), ...values, ""];
  return [...own, ...found.subkeys.map((subkey) => `${fullName(path)}\\${subkey}`), ""];
}

/**
 * A section for each key, those without values too: its name, its values, a blank line. A key that
 * is denied is left out without a word, as Wine's and ReactOS' `query_all` do; what Windows' own
 * reg.exe does then is not verified.
 */
function sections(windows: PracticeWindows, path: string): string[] {
  const found = windows.registry.open(path);
  if (typeof found === "string") return [];
  const values = found.values.map((value) => valueLine(value, windows.language));
  const below = found.subkeys.flatMap((subkey) => sections(windows, `${path}\\${subkey}`));
  return [fullName(path), ...values, "", ...below];
}

function valueLine({ name, type, data }: RegistryValue, language: Language): string {
  return `    ${name === "" ? messages[language].default : name}    ${type}    ${data}`;
}

function fullName(path: string): string {
  return `HKEY_LOCAL_MACHINE${path}`;
}

const messages = {
  en: {
    missing: "ERROR: The system was unable to find the specified registry key or value.",
    denied: "ERROR: Access is denied.",
    badKey: "ERROR: Invalid key name.",
    syntax: 'ERROR: Invalid syntax.\r\nType "REG QUERY /?" for usage.',
    default: "(Default)",
  },
  de: {
    missing: "FEHLER: Der angegebene Registrierungsschlüssel bzw. Wert wurde nicht gefunden.",
    denied: "FEHLER: Zugriff verweigert.",
    badKey: "FEHLER: Ungültiger Schlüsselname.",
    syntax: 'FEHLER: Ungültige Syntax.\r\nGeben Sie "REG QUERY /?" ein.',
    default: "(Standard)",
  },
  fr: {
    missing: "Erreur : le système n'a pas trouvé la clé ou la valeur de Registre spécifiée.",
    denied: "Erreur : accès refusé.",
    badKey: "Erreur : nom de clé non valide.",
    syntax: 'Erreur : syntaxe non valide.\r\nEntrez "REG QUERY /?" pour afficher la syntaxe.',
    default: "(par défaut)",
  },
  ja: {
    missing: "エラー: 指定されたレジストリ キーまたは値が見つかりませんでした。",
    denied: "エラー: アクセスが拒否されました。",
    badKey: "エラー: 無効なキー名です。",
    syntax: 'エラー: 無効な構文です。\r\n"REG QUERY /?" と入力すると使用法が表示されます。',
    default: "(既定)",
  },
} as const;

function refused(message: string): Ran {
  return { out: "", err: `${message}\r\n`, code: 1 };
}

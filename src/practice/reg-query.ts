import type { PracticeWindows } from "./windows.ts";

/** What a program wrote, and its exit code. */
export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/**
 * `reg query "KEY" /reg:64`, with `reg.exe`'s layout: a blank line, the key and its values when it
 * has any, a blank line, the subkeys. Missing and denied are both exit code 1, told apart only by
 * words in the language of the machine.
 */
export function regQuery(words: readonly string[], windows: PracticeWindows): Ran {
  const message = messages[windows.language];
  const [key, ...switches] = words;
  if (key === undefined || switches.some((word) => !/^\/reg:64$/iu.test(word))) {
    return refused(message.syntax);
  }
  const path = /^(?:HKLM|HKEY_LOCAL_MACHINE)(\\.+[^\\])$/iu.exec(key)?.[1];
  if (path === undefined) return refused(message.badKey);
  const found = windows.registry.open(path);
  if (found === "missing") return refused(message.missing);
  if (found === "denied") return refused(message.denied);
  // The key is shown as it was asked for, the subkeys as the registry spells them.
  const name = `HKEY_LOCAL_MACHINE${path}`;
  const values = found.values.map(
    (value) =>
      `    ${value.name === "" ? message.default : value.name}    ${value.type}    ${value.data}`,
  );
  const own = values.length === 0 ? [] : [name, ...values, ""];
  const below = found.subkeys.map((subkey) => `${name}\\${subkey}`);
  return { out: ["", ...own, ...below, ""].join("\r\n"), err: "", code: 0 };
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
} as const;

function refused(message: string): Ran {
  return { out: "", err: `${message}\r\n`, code: 1 };
}

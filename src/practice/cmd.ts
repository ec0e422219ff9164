import iconv from "iconv-lite";
import { expand, readCmdLine } from "./cmd-line.ts";
import type { Ran } from "./reg-query.ts";
import { regQuery } from "./reg-query.ts";
import type { PracticeWindows } from "./windows.ts";

/** A `cmd /q /d` that reads a script on its standard input. */
export interface Cmd {
  /** Runs one line; the exit code once the script has ended it. */
  run(line: string): number | undefined;
  /** The exit code when the script ended without `exit`. */
  end(): number;
}

export interface CmdOutput {
  readonly out: (bytes: Buffer) => void;
  readonly err: (bytes: Buffer) => void;
}

// cmd's own limit for one line.
const longestLine = 8191;
const commandNotFound = 9009;

/**
 * An interactive `cmd`, not a batch: a banner and a prompt come first, an unset `%NAME%` stays, and
 * nothing that goes wrong ends it. What it does not know is an error on stderr and ERRORLEVEL 9009.
 */
export function cmd(windows: PracticeWindows, output: CmdOutput): Cmd {
  let codePage = windows.oemCodePage;
  let errorLevel = 0;
  let greeted = false;
  const encode = (text: string): Buffer =>
    iconv.encode(text, codePage === 65001 ? "utf8" : `cp${codePage}`);

  const variable = (name: string): string | undefined =>
    windows.environment.get(name.toUpperCase()) ??
    (name.toUpperCase() === "ERRORLEVEL" ? String(errorLevel) : undefined);

  const chcp = (page: string): Ran => {
    if (page !== "" && !/^\d{3,5}$/u.test(page)) return { out: "", err: badPage, code: 1 };
    if (page !== "") codePage = Number(page);
    return { out: `Active code page: ${codePage}\r\n`, err: "", code: 0 };
  };

  const perform = (text: string): Ran | "nothing" => {
    const [word = "", ...rest] = text.match(/"[^"]*"|\S+/gu) ?? [];
    const name = word.toLowerCase();
    if (/^echo(?:[.:\s]|$)/iu.test(text)) return { out: echo(text), err: "", code: errorLevel };
    if (name === "" || name === "rem" || name.startsWith(":")) return "nothing";
    if (name === "ver") return { out: `\r\n${version}\r\n`, err: "", code: errorLevel };
    if (name === "chcp" || name === "chcp.com") return chcp(rest.join(" "));
    if (name === "set" && rest.length === 1) return set(rest.join(""), { windows, errorLevel });
    if (name === "reg" || name === "reg.exe") return reg(rest.map(unquoted), windows);
    const err = `'${unquoted(word)}' ${notRecognised[windows.language]}`;
    return { out: "", err, code: commandNotFound };
  };

  return {
    run(line) {
      if (!greeted) output.out(encode(`${banner}\r\n${windows.profile}>${line}\r\n`));
      greeted = true;
      const command = readCmdLine(expand(line, variable));
      if (command === undefined || line.length > longestLine) {
        output.err(encode(`cmd: ${line.slice(0, 80)}: ${notRecognised[windows.language]}`));
        errorLevel = commandNotFound;
        return undefined;
      }
      const left = /^\s*exit(?:\s+(\d+))?\s*$/iu.exec(command.text);
      if (left !== null) return left[1] === undefined ? errorLevel : Number(left[1]);
      const ran = perform(command.text);
      if (ran === "nothing") return undefined;
      errorLevel = ran.code;
      const streams = { stdout: output.out, stderr: output.err, nul: () => {} };
      if (ran.out !== "") streams[command.out](encode(ran.out));
      if (ran.err !== "") streams[command.err](encode(ran.err));
      return undefined;
    },
    end: () => errorLevel,
  };
}

const version = "Microsoft Windows [Version 10.0.19045.5131]";
const banner = `${version}\r\n(c) Microsoft Corporation. All rights reserved.\r\n`;
const badPage = "Invalid code page\r\n";

/** What follows the quoted name of a command that is not there. */
export const notRecognised = {
  en: "is not recognized as an internal or external command,\r\noperable program or batch file.\r\n",
  de: "wurde nicht als interner oder externer Befehl,\r\nbetriebsfähiges Programm oder Batch-Datei erkannt.\r\n",
} as const;

function echo(text: string): string {
  const said = text.slice("echo".length);
  if (/^\s+(?:on|off)\s*$/iu.test(said)) return "";
  if (said.trim() === "") return "ECHO is off.\r\n";
  // One character parts the word from the text: a blank, `.` or `:`.
  return `${said.slice(1)}\r\n`;
}

/** Lists every variable whose name begins like that; only finding none changes ERRORLEVEL. */
function set(
  prefix: string,
  { windows, errorLevel }: { readonly windows: PracticeWindows; readonly errorLevel: number },
): Ran {
  const listed = [...windows.environment].filter(([name]) => name.startsWith(prefix.toUpperCase()));
  const out = listed.map(([name, value]) => `${name}=${value}\r\n`).join("");
  return listed.length > 0
    ? { out, err: "", code: errorLevel }
    : { out, err: `Environment variable ${prefix} not defined\r\n`, code: 1 };
}

function reg([verb = "", ...words]: readonly string[], windows: PracticeWindows): Ran {
  if (verb.toLowerCase() === "query") return regQuery(words, windows);
  // Whatever else reg.exe can do changes the registry, and nothing here may.
  return { out: "", err: "ERROR: Access is denied.\r\n", code: 1 };
}

function unquoted(word: string): string {
  return word.replace(/^"|"$/gu, "");
}

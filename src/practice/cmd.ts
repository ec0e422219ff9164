import iconv from "iconv-lite";
import { expand, readCmdLine } from "./cmd-line.ts";
import { cmdWords } from "./cmd-words.ts";
import { oddAnswer } from "./quirks.ts";
import type { Ran } from "./reg-query.ts";
import { regQuery } from "./reg-query.ts";
import { wevtutil } from "./wevtutil.ts";
import type { PracticeWindows } from "./windows.ts";

/** A `cmd /q /d` that is told what to do on its standard input, line by line as they come. */
export interface Cmd {
  /** Runs one line; the exit code once that has ended it. */
  run(line: string): number | undefined;
  /** The exit code when its input ended without `exit`. */
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
  const { quirks } = windows;
  const words = cmdWords[windows.language];
  let codePage = windows.oemCodePage;
  let errorLevel = 0;
  let greeted = false;
  let called = 0;
  const encode = (text: string): Buffer =>
    iconv.encode(text, codePage === 65001 ? "utf8" : `cp${codePage}`);

  const variable = (name: string): string | undefined =>
    windows.environment.get(name.toUpperCase()) ??
    (name.toUpperCase() === "ERRORLEVEL" ? String(errorLevel) : undefined);

  const chcp = (page: string): Ran => {
    const refused = page !== "" && (quirks.keepsCodePage === true || !/^\d{3,5}$/u.test(page));
    if (refused) return { out: "", err: `${words.badPage}\r\n`, code: 1 };
    if (page !== "") codePage = Number(page);
    return { out: `${words.codePage(codePage)}\r\n`, err: "", code: 0 };
  };

  /** Programs, and `set`, which a visitor asks as if it were one. */
  const call = (text: string): Ran | undefined => {
    const [word = "", ...rest] = text.match(/"[^"]*"|\S+/gu) ?? [];
    const name = word.toLowerCase().replace(/\.exe$/u, "");
    if (name === "set" && rest.length === 1) return set(rest.join(""), windows, errorLevel);
    if (name === "reg") return reg(rest.map(unquoted), windows);
    if (name === "wevtutil" && quirks.noWevtutil !== true) {
      return wevtutil(rest.map(unquoted), windows);
    }
    return undefined;
  };

  const perform = (text: string): Ran | "nothing" => {
    const [word = "", ...rest] = text.match(/"[^"]*"|\S+/gu) ?? [];
    const name = word.toLowerCase();
    if (/^echo(?:[.:\s]|$)/iu.test(text)) {
      return { out: echo(text, words.echoIsOff), err: "", code: errorLevel };
    }
    if (name === "" || name === "rem" || name.startsWith(":")) return "nothing";
    if (name === "ver") return { out: `\r\n${version(windows)}\r\n`, err: "", code: errorLevel };
    if (name === "chcp" || name === "chcp.com") return chcp(rest.join(" "));
    called += 1;
    const odd = oddAnswer(quirks, text);
    if (odd !== undefined) {
      return { out: odd.out.replaceAll(/\r?\n/gu, "\r\n"), err: "", code: odd.exit };
    }
    const err = `'${unquoted(word)}' ${words.notRecognised}`;
    return call(text) ?? { out: "", err, code: commandNotFound };
  };

  return {
    run(line) {
      if (called > (quirks.silentAfter ?? Infinity)) return undefined;
      if (!greeted) {
        output.out(
          encode(`${version(windows)}\r\n${words.rights}\r\n\r\n${windows.profile}>${line}\r\n`),
        );
      }
      greeted = true;
      const command = readCmdLine(expand(line, variable));
      if (command === undefined || line.length > longestLine) {
        output.err(encode(`cmd: ${line.slice(0, 80)}: ${words.notRecognised}`));
        errorLevel = commandNotFound;
        return undefined;
      }
      const left = /^\s*exit(?:\s+(\d+))?\s*$/iu.exec(command.text);
      if (left !== null) return left[1] === undefined ? errorLevel : Number(left[1]);
      const ran = perform(command.text);
      if (called > (quirks.cutOffAfter ?? Infinity)) return 1;
      if (ran === "nothing" || called > (quirks.silentAfter ?? Infinity)) return undefined;
      errorLevel = ran.code;
      const streams = { stdout: output.out, stderr: output.err, nul: () => {} };
      if (ran.out !== "") streams[command.out](encode(ran.out));
      if (ran.err !== "") streams[command.err](encode(ran.err));
      return undefined;
    },
    end: () => errorLevel,
  };
}

function version({ version }: PracticeWindows): string {
  return `Microsoft Windows [Version ${version}]`;
}

function echo(text: string, isOff: string): string {
  const said = text.slice("echo".length);
  if (/^\s+(?:on|off)\s*$/iu.test(said)) return "";
  if (said.trim() === "") return `${isOff}\r\n`;
  // One character parts the word from the text: a blank, `.` or `:`.
  return `${said.slice(1)}\r\n`;
}

/** Lists every variable whose name begins like that; only finding none changes ERRORLEVEL. */
function set(prefix: string, windows: PracticeWindows, errorLevel: number): Ran {
  const listed = [...windows.environment].filter(([name]) => name.startsWith(prefix.toUpperCase()));
  const out = listed.map(([name, value]) => `${name}=${value}\r\n`).join("");
  return listed.length > 0
    ? { out, err: "", code: errorLevel }
    : { out, err: `${cmdWords[windows.language].notDefined(prefix)}\r\n`, code: 1 };
}

function reg([verb = "", ...words]: readonly string[], windows: PracticeWindows): Ran {
  if (verb.toLowerCase() === "query") return regQuery(words, windows);
  // Whatever else reg.exe can do changes the registry, and nothing here may.
  return { out: "", err: "ERROR: Access is denied.\r\n", code: 1 };
}

function unquoted(word: string): string {
  return word.replace(/^"|"$/gu, "");
}

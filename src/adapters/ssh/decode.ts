import { isAscii } from "node:buffer";
import iconv from "iconv-lite";
import { codePageKey } from "#checks/restart-files/gather.ts";
import type { Commands } from "./commands.ts";
import { utf8CodePage } from "./commands.ts";
import type { Dialogue } from "./dialogue.ts";
import { parseRegQuery } from "./reg-output.ts";
import type { NoAnswer } from "./transcript.ts";

/** What a command printed, as text. */
export type TextAnswer =
  | { readonly ok: true; readonly lines: readonly string[]; readonly exit: number }
  | NoAnswer;

/** Asks like the dialogue, and gives text. What cannot be read in any way becomes U+FFFD. */
export type AskText = (command: string) => Promise<TextAnswer>;

/**
 * Reads the answers in the code page in which they are printed. `chcp 65001` makes that UTF-8; where
 * it is refused (Wine does so) the console goes on in the one that the registry names. Which it is
 * matters to answers with more than ASCII only, so it is asked for only then: a name that is read
 * wrongly would be another name, and a file looked for under it would seem to be gone.
 */
export function textAnswers(commands: Commands, dialogue: Pick<Dialogue, "ask">): AskText {
  const switched = dialogue
    .ask(commands.utf8)
    .then(
      (answer) =>
        answer.ok &&
        answer.exit === 0 &&
        answer.lines.some((line) => line.toString("latin1").includes(`${utf8CodePage}`)),
    );
  const encoding = async (): Promise<string | undefined> => {
    if (await switched) return "utf8";
    const answer = await dialogue.ask(commands.registry(codePageKey));
    if (!answer.ok || answer.exit !== 0) return undefined;
    const listing = parseRegQuery(codePageKey, answer.lines.map(String));
    const page = listing?.values.find(({ name }) => name.toUpperCase() === "OEMCP")?.data;
    const name = page === String(utf8CodePage) ? "utf8" : `cp${page}`;
    return iconv.encodingExists(name) ? name : undefined;
  };
  return async (command) => {
    const answer = await dialogue.ask(command);
    if (!answer.ok) return answer;
    const { lines, exit } = answer;
    const ascii = lines.every((line) => isAscii(line));
    const name = ascii ? "latin1" : await encoding();
    return { ok: true, exit, lines: lines.map((line) => decode(line, name)) };
  };
}

function decode(line: Buffer, encoding: string | undefined): string {
  return encoding === undefined
    ? line.toString("latin1").replaceAll(/[\u0080-\u00ff]/gu, "\ufffd")
    : iconv.decode(line, encoding, { stripBOM: false });
}

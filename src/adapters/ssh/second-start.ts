import type { Dialogue } from "./dialogue.ts";

/** What `cmd` gives as ERRORLEVEL when it could not start a program of that name. */
const notStarted = 9009;

/**
 * Asks once more for a program that did not start: under load that passes (in the lab once in about
 * a thousand starts, measured; on Windows where memory is short), and no answer rests on it. One
 * that is not there fails again, and stays unseen.
 */
export function withSecondStart(dialogue: Dialogue): Dialogue {
  return {
    ...dialogue,
    async ask(command) {
      const answer = await dialogue.ask(command);
      return answer.ok && answer.exit === notStarted ? await dialogue.ask(command) : answer;
    },
  };
}

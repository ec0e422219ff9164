import { type Logger as BoltLogger, LogLevel } from "@slack/bolt";
import type { Logger } from "pino";

/**
 * Bolt's log in ours. Its debug level is dropped: the socket client prints whole payloads there,
 * with everything that people wrote.
 */
export function boltLog(log: Logger): BoltLogger {
  return {
    debug: () => {},
    info: (...words: unknown[]) => log.info({ bolt: words.map(text) }, "Bolt says"),
    warn: (...words: unknown[]) => log.warn({ bolt: words.map(text) }, "Bolt warns"),
    error: (...words: unknown[]) => log.error({ bolt: words.map(text) }, "Bolt reports an error"),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

function text(word: unknown): string {
  if (!(word instanceof Error)) return String(word);
  const cause = word.cause === undefined ? "" : ` (${text(word.cause)})`;
  return `${word.name}: ${word.message}${cause}`;
}

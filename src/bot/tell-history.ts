import type { Answer } from "./bot.ts";
import type { BotDeps } from "./settle-case.ts";
import { sayHistoryOf, sayHistoryUnread } from "./words/history-of-workstation.ts";

/** Enough for ten lines: an act with its offer and clicks takes six entries. */
const entriesRead = 100;

/** What was asked and done about a workstation; the workstation itself is left alone. */
export async function tellHistory(deps: BotDeps, workstation: string): Promise<Answer> {
  try {
    const entries = await deps.audit.history(workstation, entriesRead);
    const whole = entries.length < entriesRead;
    return { reply: sayHistoryOf(workstation, entries, whole), audience: "everyone" };
  } catch (error) {
    deps.log.error({ err: error, workstation }, "the audit trail could not be read");
    return { reply: sayHistoryUnread(workstation), audience: "asker" };
  }
}

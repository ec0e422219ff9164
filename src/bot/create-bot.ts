import { answerQuestion } from "./answer-question.ts";
import type { Bot } from "./bot.ts";
import { pressButton } from "./press-button.ts";
import type { BotDeps } from "./settle-case.ts";

/** The bot as adapters see it. Its methods reject only for a bug or a broken store. */
export function createBot(deps: BotDeps): Bot {
  return {
    ask: async (asked) => await answerQuestion(deps, asked),
    press: async (pressed) => await pressButton(deps, pressed),
  };
}

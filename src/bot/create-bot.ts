import { answerQuestion } from "./answer-question.ts";
import type { Bot } from "./bot.ts";
import { openDesk } from "./desk.ts";
import { pressButton } from "./press-button.ts";
import type { BotDeps } from "./settle-case.ts";
import { suggestNames } from "./suggest-names.ts";
import { tellHome } from "./tell-home.ts";

/** The bot as adapters see it. Its methods reject only for a bug or a broken store. */
export function createBot(deps: BotDeps): Bot {
  const desk = openDesk(deps);
  return {
    ask: async (asked) => await answerQuestion(desk, asked),
    press: async (pressed) => await pressButton(desk, pressed),
    suggest: async (suggesting) => await suggestNames(desk, suggesting),
    home: async (person) => await tellHome(desk, person),
  };
}

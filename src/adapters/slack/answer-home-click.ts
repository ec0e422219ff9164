import type { Logger } from "pino";
import type { Bot, Pressed } from "#bot/bot.ts";
import type { Person } from "#bot/ports.ts";
import { type Dressed, dressConfirmation, dressReply } from "./dress.ts";
import { fault } from "./fault.ts";
import type { Voice } from "./voice.ts";

/** A click on the bot's own page, which has no message. */
export interface HomeClick {
  readonly press: string;
  readonly person: Person;
  readonly userId: string;
}

interface Needs {
  readonly bot: Bot;
  readonly voice: Voice;
  readonly log: Logger;
}

/** No message of that time exists: the outcome of a yes goes below the question. */
const noMessage = { ts: "0.0" } as const;

/** What comes of the click goes into the person's conversation with the bot. Never rejects. */
export function createAnswerHomeClick({ bot, voice, log }: Needs) {
  return async function answerHomeClick({ press, person, userId }: HomeClick): Promise<void> {
    const message = dressPressed(await pressed());
    try {
      await voice.post({ channel: userId, thread: undefined }, () => message);
    } catch (error) {
      log.error({ err: error, person: person.id }, "The answer to a click could not be shown");
    }

    async function pressed(): Promise<Pressed> {
      try {
        return await bot.press({ press, person });
      } catch (error) {
        return { kind: "replaced", ok: false, reply: fault(log, error, true) };
      }
    }
  };
}

function dressPressed(pressed: Pressed): Dressed {
  return pressed.kind === "confirm"
    ? dressConfirmation(pressed.confirmation, noMessage)
    : dressReply(pressed.reply);
}

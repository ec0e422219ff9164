import type { Logger } from "pino";
import type { Bot, Pressed } from "#bot/bot.ts";
import type { OpenMessages, Watched } from "#bot/open-messages.ts";
import { watchMessage } from "#bot/open-messages.ts";
import type { Person } from "#bot/ports.ts";
import { subjectOf } from "#bot/press.ts";
import type { Reply } from "#bot/reply.ts";
import { type Dressed, dressConfirmation, dressReply } from "./dress.ts";
import { fault } from "./fault.ts";
import { writePlace } from "./tell.ts";
import type { Posted, Voice } from "./voice.ts";

export interface Click {
  readonly press: string;
  readonly person: Person;
  readonly userId: string;
  /** The public message with the button. */
  readonly original: Posted;
  readonly thread: string | undefined;
  /** Whether the click came from the public message or from a private confirmation about it. */
  readonly from: "original" | "confirmation";
  readonly responseUrl: string | undefined;
}

interface Needs {
  readonly bot: Bot;
  readonly voice: Voice;
  readonly log: Logger;
  readonly messages: OpenMessages;
}

/** A click from the pressed button to the outcome in its place. Never rejects. */
export function createAnswerClick({ bot, voice, log, messages }: Needs) {
  return async function answerClick(click: Click): Promise<void> {
    let watched: Watched | undefined;
    const onActing = (reply: Reply): void => {
      const place = writePlace({ ...click.original, thread: click.thread });
      const offer = subjectOf(click.press);
      const about = { platform: "slack", place, ...(offer === undefined ? {} : { offer }) };
      watched = watchMessage({ open: messages, log }, about);
      // The voice keeps the order, and what comes next takes its place if it is still waiting.
      void voice.edit(click.original, dressReply(reply)).catch((error: unknown) => {
        log.warn({ err: error }, "Slack refused to show that an act has begun");
      });
    };
    const pressed = await press(click, onActing);
    try {
      await show(click, pressed);
    } catch (error) {
      log.error(
        { err: error, person: click.person.id },
        "The answer to a click could not be shown",
      );
      return;
    }
    if (pressed.kind !== "replaced" || pressed.unfinished !== true) await watched?.closed();
  };

  async function press(click: Click, onActing: (reply: Reply) => void): Promise<Pressed> {
    let began = false;
    try {
      return await bot.press({
        press: click.press,
        person: click.person,
        onActing: (reply) => {
          began = true;
          onActing(reply);
        },
      });
    } catch (error) {
      const reply = fault(log, error, began);
      return began ? { kind: "replaced", reply, ok: false } : { kind: "refused", reply };
    }
  }

  async function show(click: Click, pressed: Pressed): Promise<void> {
    switch (pressed.kind) {
      case "confirm": {
        const about = { ts: click.original.ts, thread: click.thread };
        await privately(click, dressConfirmation(pressed.confirmation, about));
        return;
      }
      case "refused":
        await privately(click, dressReply(pressed.reply));
        return;
      case "replaced":
        await replace(click, dressReply(pressed.reply));
        await close(click);
    }
  }

  /** In place of the private confirmation if the click came from one. */
  async function privately(click: Click, message: Dressed): Promise<void> {
    const confirming = click.from === "confirmation";
    const response = {
      ...message,
      response_type: "ephemeral",
      replace_original: confirming,
    } as const;
    const place = { channel: click.original.channel, thread: click.thread };
    const ways = [
      () => voice.respond(click.responseUrl, response),
      () => voice.whisper(place, click.userId, message),
    ];
    await firstThatWorks(confirming ? ways : ways.toReversed());
  }

  async function replace(click: Click, message: Dressed): Promise<void> {
    const edit = (): Promise<void> => voice.edit(click.original, message);
    // Slack lets a response_url replace messages that the bot may not edit: those it posted
    // through a slash command in a channel that it is not in.
    const respond = (): Promise<void> =>
      voice.respond(click.responseUrl, {
        ...message,
        response_type: "in_channel",
        replace_original: click.from === "original",
      });
    const post = async (): Promise<void> => {
      await voice.post({ channel: click.original.channel, thread: click.thread }, () => message);
    };
    await firstThatWorks(click.from === "original" ? [edit, respond, post] : [edit, post, respond]);
  }

  async function close(click: Click): Promise<void> {
    if (click.from === "confirmation")
      await voice.respond(click.responseUrl, { delete_original: true });
  }

  async function firstThatWorks(ways: readonly (() => Promise<void>)[]): Promise<void> {
    const errors: unknown[] = [];
    for (const way of ways) {
      try {
        await way();
        return;
      } catch (error) {
        log.warn({ err: error }, "Slack did not take a message this way");
        errors.push(error);
      }
    }
    throw new AggregateError(errors, "Slack took the message in no way");
  }
}

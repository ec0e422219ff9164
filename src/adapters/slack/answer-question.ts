import type { Logger } from "pino";
import type { Answer, Bot } from "#bot/bot.ts";
import type { OpenMessages, Watched } from "#bot/open-messages.ts";
import { watchMessage } from "#bot/open-messages.ts";
import type { Person } from "#bot/ports.ts";
import type { Reply } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import { type Dressed, dressReply } from "./dress.ts";
import type { GiveEvidence } from "./evidence-file.ts";
import { fault } from "./fault.ts";
import type { GiveFiles } from "./files-below.ts";
import type { Progress } from "./progress.ts";
import type { Surfaces } from "./surfaces.ts";
import { writePlace } from "./tell.ts";
import type { Place, Posted, Voice } from "./voice.ts";

export interface Question {
  readonly text: string;
  /** Somebody else's message, in whose menu it was asked. */
  readonly quoted?: boolean;
  readonly person: Person;
  readonly userId: string;
  /** Where everyone sees the answer. */
  readonly place: Place;
  /** Where only the person sees one: Slack shows such a message in a thread only if the thread already exists. */
  readonly privately: Place;
  /** Slash commands have one; it also works in channels that the bot is not in. */
  readonly responseUrl?: string;
}

interface Needs {
  readonly bot: Bot;
  readonly voice: Voice;
  readonly log: Logger;
  readonly messages: OpenMessages;
  readonly surfaces: Surfaces;
  readonly progress: Progress;
  readonly giveEvidence: GiveEvidence;
  readonly giveFiles: GiveFiles;
}

/** A question from the person's words to the answer in one message. Never rejects. */
export function createAnswerQuestion(needs: Needs) {
  const { bot, voice, log, messages, surfaces, progress, giveEvidence, giveFiles } = needs;
  return async function answerQuestion(question: Question): Promise<void> {
    const watched = watchMessage(
      { open: messages, log },
      { platform: "slack", place: writePlace(question.place) },
    );
    await answer(question, watched);
    await watched.closed();
  };

  async function answer(question: Question, watched: Watched): Promise<void> {
    let looking: Promise<Posted | undefined> | undefined;
    /** What is to be shown, and what the first message shows. */
    const words: { newest?: Dressed; posted?: Dressed } = {};
    const onLooking = (reply: Reply): void => {
      const first = progress.dress(reply);
      words.newest = first;
      // A first word that has to wait is posted as the answer, once that is there.
      const { channel, thread } = question.place;
      if (question.person.alone === true && thread !== undefined) {
        void surfaces.setStatus({ channel, thread }, plain(reply.headline));
      }
      const newest = (): Dressed => (words.posted = words.newest ?? first);
      looking = firstWord(question.place, newest, watched).catch(async (error: unknown) => {
        if (!progress.refused(error)) return unposted(error);
        if (words.newest === first) words.newest = dressReply(reply);
        return await firstWord(question.place, newest, watched).catch(unposted);
      });
    };
    const answer = await ask(question, onLooking);
    const message = dressReply(answer.reply);
    words.newest = message;
    const posted = await looking;
    try {
      if (posted !== undefined && (words.posted === message || (await edited(posted, message)))) {
        await follow(question, posted, answer);
      } else if (looking === undefined && answer.audience === "asker") {
        await whisper(question, message);
      } else {
        const stands = await post(question, message);
        if (stands !== undefined) await follow(question, stands, answer);
      }
    } catch (error) {
      log.error({ err: error, person: question.person.id }, "An answer could not be shown");
    }
  }

  /** What belongs to an answer whose message stands: it can be edited later. */
  async function follow(
    question: Question,
    { channel, ts }: Posted,
    answer: Answer,
  ): Promise<void> {
    const { reply, files = [], stay } = answer;
    const thread = question.place.thread ?? ts;
    try {
      const place = writePlace({ channel, thread: question.place.thread, ts });
      await stay?.({ platform: "slack", place });
    } catch (error) {
      log.error({ err: error }, "A message that goes on changing could not be written down");
    }
    if (files.length > 0) await giveFiles({ channel, thread, about: ts }, files);
    else await giveEvidence({ channel, thread }, reply);
  }

  async function firstWord(
    place: Place,
    message: () => Dressed,
    watched: Watched,
  ): Promise<Posted> {
    const posted = await voice.post(place, message);
    watched.moved(writePlace({ ...place, ...posted }));
    return posted;
  }

  function unposted(error: unknown): undefined {
    log.warn({ err: error }, "Slack did not take the first word of an answer");
    return undefined;
  }

  async function ask(question: Question, onLooking: (reply: Reply) => void): Promise<Answer> {
    try {
      const { text, quoted = false, person } = question;
      return await bot.ask({ text, quoted, person, onLooking });
    } catch (error) {
      return { reply: fault(log, error, false), audience: "asker" };
    }
  }

  async function edited(posted: Posted, message: Dressed): Promise<boolean> {
    try {
      await voice.edit(posted, message);
      return true;
    } catch (error) {
      log.warn({ err: error }, "Slack refused an edit; the answer goes into a new message");
      return false;
    }
  }

  /** Undefined where Slack took it only through the address of the command: nobody can edit that. */
  async function post(question: Question, message: Dressed): Promise<Posted | undefined> {
    try {
      return await voice.post(question.place, () => message);
    } catch (error) {
      if (question.responseUrl === undefined) throw error;
      await voice.respond(question.responseUrl, {
        ...message,
        response_type: "in_channel",
        replace_original: false,
      });
      return undefined;
    }
  }

  async function whisper(question: Question, message: Dressed): Promise<void> {
    try {
      await voice.whisper(question.privately, question.userId, message);
    } catch (error) {
      if (question.responseUrl === undefined) throw error;
      await voice.respond(question.responseUrl, {
        ...message,
        response_type: "ephemeral",
        replace_original: false,
      });
    }
  }
}

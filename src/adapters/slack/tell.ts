import type { Logger } from "pino";
import { z } from "zod";
import type { Tell } from "#bot/tell-lost.ts";
import type { TellBelow } from "#bot/watch/tell-news.ts";
import { dressReply } from "./dress.ts";
import type { Place, Voice } from "./voice.ts";

const openPlace = z.object({
  channel: z.string(),
  thread: z.string().exactOptional(),
  /** Of the message that waits for its last word; without it there is none yet. */
  ts: z.string().exactOptional(),
});

export function writePlace({ channel, thread, ts }: Place & { readonly ts?: string }): string {
  return JSON.stringify({ channel, thread, ts });
}

/** Says the last word in an open message, or below it where Slack does not take the edit. */
export function createTell(voice: Voice, log: Logger): Tell {
  return async (place, reply) => {
    const { channel, thread, ts } = openPlace.parse(JSON.parse(place));
    const message = dressReply(reply);
    try {
      if (ts !== undefined) {
        await voice.edit({ channel, ts }, message);
        return true;
      }
    } catch (error) {
      log.warn({ err: error }, "Slack refused an edit; the last word goes into a new message");
    }
    try {
      await voice.post({ channel, thread: thread ?? ts }, () => message);
      return true;
    } catch (error) {
      log.warn({ err: error }, "Slack did not take the last word of a message");
      return false;
    }
  };
}

/** Says something new in the thread of a message. Slack cannot tell whether it was said before. */
export function createTellBelow(voice: Voice, log: Logger): TellBelow {
  return async (place, reply) => {
    const { channel, thread, ts } = openPlace.parse(JSON.parse(place));
    try {
      await voice.post({ channel, thread: thread ?? ts }, () => dressReply(reply));
      return true;
    } catch (error) {
      log.warn({ err: error }, "Slack did not take a new message");
      return false;
    }
  };
}

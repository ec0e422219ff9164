import type { Logger } from "pino";
import { z } from "zod";
import type { Tell } from "#bot/tell-lost.ts";
import type { TellBelow } from "#bot/watch/tell-news.ts";
import { dressReply } from "./dress.ts";
import type { GiveFiles } from "./files-below.ts";
import type { Place, Posted, Voice } from "./voice.ts";

const openPlace = z.object({
  channel: z.string(),
  thread: z.string().exactOptional(),
  /** Of the message that waits for its last word; without it there is none yet. */
  ts: z.string().exactOptional(),
});

export function writePlace({ channel, thread, ts }: Place & { readonly ts?: string }): string {
  return JSON.stringify({ channel, thread, ts });
}

interface Telling {
  readonly voice: Voice;
  readonly giveFiles: GiveFiles;
  readonly log: Logger;
}

/** Messages that took the place of others; those of days ago are not told of any more. */
const mostMoved = 1000;

/**
 * Puts newer words into an open message, or below it where Slack does not take the edit; what comes
 * after goes where those stand.
 */
export function createTell({ voice, giveFiles, log }: Telling): Tell {
  const moved = new Map<string, Posted>();
  return async (place, reply, files = []) => {
    const { channel, thread, ts } = openPlace.parse(JSON.parse(place));
    const stands = moved.get(place) ?? (ts === undefined ? undefined : { channel, ts });
    const message = dressReply(reply);
    const told = (await edited()) ?? (await posted());
    if (told === undefined) return false;
    await giveFiles({ channel: told.channel, thread: thread ?? told.ts, about: told.ts }, files);
    return true;

    async function edited(): Promise<Posted | undefined> {
      if (stands === undefined) return undefined;
      try {
        await voice.edit(stands, message);
        return stands;
      } catch (error) {
        log.warn({ err: error }, "Slack refused an edit; the words go into a new message");
        return undefined;
      }
    }

    async function posted(): Promise<Posted | undefined> {
      try {
        const made = await voice.post({ channel, thread: thread ?? ts }, () => message);
        const [oldest] = moved.keys();
        if (oldest !== undefined && moved.size >= mostMoved) moved.delete(oldest);
        moved.set(place, made);
        return made;
      } catch (error) {
        log.warn({ err: error }, "Slack did not take the newer words of a message");
        return undefined;
      }
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

import { z } from "zod";
import type { Tell } from "#bot/tell-lost.ts";
import type { TellBelow } from "#bot/watch/tell-news.ts";
import type { Api } from "./api.ts";
import type { Payload } from "./dress.ts";
import { dress } from "./dress.ts";
import type { Tickets } from "./tickets.ts";

const openPlace = z.object({
  channel: z.string(),
  /** The message that waits for its last word; without it there is none, or its id is not known. */
  message: z.string().exactOptional(),
  /** The message that asked. */
  replyTo: z.string().exactOptional(),
  /** That of the first word. */
  nonce: z.string(),
});

type OpenPlace = z.infer<typeof openPlace>;

export function writePlace(place: OpenPlace): string {
  return JSON.stringify(place);
}

/** Messages that took the place of others; those of days ago are not told of any more. */
const mostMoved = 1000;

/**
 * Puts newer words into an open message, or below it where Discord does not take the edit; what
 * comes after goes where those stand.
 */
export function createTell(api: Api, tickets: Tickets): Tell {
  const moved = new Map<string, string>();

  const edited = async (channel: string, message: string, payload: Payload): Promise<boolean> => {
    const ticket = tickets.of(message);
    if (ticket !== undefined && (await api.editResponse(ticket, payload)).ok) return true;
    return (await api.edit({ channel, message }, payload)).ok;
  };

  return async (place, reply, files) => {
    const { message: first, ...post } = openPlace.parse(JSON.parse(place));
    const { channel, nonce } = post;
    const payload = dress(reply, files);
    const message = moved.get(place) ?? first;
    if (message !== undefined) {
      if (await edited(channel, message, payload)) return true;
      const posted = await api.post({ ...post, nonce: `${nonce}:3` }, payload);
      // The nonce may give the very message that could not be changed.
      if (!posted.ok || posted.message === message) return false;
      note(place, posted.message);
      return true;
    }
    // With the nonce of the first word Discord gives that very message back, if it was posted some
    // minutes ago at most; then it still says its first word.
    const posted = await api.post(post, payload);
    if (posted.ok) note(place, posted.message);
    return posted.ok && (await api.edit({ channel, message: posted.message }, payload)).ok;
  };

  function note(place: string, message: string): void {
    const [oldest] = moved.keys();
    if (oldest !== undefined && moved.size >= mostMoved) moved.delete(oldest);
    moved.set(place, message);
  }
}

/** Says something new as a reply to a message; Discord says one of the same key once in some minutes. */
export function createTellBelow(api: Api): TellBelow {
  return async (place, reply, key) => {
    const { channel, message, replyTo } = openPlace.parse(JSON.parse(place));
    const to = message ?? replyTo;
    const post = { channel, nonce: key, ...(to === undefined ? {} : { replyTo: to }) };
    return (await api.post(post, dress(reply))).ok;
  };
}

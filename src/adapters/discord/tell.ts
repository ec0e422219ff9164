import { z } from "zod";
import type { Tell } from "#bot/tell-lost.ts";
import type { TellBelow } from "#bot/watch/tell-news.ts";
import type { Api } from "./api.ts";
import { dress } from "./dress.ts";

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

/** Says the last word in an open message, or below it where Discord does not take the edit. */
export function createTell(api: Api): Tell {
  return async (place, reply) => {
    const { message, ...post } = openPlace.parse(JSON.parse(place));
    const { channel, nonce } = post;
    const payload = dress(reply);
    if (message !== undefined) {
      if ((await api.edit({ channel, message }, payload)).ok) return true;
      return (await api.post({ ...post, nonce: `${nonce}:3` }, payload)).ok;
    }
    // With the nonce of the first word Discord gives that very message back, if it was posted some
    // minutes ago at most; then it still says its first word.
    const posted = await api.post(post, payload);
    return posted.ok && (await api.edit({ channel, message: posted.message }, payload)).ok;
  };
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

import type { Api, Posted, Sent } from "./api.ts";
import type { Payload } from "./dress.ts";

export interface SpotPlace {
  readonly channel: string;
  /** The message, where there is one already. */
  readonly message?: string;
  readonly replyTo?: string;
  readonly nonce: string;
}

/** One message of the bot, in which the newest words win. */
export interface Spot {
  /** Resolves when the newest words stand there, or cannot. Words that are overtaken are not sent. */
  show(payload: Payload): Promise<Sent>;
  /** The message that has the words; another than at first when that could not be changed. */
  message(): string | undefined;
}

/** `onPosted` hears where a message was made anew. */
export function openSpot(api: Api, place: SpotPlace, onPosted?: (message: string) => void): Spot {
  const { channel, replyTo, nonce } = place;
  let message = place.message;
  let posts = 0;
  /** The last post; Discord may have taken it all the same. */
  let failed = false;
  let newest: Payload | undefined;
  let showing: Promise<Sent> | undefined;

  const post = async (payload: Payload, obsolete: () => boolean): Promise<Posted> => {
    const own = posts === 0 ? nonce : `${nonce}:${posts + 1}`;
    const where = { channel, nonce: own, ...(replyTo === undefined ? {} : { replyTo }) };
    return await api.post(where, payload, obsolete);
  };

  const put = async (payload: Payload, overtaken: () => boolean): Promise<Sent> => {
    if (message !== undefined) {
      const edited = await api.edit({ channel, message }, payload, overtaken);
      if (edited.ok || overtaken()) return edited;
      // A nonce of its own: the first one would give the message that could not be changed.
      posts += 1;
    }
    const posted = await post(payload, overtaken);
    const uncertain = failed || (posted.ok && posted.repeated);
    failed = !posted.ok;
    if (!posted.ok) return posted;
    message = posted.message;
    onPosted?.(message);
    // An earlier try may have got through with older words: the nonce gives that very message.
    return uncertain ? await api.edit({ channel, message }, payload, overtaken) : posted;
  };

  const showNewest = async (): Promise<Sent> => {
    for (;;) {
      const payload = newest;
      if (payload === undefined) return { ok: false, why: "failed" };
      const sent = await put(payload, () => newest !== payload);
      if (newest === payload) return sent;
    }
  };

  return {
    message: () => message,
    async show(payload) {
      newest = payload;
      showing ??= showNewest().finally(() => {
        showing = undefined;
      });
      return await showing;
    },
  };
}

import type { webApi } from "@slack/bolt";
import type { Dressed } from "./dress.ts";
import { deadlines } from "./limits.ts";

export interface Place {
  readonly channel: string;
  readonly thread: string | undefined;
}

export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

/** Every way in which the bot speaks. All methods reject when Slack did not take the message. */
export interface Voice {
  post(place: Place, message: Dressed): Promise<Posted>;
  edit(posted: Posted, message: Dressed): Promise<void>;
  /** Only the person sees it. */
  whisper(place: Place, userId: string, message: Dressed): Promise<void>;
  /** Through the address that came with a command or a click: five uses in 30 minutes. */
  respond(responseUrl: string | undefined, response: Response): Promise<void>;
}

type Response =
  | (Dressed & {
      readonly response_type: "in_channel" | "ephemeral";
      readonly replace_original: boolean;
    })
  | { readonly delete_original: true };

const noUnfurling = { unfurl_links: false, unfurl_media: false } as const;

export function createVoice(client: webApi.WebClient): Voice {
  const voice: Voice = {
    async post({ channel, thread }, message) {
      const threaded = thread === undefined ? {} : { thread_ts: thread };
      const posting = { channel, ...threaded, ...message, ...noUnfurling };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's method, not a window's
      const answer = await client.chat.postMessage(posting);
      if (answer.ts === undefined) throw new Error("Slack gave no timestamp for a posted message");
      return { channel: answer.channel ?? channel, ts: answer.ts };
    },

    async edit({ channel, ts }, message) {
      await client.chat.update({ channel, ts, ...message, ...noUnfurling });
    },

    async whisper(place, userId, message) {
      // A direct message is private already, and unlike an ephemeral one it outlives a reload.
      if (place.channel.startsWith("D")) {
        await voice.post(place, message);
        return;
      }
      const threaded = place.thread === undefined ? {} : { thread_ts: place.thread };
      await client.chat.postEphemeral({
        channel: place.channel,
        user: userId,
        ...threaded,
        ...message,
      });
    },

    async respond(responseUrl, response) {
      if (responseUrl === undefined) throw new Error("Slack gave no response_url");
      const answer = await fetch(responseUrl, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify(response),
        redirect: "error",
        signal: AbortSignal.timeout(deadlines.responseUrl),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`Slack refused a response with HTTP status ${answer.status}`);
    },
  };
  return voice;
}

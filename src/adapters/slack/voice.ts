import type { webApi } from "@slack/bolt";
import type { Dressed } from "./dress.ts";
import { deadlines } from "./limits.ts";
import type { PatientCalls } from "./patient-calls.ts";

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
  /** `message` is asked for at each try: what waited long shows the newest state at once. */
  post(place: Place, message: () => Dressed): Promise<Posted>;
  /** In the order of the calls; one that is waiting when a newer comes is never sent. */
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

/** The edits of one message. */
interface Turns {
  newest: number;
  /** Never rejects. */
  last: Promise<void> | undefined;
}

export function createVoice(client: webApi.WebClient, calls: PatientCalls): Voice {
  const edits = new Map<string, Turns>();

  const voice: Voice = {
    async post({ channel, thread }, message) {
      const threaded = thread === undefined ? {} : { thread_ts: thread };
      const answer = await calls.call("chat.postMessage", async () => {
        const posting = { channel, ...threaded, ...message(), ...noUnfurling };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's method, not a window's
        return await client.chat.postMessage(posting);
      });
      if (answer?.ts === undefined) throw new Error("Slack gave no timestamp for a posted message");
      return { channel: answer.channel ?? channel, ts: answer.ts };
    },

    async edit({ channel, ts }, message) {
      const key = `${channel} ${ts}`;
      const turns: Turns = edits.get(key) ?? { newest: 0, last: undefined };
      edits.set(key, turns);
      turns.newest += 1;
      const mine = turns.newest;
      const isOld = (): boolean => turns.newest !== mine;
      const send = async (): Promise<unknown> =>
        await client.chat.update({ channel, ts, ...message, ...noUnfurling });
      const before = turns.last;
      const editing = (async () => {
        await before;
        if (before === undefined || !isOld()) await calls.call("chat.update", send, isOld);
      })();
      turns.last = editing.catch(() => {});
      try {
        await editing;
      } finally {
        if (!isOld()) edits.delete(key);
      }
    },

    async whisper(place, userId, message) {
      // A direct message is private already, and unlike an ephemeral one it outlives a reload.
      if (place.channel.startsWith("D")) {
        await voice.post(place, () => message);
        return;
      }
      const threaded = place.thread === undefined ? {} : { thread_ts: place.thread };
      const { channel } = place;
      const whispering = { channel, user: userId, ...threaded, ...message };
      await calls.call(
        "chat.postEphemeral",
        async () => await client.chat.postEphemeral(whispering),
      );
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

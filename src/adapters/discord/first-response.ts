import type { Answer } from "#bot/bot.ts";
import type { Reply, ReplyFile } from "#bot/reply.ts";
import type { Api, FirstResponse, Sent, Ticket } from "./api.ts";
import { dress } from "./dress.ts";
import { limits } from "./limits.ts";

/** The response to one slash command: made once, then changed. */
export interface Response {
  /** In the order of the calls. `private` counts only for the first response. */
  show(reply: Reply, audience: Answer["audience"], files?: readonly ReplyFile[]): Promise<Sent>;
  /** Says nothing: somebody else answers. */
  drop(): void;
}

/**
 * Whoever comes first decides who sees the answer: a reply for the asker alone makes it private,
 * a reply for everyone makes it public. When neither has come in time, a public "thinking" holds
 * the place, because Discord gives up after three seconds; an answer that comes after it is public.
 */
export function openResponse(api: Api, ticket: Ticket): Response {
  let first: Promise<Sent> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const respond = (response: FirstResponse): Promise<Sent> => {
    clearTimeout(guard);
    first = api.respond(ticket, response);
    return first;
  };
  const guard = setTimeout(() => void respond({ as: "defer" }), limits.deferAfter);

  return {
    show(reply, audience, files) {
      const payload = dress(reply, files);
      if (first === undefined) {
        const sent = respond({ as: "message", payload, private: audience === "asker" });
        last = sent;
        return sent;
      }
      const opened = first;
      const sent = last.then(async () => {
        const taken = await opened;
        const lost = !taken.ok && taken.why === "too-late";
        return lost ? taken : await api.editResponse(ticket, payload);
      });
      last = sent;
      return sent;
    },
    drop() {
      clearTimeout(guard);
    },
  };
}

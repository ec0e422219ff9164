import type { Client } from "discord.js";
import { Routes } from "discord.js";
import type { Logger } from "pino";
import type { Payload } from "./dress.ts";
import type { Refused } from "./faults.ts";
import { faultOf, isTaken, whyRefused } from "./faults.ts";
import type { Request } from "./files.ts";
import { requestOf } from "./files.ts";
import { limits } from "./limits.ts";
import type { Attempt, Patience } from "./patience.ts";
import { createPlainPlaces } from "./plain-places.ts";
import type { Attempted, Words } from "./say.ts";
import { sayAsTaken } from "./say.ts";
import { Created } from "./schema.ts";

/** The key to one interaction's response; good for 15 minutes, and never logged. */
export interface Ticket {
  readonly id: string;
  readonly application_id: string;
  readonly token: string;
}

interface MessagePlace {
  readonly channel: string;
  readonly message: string;
}

interface PostPlace {
  readonly channel: string;
  readonly replyTo?: string;
  /** The same within some minutes gives the same message: a retried call does not post twice. */
  readonly nonce: string;
}

/** The first response, which also decides who sees it and cannot be taken back. */
export type FirstResponse =
  | { readonly as: "message"; readonly payload: Payload; readonly private?: boolean }
  /** `wasPlain`: the message that had the button is not one of components. */
  | { readonly as: "update"; readonly payload: Payload; readonly wasPlain: boolean }
  | { readonly as: "defer"; readonly private?: boolean }
  | { readonly as: "choices"; readonly choices: readonly Choice[] };

/** A suggestion for what is being typed. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

export type Sent = { readonly ok: true } | { readonly ok: false; readonly why: Refused };
export type Posted =
  /** `repeated`: it took more than one try, so the message may have been there already. */
  | { readonly ok: true; readonly message: string; readonly repeated: boolean }
  | { readonly ok: false; readonly why: Refused };

/** The calls to Discord that put words somewhere. They never reject; failures are logged here. */
export interface Api {
  respond(ticket: Ticket, response: FirstResponse): Promise<Sent>;
  /** Changes the message that the first response made or updated. */
  editResponse(ticket: Ticket, payload: Payload): Promise<Sent>;
  /** The id of that message, by which the bot finds it when the ticket is of no use any more. */
  responseOf(ticket: Ticket): Promise<string | undefined>;
  /** `obsolete`: newer words wait; a call that failed is not tried again. */
  post(place: PostPlace, payload: Payload, obsolete?: () => boolean): Promise<Posted>;
  edit(place: MessagePlace, payload: Payload, obsolete?: () => boolean): Promise<Sent>;
}

/** MessageFlags.Ephemeral */
const ephemeral = 1 << 6;

/**
 * Built on discord.js's REST client and not on its structures: those need the channel or message in
 * a cache (a button in a direct message must work right after a restart), and none of their calls
 * takes a deadline, which the first response cannot do without.
 */
export function createApi(rest: Client["rest"], patience: Patience, log: Logger): Api {
  const attempt = async <T>(what: string, tried: Attempt<T>): Promise<Attempted<T>> => {
    try {
      return { ok: true, value: await patience.call(tried) };
    } catch (error) {
      const why = whyRefused(error);
      if (why === "too-late")
        log.debug({ what, fault: faultOf(error) }, "discord took no response");
      else log.warn({ what, fault: faultOf(error) }, "a call to discord failed");
      return { ok: false, why };
    }
  };

  const plain = createPlainPlaces();

  return {
    async respond(ticket, response) {
      const route = Routes.interactionCallback(ticket.id, ticket.token);
      const say = async (payload: Words | undefined): Promise<Attempted<void>> => {
        const request = firstRequest(response, payload);
        let tries = 0;
        const call = async (signal: AbortSignal): Promise<void> => {
          tries += 1;
          await rest.post(route, { ...request, auth: false, signal }).catch((error: unknown) => {
            // A try of ours got through, and only its receipt was lost.
            if (tries === 1 || !isTaken(error)) throw error;
          });
        };
        return await attempt("respond", { call, within: limits.firstResponseWithin });
      };
      if (!("payload" in response)) return await say(undefined);
      return await sayAsTaken(response.payload, {
        mayBePlain: response.as === "message" || response.wasPlain,
        say,
        said: (_, plainly) => plain.noteResponse(ticket, plainly),
      });
    },
    async editResponse(ticket, payload) {
      const route = Routes.webhookMessage(ticket.application_id, ticket.token);
      const say = async (words: Words): Promise<Attempted<unknown>> => {
        const request = requestOf(words, withoutOldFiles);
        const call = async (signal: AbortSignal): Promise<unknown> =>
          await rest.patch(route, { ...request, auth: false, signal });
        return await attempt("edit response", { call, within: limits.messageWithin });
      };
      return await sayAsTaken(payload, {
        mayBePlain: plain.hasResponse(ticket),
        say,
        said: (_, plainly) => plain.noteResponse(ticket, plainly),
      });
    },
    async responseOf(ticket) {
      const route = Routes.webhookMessage(ticket.application_id, ticket.token);
      const call = async (signal: AbortSignal): Promise<string> =>
        Created.parse(await rest.get(route, { auth: false, signal })).id;
      const found = await attempt("find response", { call, within: limits.messageWithin });
      return found.ok ? found.value : undefined;
    },
    async post({ channel, replyTo, nonce }, payload, obsolete) {
      const reference =
        replyTo === undefined
          ? {}
          : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
      let repeated = false;
      const say = async (words: Words): Promise<Attempted<string>> => {
        const own = { ...reference, nonce, enforce_nonce: true };
        const request = requestOf(words, (message) => ({ ...message, ...own }));
        let tries = 0;
        const call = async (signal: AbortSignal): Promise<string> => {
          repeated = tries > 0;
          tries += 1;
          const route = Routes.channelMessages(channel);
          return Created.parse(await rest.post(route, { ...request, signal })).id;
        };
        return await attempt("post", { call, within: limits.messageWithin, obsolete });
      };
      const made = await sayAsTaken(payload, {
        mayBePlain: true,
        say,
        said: (message, plainly) => plain.noteMessage(message, plainly),
      });
      return made.ok ? { ok: true, message: made.value, repeated } : made;
    },
    async edit({ channel, message }, payload, obsolete) {
      const route = Routes.channelMessage(channel, message);
      const say = async (words: Words): Promise<Attempted<unknown>> => {
        const request = requestOf(words, withoutOldFiles);
        const call = async (signal: AbortSignal): Promise<unknown> =>
          await rest.patch(route, { ...request, signal });
        return await attempt("edit", { call, within: limits.messageWithin, obsolete });
      };
      return await sayAsTaken(payload, {
        mayBePlain: plain.hasMessage(message),
        say,
        said: (_, plainly) => plain.noteMessage(message, plainly),
      });
    },
  };
}

/** Files of a sweep's result stay in the message otherwise, and no component shows them any more. */
function withoutOldFiles(message: object): object {
  return { attachments: [], ...message };
}

function firstRequest(response: FirstResponse, words: Words | undefined): Request {
  if (response.as === "choices") return { body: { type: 8, data: { choices: response.choices } } };
  const privately = "private" in response && response.private ? ephemeral : 0;
  // A deferral carries no other flag; IS_COMPONENTS_V2 comes with the later edit.
  if (words === undefined) return { body: { type: 5, data: { flags: privately } } };
  const type = response.as === "update" ? 7 : 4;
  const flagged = { ...words, flags: words.flags | privately };
  return requestOf(flagged, (data) => ({ type, data }));
}

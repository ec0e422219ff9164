import type { Client } from "discord.js";
import { Routes } from "discord.js";
import type { Logger } from "pino";
import type { Payload } from "./dress.ts";
import type { PlainPayload } from "./dress-plain.ts";
import { dressPlain } from "./dress-plain.ts";
import type { Refused } from "./faults.ts";
import { faultOf, isTaken, whyRefused } from "./faults.ts";
import { limits } from "./limits.ts";
import type { Attempt, Patience } from "./patience.ts";
import { createPlainPlaces } from "./plain-places.ts";
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
  /** `obsolete`: newer words wait; a call that failed is not tried again. */
  post(place: PostPlace, payload: Payload, obsolete?: () => boolean): Promise<Posted>;
  edit(place: MessagePlace, payload: Payload, obsolete?: () => boolean): Promise<Sent>;
}

type Attempted<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: Refused };

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
      const say = async (payload: Payload | PlainPayload | undefined): Promise<Attempted<void>> => {
        const body = firstBody(response, payload);
        let tries = 0;
        const call = async (signal: AbortSignal): Promise<void> => {
          tries += 1;
          await rest.post(route, { body, auth: false, signal }).catch((error: unknown) => {
            // A try of ours got through, and only its receipt was lost.
            if (tries === 1 || !isTaken(error)) throw error;
          });
        };
        return await attempt("respond", { call, within: limits.firstResponseWithin });
      };
      if (!("payload" in response)) return await say(undefined);
      return await sayOrPlainly(response.payload, {
        mayBePlain: response.as === "message" || response.wasPlain,
        say,
        said: (_, plainly) => plain.noteResponse(ticket, plainly),
      });
    },
    async editResponse(ticket, payload) {
      const route = Routes.webhookMessage(ticket.application_id, ticket.token);
      const say = async (body: Payload | PlainPayload): Promise<Attempted<unknown>> => {
        const call = async (signal: AbortSignal): Promise<unknown> =>
          await rest.patch(route, { body, auth: false, signal });
        return await attempt("edit response", { call, within: limits.messageWithin });
      };
      return await sayOrPlainly(payload, {
        mayBePlain: plain.hasResponse(ticket),
        say,
        said: (_, plainly) => plain.noteResponse(ticket, plainly),
      });
    },
    async post({ channel, replyTo, nonce }, payload, obsolete) {
      const reference =
        replyTo === undefined
          ? {}
          : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
      let repeated = false;
      const say = async (words: Payload | PlainPayload): Promise<Attempted<string>> => {
        const body = { ...words, ...reference, nonce, enforce_nonce: true };
        let tries = 0;
        const call = async (signal: AbortSignal): Promise<string> => {
          repeated = tries > 0;
          tries += 1;
          return Created.parse(await rest.post(Routes.channelMessages(channel), { body, signal }))
            .id;
        };
        return await attempt("post", { call, within: limits.messageWithin, obsolete });
      };
      const made = await sayOrPlainly(payload, {
        mayBePlain: true,
        say,
        said: (message, plainly) => plain.noteMessage(message, plainly),
      });
      return made.ok ? { ok: true, message: made.value, repeated } : made;
    },
    async edit({ channel, message }, payload, obsolete) {
      const route = Routes.channelMessage(channel, message);
      const say = async (body: Payload | PlainPayload): Promise<Attempted<unknown>> => {
        const call = async (signal: AbortSignal): Promise<unknown> =>
          await rest.patch(route, { body, signal });
        return await attempt("edit", { call, within: limits.messageWithin, obsolete });
      };
      return await sayOrPlainly(payload, {
        mayBePlain: plain.hasMessage(message),
        say,
        said: (_, plainly) => plain.noteMessage(message, plainly),
      });
    },
  };
}

interface Saying<T> {
  readonly mayBePlain: boolean;
  readonly say: (words: Payload | PlainPayload) => Promise<Attempted<T>>;
  /** Hears how it was said. */
  readonly said: (value: T, plainly: boolean) => void;
}

/** Once more in plain words when Discord does not take the components. */
async function sayOrPlainly<T>(
  payload: Payload,
  { mayBePlain, say, said }: Saying<T>,
): Promise<Attempted<T>> {
  const first = await say(payload);
  const plainly = mayBePlain && !first.ok && first.why === "form";
  const last = plainly ? await say(dressPlain(payload)) : first;
  if (last.ok) said(last.value, plainly);
  return last;
}

function firstBody(response: FirstResponse, payload: Payload | PlainPayload | undefined): object {
  if (response.as === "choices") return { type: 8, data: { choices: response.choices } };
  const privately = "private" in response && response.private ? ephemeral : 0;
  // A deferral carries no other flag; IS_COMPONENTS_V2 comes with the later edit.
  if (payload === undefined) return { type: 5, data: { flags: privately } };
  const type = response.as === "update" ? 7 : 4;
  return { type, data: { ...payload, flags: payload.flags | privately } };
}

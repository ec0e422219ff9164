import type { Client } from "discord.js";
import { Routes } from "discord.js";
import type { Logger } from "pino";
import type { Payload } from "./dress.ts";
import type { Refused } from "./faults.ts";
import { faultOf, whyRefused } from "./faults.ts";
import { limits } from "./limits.ts";
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
  | { readonly as: "message" | "update"; readonly payload: Payload; readonly private?: boolean }
  | { readonly as: "defer"; readonly private?: boolean };

export type Sent = { readonly ok: true } | { readonly ok: false; readonly why: Refused };
export type Posted =
  | { readonly ok: true; readonly message: string }
  | { readonly ok: false; readonly why: Refused };

/** The calls to Discord that put words somewhere. They never reject; failures are logged here. */
export interface Api {
  respond(ticket: Ticket, response: FirstResponse): Promise<Sent>;
  /** Changes the message that the first response made or updated. */
  editResponse(ticket: Ticket, payload: Payload): Promise<Sent>;
  post(place: PostPlace, payload: Payload): Promise<Posted>;
  edit(place: MessagePlace, payload: Payload): Promise<Sent>;
}

interface Attempt<T> {
  readonly what: string;
  readonly call: (signal: AbortSignal) => Promise<T>;
  /** Milliseconds. */
  readonly within: number;
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
export function createApi(rest: Client["rest"], log: Logger): Api {
  const attempt = async <T>(attempted: Attempt<T>): Promise<Attempted<T>> => {
    const { what, call, within } = attempted;
    try {
      return { ok: true, value: await call(AbortSignal.timeout(within)) };
    } catch (error) {
      const why = whyRefused(error);
      if (why === "too-late")
        log.debug({ what, fault: faultOf(error) }, "discord took no response");
      else log.warn({ what, fault: faultOf(error) }, "a call to discord failed");
      return { ok: false, why };
    }
  };

  return {
    async respond(ticket, response) {
      const route = Routes.interactionCallback(ticket.id, ticket.token);
      const body = firstBody(response);
      const call = async (signal: AbortSignal): Promise<unknown> =>
        await rest.post(route, { body, auth: false, signal });
      return await attempt({ what: "respond", call, within: limits.firstResponseWithin });
    },
    async editResponse(ticket, body) {
      const route = Routes.webhookMessage(ticket.application_id, ticket.token);
      const call = async (signal: AbortSignal): Promise<unknown> =>
        await rest.patch(route, { body, auth: false, signal });
      return await attempt({ what: "edit response", call, within: limits.callWithin });
    },
    async post({ channel, replyTo, nonce }, payload) {
      const reference =
        replyTo === undefined
          ? {}
          : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
      const body = { ...payload, ...reference, nonce, enforce_nonce: true };
      const call = async (signal: AbortSignal): Promise<string> =>
        Created.parse(await rest.post(Routes.channelMessages(channel), { body, signal })).id;
      const made = await attempt({ what: "post", call, within: limits.callWithin });
      return made.ok ? { ok: true, message: made.value } : made;
    },
    async edit({ channel, message }, body) {
      const call = async (signal: AbortSignal): Promise<unknown> =>
        await rest.patch(Routes.channelMessage(channel, message), { body, signal });
      return await attempt({ what: "edit", call, within: limits.callWithin });
    },
  };
}

function firstBody(response: FirstResponse): object {
  const privately = response.private === true ? ephemeral : 0;
  // A deferral carries no other flag; IS_COMPONENTS_V2 comes with the later edit.
  if (response.as === "defer") return { type: 5, data: { flags: privately } };
  const { payload } = response;
  const type = response.as === "update" ? 7 : 4;
  return { type, data: { ...payload, flags: payload.flags | privately } };
}

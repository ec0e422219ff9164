import { z } from "zod";
import { mentions, refusal } from "./slack-server-blocks.ts";
import type { Envelope } from "./slack-server-delivery.ts";
import type { SharedFile, Upload } from "./slack-server-files.ts";
import type { SlackWorld } from "./slack-server-world.ts";

/** What Slack shows of an app beside messages. */
export interface ShownSurfaces {
  /** The app's own page, by person. */
  readonly homes: Map<string, readonly unknown[]>;
  /** The modals that were opened. */
  readonly modals: object[];
  readonly prompts: { readonly channel: string; readonly messages: readonly string[] }[];
  readonly statuses: string[];
  /** Files below messages, as they came. */
  readonly files: SharedFile[];
  /** By their ids. */
  readonly uploads: Map<string, Upload>;
  /** Trigger ids that are still good, and until when (milliseconds). */
  readonly triggers: Map<string, number>;
}

export function noSurfaces(): ShownSurfaces {
  return {
    homes: new Map(),
    modals: [],
    prompts: [],
    statuses: [],
    files: [],
    uploads: new Map(),
    triggers: new Map(),
  };
}

const text = (most: number): z.ZodType =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  });
const modal = z.strictObject({
  type: z.literal("modal"),
  callback_id: z.string().max(255),
  title: text(24),
  submit: text(24),
  close: text(24),
  blocks: z.array(z.looseObject({ type: z.string() })).max(100),
});
const home = z.strictObject({ type: z.literal("home"), blocks: z.array(z.unknown()).max(100) });
const prompts = z.array(z.strictObject({ title: z.string().max(150), message: z.string() })).max(4);

/** Undefined for a method that is none of these; empty when it is done, else what was broken. */
export function callSurface(
  world: SlackWorld,
  method: string,
  fields: Record<string, unknown>,
): string | undefined {
  const { surfaces } = world;
  switch (method) {
    case "views.open": {
      const until = surfaces.triggers.get(String(fields["trigger_id"]));
      surfaces.triggers.delete(String(fields["trigger_id"]));
      if (until === undefined || until < Date.now()) return "a trigger that is not good any more";
      surfaces.modals.push(modal.parse(JSON.parse(String(fields["view"]))));
      return "";
    }
    case "views.publish": {
      const { blocks } = home.parse(JSON.parse(String(fields["view"])));
      const wrong = refusal("home", blocks);
      if (wrong !== undefined) return wrong.why;
      for (const mention of mentions("", blocks)) return `the page would mention: ${mention}`;
      surfaces.homes.set(String(fields["user_id"]), blocks);
      return "";
    }
    case "assistant.threads.setSuggestedPrompts": {
      if (fields["thread_ts"] !== undefined) return "prompts with a thread fail silently";
      const given = prompts.parse(JSON.parse(String(fields["prompts"])));
      const channel = String(fields["channel_id"]);
      surfaces.prompts.push({ channel, messages: given.map(({ message }) => message) });
      return "";
    }
    case "assistant.threads.setStatus":
      surfaces.statuses.push(String(fields["status"]));
      return "";
    default:
      return undefined;
  }
}

/** The scope that each of the methods needs; the others need none. */
export function surfaceScope(method: string): string | undefined {
  if (method.startsWith("files.")) return "files:write";
  return method.startsWith("assistant.") ? "assistant:write" : undefined;
}

const app = { api_app_id: "A0WHY", token: "verification", is_enterprise_install: false };

function acting(world: SlackWorld, user: string): object {
  return {
    ...app,
    user: { id: user, username: user.toLowerCase(), name: user, team_id: world.team },
    team: { id: world.team, domain: "example" },
  };
}

function trigger(world: SlackWorld): string {
  const id = world.nextTs();
  world.surfaces.triggers.set(id, Date.now() + 3_000);
  return id;
}

export function shortcutEnvelope(
  world: SlackWorld,
  used: {
    readonly user: string;
    readonly callback: string;
    readonly on?: { readonly channel: string; readonly ts: string; readonly text: string };
  },
): Envelope {
  const { user, callback, on } = used;
  const message = on && {
    message: { type: "message", text: on.text, ts: on.ts, user: "U0STRANGER" },
    channel: { id: on.channel, name: "somewhere" },
    message_ts: on.ts,
  };
  return {
    type: "interactive",
    payload: {
      ...acting(world, user),
      type: on === undefined ? "shortcut" : "message_action",
      callback_id: callback,
      trigger_id: trigger(world),
      action_ts: world.nextTs(),
      ...message,
    },
  };
}

export function suggestionEnvelope(world: SlackWorld, user: string, value: string): Envelope {
  return {
    type: "interactive",
    payload: {
      ...acting(world, user),
      type: "block_suggestion",
      action_id: "wr:names",
      block_id: "workstation",
      value,
      container: { type: "view", view_id: "V1" },
    },
  };
}

export function submissionEnvelope(world: SlackWorld, user: string, value: string): Envelope {
  const selected_option = { text: { type: "plain_text", text: value }, value };
  const chosen = { type: "external_select", selected_option };
  return {
    type: "interactive",
    payload: {
      ...acting(world, user),
      type: "view_submission",
      trigger_id: trigger(world),
      view: {
        id: `V${world.nextTs()}`,
        type: "modal",
        callback_id: "wr:ask",
        state: { values: { workstation: { "wr:names": chosen } } },
      },
      response_urls: [],
    },
  };
}

export function homeEnvelope(world: SlackWorld, user: string, tab: "home" | "messages"): Envelope {
  return {
    type: "events_api",
    payload: {
      ...app,
      team_id: world.team,
      type: "event_callback",
      event_id: `Ev${world.nextTs()}`,
      event: {
        type: "app_home_opened",
        user,
        channel: `D${user.slice(1)}`,
        tab,
        event_ts: world.nextTs(),
      },
    },
  };
}

export function homeClickEnvelope(
  world: SlackWorld,
  user: string,
  pressed: { readonly actionId: string; readonly value: string },
): Envelope {
  return {
    type: "interactive",
    payload: {
      ...acting(world, user),
      type: "block_actions",
      trigger_id: trigger(world),
      container: { type: "view", view_id: "V1" },
      view: { id: "V1", type: "home" },
      actions: [
        {
          action_id: pressed.actionId,
          block_id: "b1",
          value: pressed.value,
          type: "button",
          action_ts: world.nextTs(),
        },
      ],
    },
  };
}

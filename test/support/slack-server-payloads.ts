import { randomBytes } from "node:crypto";
import type { Envelope } from "./slack-server-delivery.ts";
import type { SlackMessage, SlackWorld } from "./slack-server-world.ts";

/** Payloads in Slack's documented shapes. https://docs.slack.dev/reference/events */

export interface Said {
  readonly user: string;
  readonly channel: string;
  /** As Slack sends it: escaped, with mentions as `<@U…>`. */
  readonly text: string;
  readonly thread?: string;
  /** Fields that stand for other posters: `bot_id`, `subtype`, `user_team`, … */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Fields beside the event: `is_ext_shared_channel`, … */
  readonly outer?: Readonly<Record<string, unknown>>;
}

export function eventEnvelope(
  world: SlackWorld,
  type: "app_mention" | "message",
  said: Said & { readonly ts: string },
): Envelope {
  const threaded = said.thread === undefined ? {} : { thread_ts: said.thread };
  const direct = type === "message" ? { channel_type: "im" } : {};
  return {
    type: "events_api",
    payload: {
      token: "verification",
      team_id: world.team,
      context_team_id: world.team,
      api_app_id: "A0WHY",
      event: {
        type,
        user: said.user,
        text: said.text,
        ts: said.ts,
        event_ts: said.ts,
        channel: said.channel,
        team: world.team,
        ...threaded,
        ...direct,
        ...said.extra,
      },
      type: "event_callback",
      event_id: `Ev${randomBytes(6).toString("hex").toUpperCase()}`,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        { enterprise_id: null, team_id: world.team, user_id: world.bot.userId, is_bot: true },
      ],
      is_ext_shared_channel: false,
      ...said.outer,
    },
  };
}

export function commandEnvelope(
  world: SlackWorld,
  typed: { readonly user: string; readonly channel: string; readonly text: string },
  responseUrl: string,
): Envelope {
  return {
    type: "slash_commands",
    payload: {
      token: "verification",
      team_id: world.team,
      team_domain: "example",
      channel_id: typed.channel,
      channel_name: "somewhere",
      user_id: typed.user,
      user_name: typed.user.toLowerCase(),
      command: "/whyreboot",
      text: typed.text,
      api_app_id: "A0WHY",
      is_enterprise_install: "false",
      response_url: responseUrl,
      trigger_id: trigger(),
    },
  };
}

export interface Pressed {
  readonly user: string;
  readonly message: SlackMessage;
  readonly actionId: string;
  readonly value: string;
  /** The presser's workspace, if it is another one (Slack Connect). */
  readonly team?: string;
}

export function clickEnvelope(world: SlackWorld, pressed: Pressed, responseUrl: string): Envelope {
  const { message, user } = pressed;
  const ephemeral = message.onlyFor !== undefined;
  const threaded = message.thread === undefined ? {} : { thread_ts: message.thread };
  const shown = {
    type: "message",
    user: message.author,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...threaded,
  };
  return {
    type: "interactive",
    payload: {
      type: "block_actions",
      user: {
        id: user,
        username: user.toLowerCase(),
        name: user,
        team_id: pressed.team ?? world.team,
      },
      api_app_id: "A0WHY",
      token: "verification",
      container: {
        type: "message",
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: ephemeral,
        ...threaded,
      },
      trigger_id: trigger(),
      team: { id: world.team, domain: "example" },
      enterprise: null,
      is_enterprise_install: false,
      channel: { id: message.channel, name: "somewhere" },
      ...(ephemeral ? {} : { message: shown }),
      state: { values: {} },
      response_url: responseUrl,
      actions: [
        {
          action_id: pressed.actionId,
          block_id: "b1",
          text: { type: "plain_text", text: "…", emoji: false },
          value: pressed.value,
          type: "button",
          action_ts: world.nextTs(),
        },
      ],
    },
  };
}

function trigger(): string {
  return `${Date.now()}.${randomBytes(8).toString("hex")}`;
}

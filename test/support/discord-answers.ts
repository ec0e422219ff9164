import type { StoredMessage, World } from "./discord-world.ts";
import type { FilePart } from "./multipart.ts";

/** One answer of the REST API; no body means 204. */
export interface Answered {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly method: string;
  /** Below /api/v10. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Of a multipart body; its `payload_json` is the body. */
  readonly files: readonly FilePart[];
}

/** A refusal in Discord's own shape. */
export function refuse(status: number, code: number, message: string): Answered {
  return { status, body: { message, code } };
}

/** 50035 with its reasons, each also written down as a violation. */
export function refuseForm(world: World, where: string, problems: readonly string[]): Answered {
  for (const problem of problems) world.violations.push(`${where}: ${problem}`);
  const errors = problems.map((message) => ({ code: "BASE_TYPE_BAD", message }));
  return {
    status: 400,
    body: { message: "Invalid Form Body", code: 50035, errors: { _errors: errors } },
  };
}

export function apiUser(world: World, id: string): object {
  const member = world.members.find((one) => one.id === id);
  const name = member?.name ?? "whyreboot";
  return {
    id,
    username: name.toLowerCase().replaceAll(" ", "."),
    global_name: name,
    discriminator: "0",
    avatar: null,
    bot: id === world.self,
  };
}

export function apiMember(world: World, id: string): object {
  return {
    roles: world.members.find((one) => one.id === id)?.roles ?? [],
    nick: null,
    joined_at: "2026-01-01T00:00:00.000000+00:00",
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
  };
}

export function apiRoles(world: World): readonly object[] {
  const ids = [world.guild, ...new Set(world.members.flatMap(({ roles }) => roles))];
  return [
    ...ids.map((id) => ({ id, name: id, permissions: "0", position: 0, color: 0, flags: 0 })),
    // Discord makes it when the bot is invited with permissions.
    { id: "909", name: "whyreboot", permissions: "0", position: 1, tags: { bot_id: world.self } },
  ];
}

export function apiChannel(world: World, id: string): object {
  const channel = world.channels.find((one) => one.id === id);
  if (channel?.kind === "direct") {
    return {
      id,
      type: 1,
      recipients: [apiUser(world, channel.person ?? "")],
      last_message_id: null,
    };
  }
  const common = { id, guild_id: world.guild, name: channel?.name, permissions: "274877991936" };
  if (channel?.kind !== "thread")
    return { ...common, type: 0, position: 0, permission_overwrites: [] };
  return {
    ...common,
    type: 11,
    parent_id: channel.parent,
    owner_id: world.self,
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: "2026-01-01T00:00:00.000000+00:00",
      locked: false,
    },
  };
}

export function apiMessage(world: World, message: StoredMessage): object {
  return {
    id: message.id,
    channel_id: message.channel,
    type: message.replyTo === undefined ? 0 : 19,
    author: apiUser(world, message.author),
    content: message.content,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: mentionsIn(message.content).map((id) => apiUser(world, id)),
    mention_roles: [],
    attachments: (message.attachments ?? []).map(({ id, filename, description, bytes }) => ({
      id,
      filename,
      description,
      size: bytes.length,
    })),
    embeds: [],
    pinned: false,
    components: message.components,
    flags: message.flags,
    ...(message.replyTo === undefined
      ? {}
      : { message_reference: { message_id: message.replyTo } }),
  };
}

export function mentionsIn(content: string): readonly string[] {
  return [...content.matchAll(/<@!?(\d+)>/gu)].map((match) => match[1] ?? "");
}

import { z } from "zod";
import type { Answered, Asked } from "./discord-answers.ts";
import {
  apiChannel,
  apiMessage,
  apiRoles,
  apiUser,
  refuse,
  refuseForm,
} from "./discord-answers.ts";
import { callback, response, write } from "./discord-responses.ts";
import { judgeBody } from "./discord-rules.ts";
import type { StoredMessage, World } from "./discord-world.ts";
import { newSnowflake } from "./discord-world.ts";

interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** With the bot's token; the others carry an interaction's own token in the path. */
  readonly authorized: boolean;
  readonly answer: (world: World, asked: Asked) => Answered;
}

/** All that a bot of this kind calls. Any other path is a violation. */
export const routes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/interactions\/\d+\/[^/]+\/callback$/u,
    authorized: false,
    answer: callback,
  },
  {
    method: "GET|PATCH|DELETE",
    path: /^\/webhooks\/\d+\/[^/]+\/messages\/(?:@original|\d+)$/u,
    authorized: false,
    answer: response,
  },
  {
    method: "GET",
    path: /^\/users\/@me$/u,
    authorized: true,
    answer: (world) => ({ status: 200, body: apiUser(world, world.self) }),
  },
  {
    method: "GET",
    path: /^\/users\/@me\/guilds$/u,
    authorized: true,
    answer: (world) => ({ status: 200, body: [{ id: world.guild, name: "The office" }] }),
  },
  {
    method: "GET",
    path: /^\/guilds\/\d+\/roles$/u,
    authorized: true,
    answer: (world) => ({ status: 200, body: apiRoles(world) }),
  },
  { method: "GET", path: /^\/users\/\d+$/u, authorized: true, answer: someUser },
  { method: "GET", path: /^\/channels\/\d+$/u, authorized: true, answer: channel },
  { method: "POST", path: /^\/channels\/\d+\/messages$/u, authorized: true, answer: post },
  { method: "PATCH", path: /^\/channels\/\d+\/messages\/\d+$/u, authorized: true, answer: edit },
  {
    method: "GET",
    path: /^\/applications\/\d+\/guilds\/\d+\/commands$/u,
    authorized: true,
    answer: (world) => ({ status: 200, body: apiCommands(world) }),
  },
  {
    method: "PUT",
    path: /^\/applications\/\d+\/guilds\/\d+\/commands$/u,
    authorized: true,
    answer: putCommands,
  },
];

function someUser(world: World, asked: Asked): Answered {
  const id = asked.path.split("/")[2] ?? "";
  const known = world.members.some((one) => one.id === id);
  return known ? { status: 200, body: apiUser(world, id) } : refuse(404, 10013, "Unknown User");
}

function channel(world: World, asked: Asked): Answered {
  const id = asked.path.split("/")[2] ?? "";
  const known = world.channels.some((one) => one.id === id);
  return known
    ? { status: 200, body: apiChannel(world, id) }
    : refuse(404, 10003, "Unknown Channel");
}

function post(world: World, asked: Asked): Answered {
  const channel = asked.path.split("/")[2] ?? "";
  if (!world.channels.some(({ id }) => id === channel))
    return refuse(404, 10003, "Unknown Channel");
  if (world.closed.has(channel)) return refuse(403, 50001, "Missing Access");
  const judged = judgeBody(asked.body, { way: "create", files: asked.files });
  if (judged.body === undefined) return refuseForm(world, "message", judged.problems);
  const { body } = judged;
  const reference = body.message_reference;
  const replied = world.messages.get(reference?.message_id ?? "");
  if (
    reference !== undefined &&
    replied?.channel !== channel &&
    reference.fail_if_not_exists !== false
  ) {
    return refuseForm(world, "message", ["message_reference: unknown message"]);
  }
  const same = [...world.messages.values()].find(
    ({ nonce, author }) => nonce !== undefined && nonce === body.nonce && author === world.self,
  );
  if (same !== undefined && body.enforce_nonce === true) {
    return { status: 200, body: apiMessage(world, same) };
  }
  const message: StoredMessage = {
    id: newSnowflake(),
    channel,
    author: world.self,
    content: "",
    flags: 0,
    components: [],
    writes: 0,
    ...(replied === undefined ? {} : { replyTo: replied.id }),
    ...(body.nonce === undefined ? {} : { nonce: body.nonce }),
  };
  write(message, judged);
  world.messages.set(message.id, message);
  world.changed();
  return { status: 200, body: apiMessage(world, message) };
}

function edit(world: World, asked: Asked): Answered {
  const [, , channel = "", , id = ""] = asked.path.split("/");
  if (world.closed.has(channel)) return refuse(403, 50001, "Missing Access");
  const message = world.messages.get(id);
  // Nobody reaches a private message by its channel, not even its author.
  if (message === undefined || message.channel !== channel || message.onlyFor !== undefined) {
    return refuse(404, 10008, "Unknown Message");
  }
  if (message.author !== world.self) {
    world.violations.push("edit: of a message that somebody else wrote");
    return refuse(403, 50005, "Cannot edit a message authored by another user");
  }
  const judged = judgeBody(asked.body, { way: "edit", before: message, files: asked.files });
  if (judged.body === undefined) return refuseForm(world, "edit", judged.problems);
  write(message, judged);
  world.changed();
  return { status: 200, body: apiMessage(world, message) };
}

const name = z.string().regex(/^[-_\p{L}\p{N}]{1,32}$/u);
const ChatCommand = z.looseObject({
  name,
  type: z.literal(1).default(1),
  description: z.string().min(1).max(100),
  options: z
    .array(z.looseObject({ name, type: z.number(), description: z.string().min(1).max(100) }))
    .max(25)
    .default([]),
});
// The name is what the menu shows; it has neither description nor options.
const MenuCommand = z.looseObject({
  name: z.string().min(1).max(32),
  type: z.literal([2, 3]),
  description: z.literal("").default(""),
  options: z.array(z.never()).default([]),
});
const mostOfKind = { 1: 100, 2: 15, 3: 15 } as const;
const Commands = z
  .array(z.union([ChatCommand, MenuCommand]))
  .refine((all) =>
    ([1, 2, 3] as const).every(
      (kind) => all.filter(({ type }) => type === kind).length <= mostOfKind[kind],
    ),
  );

function putCommands(world: World, asked: Asked): Answered {
  const parsed = Commands.safeParse(asked.body);
  if (!parsed.success) return refuseForm(world, "commands", [parsed.error.message]);
  world.commands = parsed.data.map((command) => ({ ...command, id: newSnowflake() }));
  world.commandWrites += 1;
  world.changed();
  return { status: 200, body: apiCommands(world) };
}

// Discord adds fields of its own, which a naive comparison takes for a difference.
function apiCommands(world: World): readonly object[] {
  return world.commands.map((command) => ({
    ...command,
    application_id: world.self,
    guild_id: world.guild,
    version: command.id,
    default_member_permissions: null,
    name_localizations: null,
    description_localizations: null,
    integration_types: [0],
    nsfw: false,
  }));
}

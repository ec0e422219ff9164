import { z } from "zod";
import { mentions, refusal } from "./slack-server-blocks.ts";
import { completeUpload, getUploadUrl } from "./slack-server-files.ts";
import { callSurface, surfaceScope } from "./slack-server-surfaces.ts";
import type { SlackMessage, SlackWorld } from "./slack-server-world.ts";

export type ApiAnswer = { readonly ok: boolean; readonly error?: string } & Record<string, unknown>;

const message = z.object({
  channel: z.string(),
  text: z.string({ error: "a message has no top-level text" }).min(1).max(40_000),
  blocks: z.string().transform((text): unknown => JSON.parse(text)),
  unfurl_links: z.literal("false", { error: "unfurl_links is not false" }).optional(),
  unfurl_media: z.literal("false", { error: "unfurl_media is not false" }).optional(),
  thread_ts: z.string().optional(),
});
const quiet = message.required({ unfurl_links: true, unfurl_media: true });
const edit = quiet.extend({ ts: z.string() });
const ephemeral = message.extend({ user: z.string() });

/** The methods of the Web API that the bot has scopes for. Any other is a violation. */
export function callMethod(
  world: SlackWorld,
  method: string,
  fields: Record<string, unknown>,
): ApiAnswer {
  world.calls.push({ method, fields });
  const planned = world.planned.get(method)?.shift();
  if (planned !== undefined) return { ok: false, error: planned };
  switch (method) {
    case "auth.test":
      return {
        ok: true,
        url: "https://example.slack.com/",
        team: "Example",
        user: "whyreboot",
        team_id: world.team,
        user_id: world.bot.userId,
        bot_id: world.bot.botId,
        is_enterprise_install: false,
      };
    case "chat.postMessage":
      return post(world, fields);
    case "chat.update":
      return update(world, fields);
    case "chat.postEphemeral":
      return whisper(world, fields);
    case "usergroups.users.list":
      return members(world, fields);
    case "usergroups.list":
      return allowed(world, "usergroups:read", () => ({
        usergroups: [...world.groups.keys()].map((id) => ({ id, handle: id.toLowerCase() })),
      }));
    case "users.info":
      return allowed(world, "users:read", () => whoIs(world, String(fields["user"])));
    default:
      return surface(world, method, fields);
  }
}

function surface(world: SlackWorld, method: string, fields: Record<string, unknown>): ApiAnswer {
  const scope = surfaceScope(method);
  if (scope !== undefined && world.scopes?.includes(scope) !== true) {
    return violated(world, "missing_scope", `called ${method} without the scope ${scope}`);
  }
  if (method === "files.getUploadURLExternal") {
    const given = getUploadUrl(world, fields);
    return "error" in given ? violated(world, given.error, given.why) : { ok: true, ...given };
  }
  if (method === "files.completeUploadExternal") {
    const refused = completeUpload(world, fields);
    world.changed();
    return refused === undefined ? { ok: true } : violated(world, refused.error, refused.why);
  }
  const came = callSurface(world, method, fields);
  world.changed();
  if (came === "") return { ok: true };
  return came === undefined
    ? violated(world, "unknown_method", `called ${method}, which the bot has no scope for`)
    : violated(world, "invalid_arguments", `${method}: ${came}`);
}

/** For what needs a scope that the token may lack: Slack says so, and a bot knows before. */
function allowed(world: SlackWorld, scope: string, answer: () => object): ApiAnswer {
  if (world.scopes?.includes(scope) !== true) {
    return violated(world, "missing_scope", `called without the scope ${scope}`);
  }
  return { ok: true, ...answer() };
}

function whoIs(world: SlackWorld, id: string): object {
  const user = world.users.get(id);
  if (user === undefined) return { ok: false, error: "user_not_found" };
  const marks = Object.fromEntries(user.marks.map((mark) => [mark, true]));
  const profile = { display_name: user.name };
  return { user: { id, name: user.name.toLowerCase(), is_bot: false, profile, ...marks } };
}

function violated(world: SlackWorld, error: string, what: string): ApiAnswer {
  world.violations.push(what);
  return { ok: false, error, response_metadata: { messages: [`[ERROR] ${what}`] } };
}

/** The parsed fields, or the refusal of a message that Slack would not take. */
function read<T extends z.infer<typeof message>>(
  world: SlackWorld,
  schema: z.ZodType<T>,
  fields: Record<string, unknown>,
): { ok: true; data: T } | { ok: false; answer: ApiAnswer } {
  const parsed = schema.safeParse(fields);
  if (!parsed.success) {
    const answer = violated(world, "invalid_arguments", z.prettifyError(parsed.error));
    return { ok: false, answer };
  }
  const refused = refuse(world, parsed.data.text, parsed.data.blocks);
  return refused === undefined ? { ok: true, data: parsed.data } : { ok: false, answer: refused };
}

/** Slack's refusal, counted; mentions are counted too, though Slack would take them. */
export function refuse(world: SlackWorld, text: string, blocks: unknown): ApiAnswer | undefined {
  const wrong = refusal(text, blocks);
  if (wrong !== undefined) return violated(world, wrong.error, `${wrong.error}: ${wrong.why}`);
  for (const mention of mentions(text, blocks)) {
    world.violations.push(`a message would mention or link: ${mention}`);
  }
  return undefined;
}

export function keep(
  world: SlackWorld,
  about: Pick<SlackMessage, "channel" | "thread" | "author" | "onlyFor" | "text" | "blocks">,
): SlackMessage {
  const kept = { ...about, ts: world.nextTs(), version: 1, deleted: false };
  world.messages.push(kept);
  world.changed();
  return kept;
}

export function change(
  world: SlackWorld,
  kept: SlackMessage,
  said: { readonly text: string; readonly blocks: unknown },
): void {
  kept.text = said.text;
  kept.blocks = z.array(z.unknown()).parse(said.blocks);
  kept.version += 1;
  world.changed();
}

function post(world: SlackWorld, fields: Record<string, unknown>): ApiAnswer {
  const request = read(world, quiet, fields);
  if (!request.ok) return request.answer;
  const { text, blocks, thread_ts: thread } = request.data;
  // A person's id stands for the app's conversation with them.
  const channel = request.data.channel.replace(/^U/, "D");
  const place = world.channels.get(channel);
  if (place === undefined) return { ok: false, error: "channel_not_found" };
  if (!place.members.has(world.bot.userId)) return { ok: false, error: "not_in_channel" };
  if (thread !== undefined && !world.messages.some((one) => one.ts === thread)) {
    return violated(world, "thread_not_found", "answered in a thread that does not exist");
  }
  const kept = keep(world, {
    channel,
    thread,
    author: world.bot.userId,
    onlyFor: undefined,
    text,
    blocks: z.array(z.unknown()).parse(blocks),
  });
  return { ok: true, channel, ts: kept.ts, message: { text, blocks } };
}

function update(world: SlackWorld, fields: Record<string, unknown>): ApiAnswer {
  const request = read(world, edit, fields);
  if (!request.ok) return request.answer;
  const { channel, ts, text, blocks } = request.data;
  const kept = world.messages.find((one) => one.channel === channel && one.ts === ts);
  if (kept === undefined || kept.deleted || kept.onlyFor !== undefined) {
    return { ok: false, error: "message_not_found" };
  }
  if (kept.author !== world.bot.userId) {
    return violated(world, "cant_update_message", "edited somebody else's message");
  }
  if (world.channels.get(channel)?.members.has(world.bot.userId) !== true) {
    return { ok: false, error: "channel_not_found" };
  }
  change(world, kept, { text, blocks });
  return { ok: true, channel, ts, text };
}

function whisper(world: SlackWorld, fields: Record<string, unknown>): ApiAnswer {
  const request = read(world, ephemeral, fields);
  if (!request.ok) return request.answer;
  const { channel, user, text, blocks, thread_ts: thread } = request.data;
  const place = world.channels.get(channel);
  if (place === undefined) return { ok: false, error: "channel_not_found" };
  if (!place.members.has(world.bot.userId)) return { ok: false, error: "not_in_channel" };
  if (!place.members.has(user)) return { ok: false, error: "user_not_in_channel" };
  if (thread !== undefined && !world.messages.some((one) => one.thread === thread)) {
    return violated(world, "invisible", "a private message in a thread that nobody has begun");
  }
  const kept = keep(world, {
    channel,
    thread,
    author: world.bot.userId,
    onlyFor: user,
    text,
    blocks: z.array(z.unknown()).parse(blocks),
  });
  return { ok: true, message_ts: kept.ts };
}

function members(world: SlackWorld, fields: Record<string, unknown>): ApiAnswer {
  const users = world.groups.get(String(fields["usergroup"]));
  if (users === undefined) return { ok: false, error: "no_such_subteam" };
  if (users === "unavailable") return { ok: false, error: "plan_upgrade_required" };
  return { ok: true, users };
}

import { z } from "zod";
import type { SlackWorld } from "./slack-server-world.ts";

/** A file below a message, as everyone sees it. */
export interface SharedFile {
  readonly channel: string;
  readonly thread: string;
  /** Of the message that shows it; files that were completed together have the same. */
  readonly ts: string;
  readonly name: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly text: string;
}

export interface Upload {
  readonly name: string;
  readonly length: number;
  readonly hasAltText: boolean;
  bytes?: Uint8Array;
  completed: boolean;
}

/** A call's refusal: Slack's error, and in words what was broken. */
interface Refused {
  readonly error: string;
  readonly why: string;
}

// https://docs.slack.dev/reference/methods/files.getUploadURLExternal; other arguments are ignored by
// Slack, so that whoever sends them finds out late.
const wanted = z.strictObject({
  filename: z.string().min(1),
  length: z.coerce.number().int().min(1, { error: "missing_argument: a length of 0" }),
  alt_txt: z.string().max(1000, { error: "alt_txt_too_large" }).optional(),
  snippet_type: z.string().optional(),
});

// https://docs.slack.dev/reference/methods/files.completeUploadExternal
const completing = z.strictObject({
  files: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(
      z
        .array(z.strictObject({ id: z.string(), title: z.string().min(1).optional() }))
        .min(1)
        .max(10),
    ),
  channel_id: z.string(),
  thread_ts: z.string(),
});

export function getUploadUrl(
  world: SlackWorld,
  fields: Record<string, unknown>,
): { readonly file_id: string; readonly upload_url: string } | Refused {
  const read = wanted.safeParse(fields);
  if (!read.success) return { error: "invalid_arguments", why: z.prettifyError(read.error) };
  const { filename: name, length, alt_txt: alternative } = read.data;
  const file_id = `F${world.nextTs().replace(".", "")}`;
  const hasAltText = alternative !== undefined;
  world.surfaces.uploads.set(file_id, { name, length, hasAltText, completed: false });
  return { file_id, upload_url: `${world.uploadsAt}${file_id}` };
}

/** The HTTP status: Slack refuses what is empty or not the file that was announced. */
export function takeUpload(world: SlackWorld, id: string, bytes: Uint8Array): number {
  const upload = world.surfaces.uploads.get(id);
  if (upload?.length !== bytes.length) {
    world.violations.push(`uploaded ${bytes.length} bytes, not the ${upload?.length} announced`);
    return 400;
  }
  upload.bytes = bytes;
  return 200;
}

export function completeUpload(
  world: SlackWorld,
  fields: Record<string, unknown>,
): Refused | undefined {
  const read = completing.safeParse(fields);
  if (!read.success) return { error: "invalid_arguments", why: z.prettifyError(read.error) };
  const { files, channel_id: channel, thread_ts: thread } = read.data;
  if (world.channels.get(channel)?.members.has(world.bot.userId) !== true) {
    return { error: "channel_not_found", why: "files for a channel that the bot is not in" };
  }
  const above = world.messages.find((one) => one.channel === channel && one.ts === thread);
  if (above === undefined || above.thread !== undefined) {
    return { error: "invalid_arguments", why: "thread_ts is not a message that begins a thread" };
  }
  const ts = world.nextTs();
  for (const { id, title } of files) {
    const upload = world.surfaces.uploads.get(id);
    if (upload?.bytes === undefined) {
      return { error: "file_not_found", why: "a file that was never uploaded" };
    }
    if (upload.completed) return { error: "invalid_arguments", why: "a file was completed twice" };
    upload.completed = true;
    // Slack says ok and shows nothing: slackapi/python-slack-sdk#1818.
    if (upload.hasAltText) continue;
    const { name, bytes } = upload;
    const text = new TextDecoder().decode(bytes);
    world.surfaces.files.push({ channel, thread, ts, name, title: title ?? name, bytes, text });
  }
  return undefined;
}

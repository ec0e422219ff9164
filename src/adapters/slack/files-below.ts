import type { webApi } from "@slack/bolt";
import type { Logger } from "pino";
import type { ReplyFile } from "#bot/reply.ts";
import { limits } from "./limits.ts";
import { literal } from "./literal.ts";
import { filesScope } from "./scopes.ts";

/** Where files go: below the message that they belong to. */
export interface FilePlace {
  readonly channel: string;
  /** The thread, or the message that begins one: never another message of a thread. */
  readonly thread: string;
}

interface Upload {
  readonly name: string;
  readonly title: string;
  readonly content: Buffer;
}

/**
 * Puts files below a message, all as one message of Slack's. Never rejects: the words above stand
 * alone, and an app that may not upload says nothing of files. False when they are not there.
 */
export type PutBelow = (place: FilePlace, files: readonly Upload[]) => Promise<boolean>;

export function createPutBelow(
  client: webApi.WebClient,
  { scopes, log }: { readonly scopes: readonly string[]; readonly log: Logger },
): PutBelow {
  return async ({ channel, thread }, files) => {
    if (!scopes.includes(filesScope) || files.length === 0) return false;
    try {
      await client.filesUploadV2({
        channel_id: channel,
        thread_ts: thread,
        file_uploads: files.map(({ name, title, content }) => ({
          filename: name,
          title,
          file: content,
        })),
      });
      return true;
    } catch (error) {
      log.warn({ err: error }, "Slack did not take files");
      return false;
    }
  };
}

/** Gives the files of a reply below the message `about`, once. Never rejects. */
export type GiveFiles = (
  place: FilePlace & { readonly about: string },
  files: readonly ReplyFile[],
) => Promise<void>;

/** Results are told again soon or never. */
const mostRemembered = 1000;

export function createGiveFiles(putBelow: PutBelow): GiveFiles {
  const given = new Set<string>();
  return async ({ about, ...place }, files) => {
    const key = [place.channel, about, ...files.map(({ name }) => name)].join(" ");
    if (given.has(key)) return;
    const [oldest] = given;
    if (oldest !== undefined && given.size >= mostRemembered) given.delete(oldest);
    given.add(key);
    if (!(await putBelow(place, files.map(uploadOf)))) given.delete(key);
  };
}

/**
 * What whoever does not see it gets is the title, which everybody can read: with `alt_txt` Slack
 * answers that all is well and shares nothing (slackapi/python-slack-sdk#1818), and the library's
 * `alt_text` is no argument of Slack's.
 */
function uploadOf({ name, alternative, bytes }: ReplyFile): Upload {
  return { name, title: literal(alternative, limits.fileTitle), content: Buffer.from(bytes) };
}

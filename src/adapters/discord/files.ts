import type { RawFile } from "discord.js";
import type { ReplyFile } from "#bot/reply.ts";
import type { Component } from "./dress.ts";
import { limits } from "./limits.ts";
import { plainText } from "./literal.ts";

/** Shows an uploaded picture, whose words for whoever does not see it come with it. */
export interface Gallery {
  readonly type: 12;
  readonly items: readonly { readonly media: Media; readonly description: string }[];
}

/** Shows an uploaded file to download. */
export interface FileLink {
  readonly type: 13;
  readonly file: Media;
}

interface Media {
  /** `attachment://sweep-K7Q2-MD4X.png`: only what comes with the same message. */
  readonly url: string;
}

/** A message of components shows no file that none of its components names. */
export function pictureOf(files: readonly ReplyFile[]): readonly Gallery[] {
  const items = files
    .filter(({ type }) => type === "image/png")
    .map(({ name, alternative }) => ({ media: mediaOf(name), description: spoken(alternative) }));
  return items.length === 0 ? [] : [{ type: 12, items }];
}

export function linksOf(files: readonly ReplyFile[]): readonly FileLink[] {
  return files
    .filter(({ type }) => type !== "image/png")
    .map(({ name }) => ({ type: 13, file: mediaOf(name) }));
}

function mediaOf(name: string): Media {
  return { url: `attachment://${name}` };
}

interface WithFiles {
  readonly components: readonly Component[];
  readonly files?: readonly ReplyFile[];
}

export function hasFiles({ files = [] }: WithFiles): boolean {
  return files.length > 0;
}

/** The same words, and none of the components that would show a file. */
export function withoutFiles<T extends WithFiles>(words: T): T {
  return { ...words, files: [], components: withoutLinks(words.components) };
}

function withoutLinks(components: readonly Component[]): readonly Component[] {
  return components
    .filter(({ type }) => type !== 12 && type !== 13)
    .map((one) => (one.type === 17 ? { ...one, components: withoutLinks(one.components) } : one));
}

interface Attachment {
  /** The n of its `files[n]`. */
  readonly id: number;
  readonly filename: string;
  readonly description: string;
}

/** For discord.js's REST client, which sends files as `files[n]` beside the body. */
export interface Request {
  readonly body: object;
  readonly files?: RawFile[];
}

/**
 * The request that says these words with their files; `wrap` puts the message where the call has it.
 * With `attachments` an edit keeps no file from before; without it, all of them stay.
 */
export function requestOf(
  { files = [], ...words }: object & { readonly files?: readonly ReplyFile[] },
  wrap: (message: object) => object = (message) => message,
): Request {
  if (files.length === 0) return { body: wrap(words) };
  const attachments = files.map(
    ({ name, alternative }, id): Attachment => ({
      id,
      filename: name,
      description: spoken(alternative),
    }),
  );
  return {
    body: wrap({ ...words, attachments }),
    files: files.map(({ name, type, bytes }) => ({
      name,
      data: Buffer.from(bytes),
      contentType: type,
    })),
  };
}

function spoken(alternative: string): string {
  return plainText(alternative, limits.description);
}

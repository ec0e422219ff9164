import { z } from "zod";
import { type Answered, refuse } from "./discord-answers.ts";
import type { Component } from "./discord-components.ts";
import { filesOf } from "./discord-components.ts";
import type { FilePart } from "./multipart.ts";

/** A file of a message, as Discord keeps it. */
export interface StoredAttachment {
  readonly id: string;
  readonly filename: string;
  readonly description: string | undefined;
  readonly bytes: Uint8Array;
}

/** docs.discord.com, "Attachment object": what a request says of new files, and of those to keep. */
export const Attachments = z
  .array(
    z.strictObject({
      id: z.union([z.string(), z.number()]).transform(String),
      filename: z.string().min(1).max(1024).optional(),
      description: z.string().max(1024).optional(),
    }),
  )
  .max(10);

/** docs.discord.com, "Uploading Files": the limit of a guild without boosts, for each file. */
const mostBytes = 10 * 1024 * 1024;

/** What a whole request may not have, before its message is looked at. */
export function tooLarge(files: readonly FilePart[]): Answered | undefined {
  return files.some(({ bytes }) => bytes.length > mostBytes)
    ? refuse(413, 40005, "Request entity too large")
    : undefined;
}

interface Sent {
  readonly attachments?: z.infer<typeof Attachments> | undefined;
  readonly files: readonly FilePart[];
  readonly before: readonly StoredAttachment[];
}

/** The files of the message after this request, or what is wrong with it. */
export function attach({ attachments, files, before }: Sent): {
  readonly stored: readonly StoredAttachment[];
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  if (files.length > 10) problems.push("more than 10 files");
  const uploaded = new Map(
    files.map(({ field, ...file }) => [/^files\[(\d+)\]$/u.exec(field)?.[1] ?? field, file]),
  );
  for (const { name } of files) {
    // Discord would take other characters out, and the reference to the file would break.
    if (!/^[\w.-]+$/u.test(name)) problems.push(`files: the name ${name} would be changed`);
  }
  if (attachments === undefined) {
    const added = [...uploaded].map(([id, { name, bytes }]) => ({
      id,
      filename: name,
      description: undefined,
      bytes,
    }));
    return { stored: [...before, ...added], problems };
  }
  const stored = attachments.flatMap(({ id, filename, description }): StoredAttachment[] => {
    const file = uploaded.get(id);
    const kept = before.find((one) => one.id === id);
    uploaded.delete(id);
    if (file !== undefined) {
      return [{ id, filename: filename ?? file.name, description, bytes: file.bytes }];
    }
    if (kept !== undefined) return [{ ...kept, description: description ?? kept.description }];
    problems.push(`attachments: ${id} is neither sent nor there already`);
    return [];
  });
  for (const id of uploaded.keys()) problems.push(`files[${id}] is not among the attachments`);
  return { stored, problems };
}

/** docs.discord.com, "Component reference", media gallery and file: what they name must be there. */
export function referenceProblems(
  components: readonly Component[],
  { stored, isV2 }: { readonly stored: readonly StoredAttachment[]; readonly isV2: boolean },
): readonly string[] {
  const named = filesOf(components).map((url) => url.replace(/^attachment:\/\//u, ""));
  const there = stored.map(({ filename }) => filename);
  return [
    ...named
      .filter((name) => !there.includes(name))
      .map((name) => `no attachment is called ${name}`),
    // With components of the second kind nothing else shows a file.
    ...there
      .filter((name) => isV2 && !named.includes(name))
      .map((name) => `the attachment ${name} would not be shown`),
  ];
}

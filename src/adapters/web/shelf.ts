import { randomBytes } from "node:crypto";
import type { ReplyFile } from "#bot/reply.ts";
import { limits } from "./limits.ts";

/** A file of an answer, and where the page finds it. */
export interface Shelved extends Pick<ReplyFile, "name" | "type" | "alternative"> {
  /** `/files/3q2-7wAB…`: whoever does not have the answer cannot guess it. */
  readonly path: string;
}

/**
 * The newest files of answers, in memory. By an address of this very server the page's policy need
 * not allow anything else, and a large table is no part of the answer's stream. What has gone is
 * shown again by the sweep's id.
 */
export interface Shelf {
  put(file: ReplyFile): Shelved;
  find(id: string): ReplyFile | undefined;
}

export function createShelf(): Shelf {
  const files = new Map<string, ReplyFile>();
  let bytes = 0;
  return {
    put(file) {
      const id = randomBytes(16).toString("base64url");
      files.set(id, file);
      bytes += file.bytes.length;
      for (const [oldest, { bytes: freed }] of files) {
        const tooMany = files.size > limits.shelfFiles || bytes > limits.shelfBytes;
        if (!tooMany || oldest === id) break;
        files.delete(oldest);
        bytes -= freed.length;
      }
      const { name, type, alternative } = file;
      return { name, type, alternative, path: `/files/${id}` };
    },
    find: (id) => files.get(id),
  };
}

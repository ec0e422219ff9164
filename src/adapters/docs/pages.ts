import { readdir, readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Pages, PageText } from "#bot/ports.ts";

/** The pages that came with this package; read when the first explanation is asked for, then kept. */
export function signalPages(
  folder: URL = new URL("../../../docs/signals/", import.meta.url),
): Pages {
  let read: Promise<readonly PageText[]> | undefined;
  return {
    async all() {
      // A failure is not kept: the next question tries again.
      read ??= readPages(folder).catch((error: unknown) => {
        read = undefined;
        throw error;
      });
      return await read;
    },
  };
}

async function readPages(folder: URL): Promise<PageText[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".md")).toSorted();
  return await Promise.all(
    files.map(async (file) => ({
      id: basename(file, ".md"),
      text: await readFile(new URL(file, folder), "utf8"),
    })),
  );
}

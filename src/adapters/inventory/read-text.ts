import { readFile, stat } from "node:fs/promises";
import type { SourceFault } from "./source.ts";

const maximumBytes = 32 * 1024 * 1024;

export type Text =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: SourceFault };

/**
 * The text of a file in UTF-8, or in UTF-16 with a byte order mark, as Windows' own programs write
 * it; without the mark, and with plain line feeds.
 */
export async function readText(file: string): Promise<Text> {
  try {
    const { size, isFile } = await look(file);
    if (!isFile) return refuse(`${file} is no file`, nameFile);
    if (size > maximumBytes) return refuse(`${file} is larger than 32 MiB`, nameFile);
    const bytes = await readFile(file);
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    if (text.includes("\0")) return refuse(`${file} is not text`, nameFile);
    return { ok: true, text: text.replaceAll(/\r\n?/gu, "\n") };
  } catch (error) {
    if (error instanceof TypeError) {
      return refuse(`${file} is not text in UTF-8`, "Save it again with the encoding UTF-8");
    }
    return refuse(`${file} ${wordReadError(error)}`, nameFile);
  }
}

/** Changes whenever the file does, as far as its folder tells. */
export async function stampOf(file: string): Promise<string | undefined> {
  try {
    const { mtimeNs, ctimeNs, size, ino } = await stat(file, { bigint: true });
    return [mtimeNs, ctimeNs, size, ino].join(" ");
  } catch {
    return undefined;
  }
}

async function look(file: string): Promise<{ readonly size: number; readonly isFile: boolean }> {
  const entry = await stat(file);
  return { size: entry.size, isFile: entry.isFile() };
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}

const nameFile = "Name a file with workstations that the bot can read";

function refuse(says: string, mend: string): Text {
  return { ok: false, fault: { says, mend } };
}

function wordReadError(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return "does not exist";
  if (code === "EACCES" || code === "EPERM") {
    return "cannot be read by the user that runs whyreboot";
  }
  return `cannot be read (${String(code ?? error)})`;
}

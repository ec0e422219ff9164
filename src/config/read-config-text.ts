import { readFile, stat } from "node:fs/promises";
import type { Fault } from "./faults.ts";
import { wordReadFault } from "./secrets.ts";

const maximumBytes = 1024 * 1024;

/** The text of the file, without a byte order mark. */
export async function readConfigText(
  file: string,
): Promise<
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: Fault }
> {
  try {
    if ((await stat(file)).size > maximumBytes) return tooLarge;
    const bytes = await readFile(file);
    // A pipe has no size before it is read.
    if (bytes.byteLength > maximumBytes) return tooLarge;
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) {
      return refuse("is not text in UTF-8", "Save it again with the encoding UTF-8");
    }
    const says = wordReadFault(error).replace(/^which /, "");
    return refuse(`the configuration file ${says}`, "Name it with: --config FILE");
  }
}

function refuse(says: string, mend: string): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: { path: "", says, mend } };
}

const tooLarge = refuse("is larger than 1 MiB", "Name the configuration file of whyreboot");

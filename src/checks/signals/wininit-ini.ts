import type { FileContent, WindowsPath } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import { absent, present, unseen } from "../sighting.ts";
import type { SignalFinding, Visit } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { notThere } from "./not-there.ts";

const id = "wininit-ini";
/** A list of renames is far smaller; more is junk or an attack on the reader. */
const largest = 64 * 1024;
const entriesKept = 200;

interface WininitSeen {
  readonly path: WindowsPath;
  readonly content: Uint8Array;
}

export const wininitIni = signalCheck<Sighting<WininitSeen>>({
  id,
  asks: {},
  gather: gatherWininit,
  judge: judgeWininitIni,
});

async function gatherWininit({ machine, windowsDirectory }: Visit): Promise<Sighting<WininitSeen>> {
  const directory = await windowsDirectory;
  if (directory.state !== "present") {
    return directory.state === "absent" ? unseen("depends") : directory;
  }
  const path = `${directory.seen}\\wininit.ini`;
  const file: Sighting<FileContent> = await machine.read(path, largest);
  if (file.state === "present") return present({ path, content: file.seen.content });
  return file.state === "absent" ? absent : file;
}

/**
 * Windows 95 and 98 did the renames of this file at their start and named it `Wininit.bak` then (KB
 * Q140570, Q172456). No Windows NT reads it, and no other Windows has SSH: it is litter that asks
 * nobody, and no restart changes it. Without a rename it asks for nothing at all.
 */
export function judgeWininitIni(file: Sighting<WininitSeen>): SignalFinding {
  if (file.state !== "present") return notThere(id, file);
  const text = decode(file.seen.content);
  if (text === undefined) return { id, state: "unseen", why: "odd-answer" };
  const entries = renamesOf(text);
  if (entries.length === 0) return { id, state: "absent" };
  return {
    id,
    state: "present",
    verdict: "harmless",
    evidence: [file.seen.path, ...entries.slice(0, entriesKept)],
  };
}

/**
 * An INI file of that time is text in some code page; only ASCII matters to tell, so the rest is
 * shown as Latin-1. Zero bytes are no such text: what they hide is not known.
 */
function decode(content: Uint8Array): string | undefined {
  const bytes = Buffer.from(content);
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = utf16 ? bytes.subarray(2).toString("utf16le") : bytes.toString("latin1");
  return text.includes("\0") ? undefined : text;
}

/**
 * Every line of every `[rename]` section that is neither blank nor a remark, as it is written. The
 * end mark of DOS ends a line like any other: what stands after it is a record all the same.
 */
function renamesOf(text: string): string[] {
  const lines = text.replaceAll("\u001a", "\n").split(/[\r\n]+/u);
  const entries: string[] = [];
  let inRename = false;
  for (const line of lines.map((written) => written.trim())) {
    const section = sectionOf(line);
    if (section !== undefined) inRename = section === "RENAME";
    else if (inRename && line !== "" && !line.startsWith(";")) entries.push(line);
  }
  return entries;
}

/** `undefined` for a line that opens no section; the mark of UTF-8 before the first is passed over. */
function sectionOf(line: string): string | undefined {
  const start = line.startsWith(utf8Mark) ? line.slice(utf8Mark.length) : line;
  const end = start.indexOf("]");
  return start.startsWith("[") && end !== -1 ? start.slice(1, end).trim().toUpperCase() : undefined;
}

const utf8Mark = "\u00ef\u00bb\u00bf";

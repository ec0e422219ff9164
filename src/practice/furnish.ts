import iconv from "iconv-lite";
import type { LogName } from "./event-log.ts";
import { logNames } from "./event-log.ts";
import { writeEvent } from "./event-xml.ts";
import type { FileDescription, MachineDescription } from "./machine-schema.ts";
import { ordinaryWindows, program } from "./ordinary-windows.ts";
import { readRegistryText } from "./registry-text.ts";
import { plantRunner } from "./restart-files.ts";
import type { PracticeWindows } from "./windows.ts";

/** An ordinary Windows, and then what the description takes away, adds, and denies last. */
export function furnish(described: MachineDescription): PracticeWindows {
  const windows = ordinaryWindows({ ...described.base, drives: drivesOf(described) });
  takeAway(windows, described);
  for (const { key, values } of readRegistryText(described.registry).keys) {
    windows.registry.plant(key, values);
  }
  for (const log of logNames) plantEvents(windows, log, described.events[log] ?? []);
  plantFiles(windows, described.files);
  plantPair(windows, described);
  Object.assign(windows.quirks, described.quirks);
  deny(windows, described);
  return windows;
}

function drivesOf({ files }: MachineDescription): readonly string[] {
  return [...new Set(["C", ...Object.keys(files).map((path) => path.charAt(0).toUpperCase())])];
}

function takeAway(windows: PracticeWindows, { without }: MachineDescription): void {
  for (const key of without.registry) windows.registry.remove(key);
  for (const value of without.values) {
    const cut = value.lastIndexOf(" → ");
    windows.registry.removeValue(value.slice(0, cut), value.slice(cut + " → ".length));
  }
  for (const path of without.files) windows.remove(path);
  for (const log of without.events) windows.events.clear(log);
}

/** Among the ordinary events each finds its place by its time; alone they stand as they are written. */
function plantEvents(
  { events }: PracticeWindows,
  log: LogName,
  added: NonNullable<MachineDescription["events"][LogName]>,
): void {
  const ordinary = events.read(log);
  for (const event of added) {
    events.plant(log, typeof event === "string" ? event : writeEvent({ log, ...event }));
  }
  if (ordinary === "denied" || ordinary.length === 0) return;
  const all = events.read(log);
  events.clear(log);
  const byTime = (all === "denied" ? [] : all.toReversed()).toSorted((one, other) =>
    one.at.localeCompare(other.at),
  );
  for (const { xml } of byTime) events.plant(log, xml);
}

function plantFiles(windows: PracticeWindows, files: MachineDescription["files"]): void {
  // A copy can be made only of what is there.
  const copiesLast = Object.entries(files).toSorted(
    ([, one], [, other]) => Number(isCopy(one)) - Number(isCopy(other)),
  );
  for (const [path, file] of copiesLast) {
    if (file === "directory") {
      windows.plantDirectory(path);
      continue;
    }
    const { modified, readOnly = false } = file === "program" ? {} : file;
    windows.plant(path, contentOf(windows, path, file), {
      modified: modified === undefined ? planted : new Date(modified),
      readOnly,
    });
  }
}

/** Unless said otherwise: between the last start of an ordinary Windows and today. */
const planted = new Date("2026-11-20T09:30:00Z");

function isCopy(file: FileDescription): boolean {
  return typeof file !== "string" && "same" in file;
}

function contentOf(
  windows: PracticeWindows,
  path: string,
  file: Exclude<FileDescription, "directory">,
): Buffer {
  if (file === "program") return program(path);
  if ("text" in file) return dosText(windows, file.text);
  if ("base64" in file) return Buffer.from(file.base64, "base64");
  if ("program" in file) return program(path, file.program);
  const original = windows.content(file.same);
  if (original === undefined)
    throw new Error(`${path} is to be a copy of a file that is not there`);
  return original;
}

/** As an editor of its time writes it: CRLF, and the letters of the OEM code page. */
function dosText({ oemCodePage }: PracticeWindows, text: string): Buffer {
  return iconv.encode(text.replaceAll(/\r?\n/gu, "\r\n"), `cp${oemCodePage}`);
}

function plantPair(windows: PracticeWindows, { pair, base }: MachineDescription): void {
  if (pair === undefined) return;
  const modified = new Date(pair.modified);
  if (pair.batch !== undefined) {
    const content = typeof pair.batch === "string" ? dosText(windows, pair.batch) : pair.batch;
    windows.plant(`${base.directory}\\_Mssetup.bat`, content, { modified });
  }
  if (pair.runner) plantRunner(windows, { path: `${base.directory}\\_Msrstrt.exe`, modified });
}

function deny(windows: PracticeWindows, { denied }: MachineDescription): void {
  for (const path of denied.files) {
    if (path.endsWith("\\*")) windows.deny(path.slice(0, -"\\*".length), "below");
    else windows.deny(path);
  }
  for (const key of denied.registry) windows.registry.deny(key);
  for (const log of denied.events) windows.events.deny(log);
}

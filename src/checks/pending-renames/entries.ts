import type { WindowsPath } from "../machine.ts";

/** One member of the list that names a file or a directory. Hostile text. */
export interface RenameEntry {
  /** As the machine spells it, with its marks: `!\??\C:\x`, `*1\??\C:\y`. */
  readonly raw: string;
  /** `!`: a target that may exist already. */
  readonly replaces: boolean;
  /** The path behind `\??\`, as the machine spells it. */
  readonly place: string;
  /** The same place, where it is plainly one on a local drive; only that is ever looked at. */
  readonly local: WindowsPath | undefined;
}

/** The longest path that Windows knows; an entry cannot be longer. */
export const longestPath = 32_767;

const marked = /^((?:[!@]|\*\d{1,3}){0,4})\\\?\?\\/u;
// oxlint-disable-next-line no-control-regex -- control characters are in no path
const inNoPath = /[?*"<>|/\u0000-\u001f]/u;

/**
 * Undefined for text that cannot be an entry. The marks: `!` replaces what is there and `@` is
 * stripped (ReactOS smss); `*1` and `*2` come from newer Windows and are not documented
 * (MicrosoftDocs/sysinternals#956). `*1` was seen on sources and on targets, so it tells nothing
 * about which of the two an entry is; not verified on a real Windows.
 */
export function readEntry(member: string): RenameEntry | undefined {
  if (member.length > longestPath) return undefined;
  const marks = marked.exec(member);
  if (marks === null) return undefined;
  const place = member.slice(marks[0].length);
  if (place === "" || inNoPath.test(place)) return undefined;
  return { raw: member, replaces: (marks[1] ?? "").includes("!"), place, local: localPath(place) };
}

/**
 * `\??\UNC\…`, `\??\Volume{…}\…` and streams are never gone to. Neither is a name that Windows'
 * file functions would read as another one (dots and blanks at its end, `.` and `..`): the session
 * manager takes such names literally, so what a look would find is not what the entry means.
 */
function localPath(place: string): WindowsPath | undefined {
  if (!/^[a-z]:\\/iu.test(place)) return undefined;
  // Directories are queued with a backslash at the end as well (`…\Mozilla Firefox\tobedeleted\`).
  const path = place.endsWith("\\") ? place.slice(0, -1) : place;
  const names = path.split("\\").slice(1);
  return names.length > 0 && names.every(isPlain) ? path : undefined;
}

function isPlain(name: string): boolean {
  // `\0\` may be a separator before text that begins like no entry: then this is no path at all.
  if (name === "" || name === "0") return false;
  // A byte that could not be read (U+FFFD) stands for some other letter.
  if (/[:\ufffd]/u.test(name)) return false;
  return !name.endsWith(".") && !name.endsWith(" ");
}

/** What stands before every entry, from which alone a printed separator is told from path text. */
const entryStart = /(?:[!@]|\*\d{1,3}){0,4}\\\?\?\\/uy;
const separator = "\\0";

/**
 * The members of the REG_MULTI_SZ that `reg.exe` prints in one line, empty ones as far as they are
 * printed. Members are joined by the two characters `\0`, which paths hold as well
 * (`…\Temp\06482c31-….tmp`, dotnet/sdk#28993). A run of them therefore parts members only before
 * the start of an entry (`\??\`, also behind `!`, `@` and `*1`) or at the end; nothing else is cut,
 * so that no path is ever made up from a part of another. A file whose whole name is `0`, right
 * before a separator, is the one thing that cannot be told apart.
 *
 * Wine 8 prints empty members (measured: `\??\C:\a\0\0\??\C:\b\0!\??\C:\c`); the one known sample of
 * a real `reg.exe` leaves them out. Which versions do what is not verified on a real Windows.
 */
export function splitMultiString(text: string): readonly string[] {
  const members: string[] = [];
  let memberStart = 0;
  let at = text.indexOf(separator);
  while (at !== -1) {
    const end = runEnd(text, at);
    if (partsMembers(text, end)) {
      members.push(blankAsEmpty(text.slice(memberStart, at)));
      for (let empties = (end - at) / 2; empties > 1; empties -= 1) members.push("");
      memberStart = end;
    }
    at = text.indexOf(separator, end);
  }
  members.push(blankAsEmpty(text.slice(memberStart)));
  return members;
}

function runEnd(text: string, start: number): number {
  let end = start;
  while (text.startsWith(separator, end)) end += 2;
  return end;
}

function partsMembers(text: string, end: number): boolean {
  if (end === text.length) return true;
  entryStart.lastIndex = end;
  return entryStart.test(text);
}

/** Values of nothing but blanks are found on machines where nothing waits (setup.windows#150). */
function blankAsEmpty(member: string): string {
  return member.trim() === "" ? "" : member;
}

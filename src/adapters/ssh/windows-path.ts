import type { WindowsPath } from "#checks/machine.ts";

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file: opening one of these names, in
// any folder and with any extension, opens a device and may never answer.
const device = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:[. ]|$)/iu;

/**
 * `C:\Windows\x` as Windows' sftp-server takes it: `/C:/Windows/x`. Undefined for everything that
 * is not plainly a place on a local drive: shares, relative paths, streams, wildcards, devices.
 */
export function sftpPath(path: WindowsPath): string | undefined {
  const drive = /^[A-Za-z]:\\/.exec(path)?.[0];
  if (drive === undefined) return undefined;
  const rest = path.slice(drive.length);
  if (rest === "") return `/${drive[0]}:/`;
  const names = rest.split("\\");
  return names.every(isPlain) ? `/${drive[0]}:/${names.join("/")}` : undefined;
}

function isPlain(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what it is to find
  if (name === "" || /[/:*?"<>|\u0000-\u001f\u007f]/u.test(name)) return false;
  return !/^\.+$/u.test(name) && !device.test(name);
}

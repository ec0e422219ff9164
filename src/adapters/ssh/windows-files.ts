import type { SFTPWrapper, Stats } from "ssh2";
import type { Entry, FileContent, WindowsPath } from "#checks/machine.ts";
import type { Sighting, Unseen } from "#checks/sighting.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import type { Called } from "./deadline.ts";
import type { SftpSession } from "./sftp-session.ts";
import { sftpPath } from "./windows-path.ts";

export interface WindowsFiles {
  look(path: WindowsPath): Promise<Sighting<Entry>>;
  read(path: WindowsPath, limit: number): Promise<Sighting<FileContent>>;
}

/** SFTP version 3 promises no more than this in one packet. */
const chunkBytes = 32 * 1024;

/** Looks at files over SFTP, which needs no shell and no command line. */
export function windowsFiles(session: SftpSession): WindowsFiles {
  return {
    async look(path) {
      const remote = sftpPath(path);
      return remote === undefined ? unseen("out-of-reach") : await lookAt(session, remote);
    },
    async read(path, limit) {
      const remote = sftpPath(path);
      if (remote === undefined) return unseen("out-of-reach");
      const before = await lookAt(session, remote);
      if (before.state !== "present") return before;
      if (before.seen.kind !== "file") return unseen("not-a-file");
      if (before.seen.bytes > limit) return unseen("too-large", `${before.seen.bytes} bytes`);
      return await readWhole(session, remote, before.seen);
    },
  };
}

/** One `lstat`: a link is seen as a link, never as what it points to. */
export async function lookAt(session: SftpSession, remote: string): Promise<Sighting<Entry>> {
  const stats = await session.request<Stats>((sftp, settle) => {
    sftp.lstat(remote, settle);
  });
  return stats.ok ? entryOf(stats.value) : sightingOf(stats);
}

async function readWhole(
  session: SftpSession,
  remote: string,
  entry: Entry,
): Promise<Sighting<FileContent>> {
  const opened = await session.request<Buffer>((sftp, settle) => {
    sftp.open(remote, "r", settle);
  });
  if (!opened.ok) return unseenOf(opened);
  const handle = opened.value;
  // All at once: the server answers them in order, so the second look comes after the last byte.
  const reading = Array.from({ length: Math.ceil(entry.bytes / chunkBytes) }, async (_, at) => {
    const length = Math.min(chunkBytes, entry.bytes - at * chunkBytes);
    return await readChunk(session, handle, { position: at * chunkBytes, length });
  });
  const again = session.request<Stats>((sftp, settle) => {
    sftp.fstat(handle, settle);
  });
  const closing = session.request<undefined>((sftp, settle) => {
    closeHandle(sftp, handle, settle);
  });
  const [chunks, after] = await Promise.all([Promise.all(reading), again]);
  // Nothing rests on the close: the handle ends with the connection at the latest.
  void closing;
  if (!after.ok) return unseenOf(after);
  const now = entryOf(after.value);
  if (now.state !== "present") return now;
  if (now.seen.bytes !== entry.bytes || now.seen.modified !== entry.modified) {
    return unseen("changing");
  }
  const failed = chunks.find((chunk) => !chunk.ok);
  if (failed !== undefined) return unseenOf(failed);
  const content = Buffer.concat(chunks.flatMap((chunk) => (chunk.ok ? [chunk.value] : [])));
  return content.length === entry.bytes
    ? present({ entry, content })
    : unseen("odd-answer", `${content.length} of ${entry.bytes} bytes came`);
}

async function readChunk(
  session: SftpSession,
  handle: Buffer,
  { position, length }: { readonly position: number; readonly length: number },
): Promise<Called<Buffer>> {
  return await session.request<Buffer>((sftp, settle) => {
    const chunk = Buffer.alloc(length);
    sftp.read(handle, chunk, 0, length, position, (error, bytes) => {
      settle(error, chunk.subarray(0, bytes));
    });
  });
}

function closeHandle(
  sftp: SFTPWrapper,
  handle: Buffer,
  settle: (error: Error | null | undefined, value: undefined) => void,
): void {
  sftp.close(handle, (error) => {
    settle(error, undefined);
  });
}

/** A server may leave attributes out, whatever ssh2's types say. */
function entryOf(stats: Stats): Sighting<Entry> {
  const { size, mtime, mode } = stats;
  if (![size, mtime, mode].every((number) => Number.isSafeInteger(number))) {
    return unseen("odd-answer", "attributes are missing");
  }
  return present({
    kind: kindOf(stats),
    bytes: size,
    modified: new Date(mtime * 1000).toISOString().replace(".000Z", "Z"),
    // Windows' sftp-server leaves the owner's write bit out for the read-only attribute.
    readOnly: (mode & 0o200) === 0,
  });
}

function kindOf(stats: Stats): Entry["kind"] {
  if (stats.isFile()) return "file";
  return stats.isDirectory() ? "directory" : "other";
}

function sightingOf(failure: Called<unknown> & { readonly ok: false }): Sighting<never> {
  return failure.why === "missing" ? absent : unseenOf(failure);
}

/** For what was there a moment ago: its being missing now is a change, not an absence. */
function unseenOf(failure: Called<unknown> & { readonly ok: false }): Unseen {
  return unseen(failure.why === "missing" ? "changing" : failure.why, failure.detail);
}

import type { SFTPWrapper } from "ssh2";

/** SFTP status codes that servers answer with. */
export const status = { ok: 0, endOfFile: 1, noSuchFile: 2, denied: 3, failure: 4 } as const;

export interface RawFile {
  content: string;
  modified: number;
  mode: number;
}

export function rawFile(content: string, mode = 0o100_700): RawFile {
  return { content, modified: 981_173_106, mode };
}

/** A few files by their SFTP paths; a test replaces single answers with its own listeners. */
export function serveFiles(sftp: SFTPWrapper, files: Map<string, RawFile>): void {
  const handles: string[] = [];
  const attributes = (id: number, file: RawFile | undefined): void => {
    if (file === undefined) {
      sftp.status(id, status.noSuchFile);
      return;
    }
    const { content, modified, mode } = file;
    sftp.attrs(id, {
      size: content.length,
      mode,
      uid: 0,
      gid: 0,
      atime: modified,
      mtime: modified,
    });
  };
  const opened = (handle: Buffer): RawFile | undefined => files.get(handles[handle[0] ?? 0] ?? "");
  sftp.on("LSTAT", (id, path) => {
    attributes(id, files.get(path));
  });
  sftp.on("FSTAT", (id, handle) => {
    attributes(id, opened(handle));
  });
  sftp.on("OPEN", (id, path) => {
    handles.push(path);
    sftp.handle(id, Buffer.of(handles.length - 1));
  });
  sftp.on("READ", (id, handle, ...[offset, length]) => {
    const part = opened(handle)?.content.slice(offset, offset + length) ?? "";
    if (part === "") sftp.status(id, status.endOfFile);
    else sftp.data(id, Buffer.from(part, "latin1"));
  });
  sftp.on("CLOSE", (id) => {
    sftp.status(id, status.ok);
  });
  sftp.on("SETSTAT", (id, path, { mode }) => {
    const file = files.get(path);
    if (file !== undefined) file.mode = 0o100_000 | mode;
    sftp.status(id, file === undefined ? status.noSuchFile : status.ok);
  });
}

import type { FileEntry } from "ssh2";
import type { FileNode } from "./file-tree.ts";

interface OpenFile {
  readonly kind: "file";
  readonly path: string;
  readonly node: FileNode;
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
  readonly appends: boolean;
}

interface OpenDirectory {
  readonly kind: "directory";
  readonly path: string;
  /** Not yet told. */
  left: FileEntry[];
}

/** What a session holds open, by four-byte handles as OpenSSH's. */
export interface Handles {
  open(opened: OpenFile | OpenDirectory): Buffer;
  get(handle: Buffer): OpenFile | OpenDirectory | undefined;
  close(handle: Buffer): boolean;
}

export function handles(): Handles {
  const opened = new Map<string, OpenFile | OpenDirectory>();
  let next = 0;
  return {
    open(what) {
      const handle = Buffer.alloc(4);
      handle.writeUInt32BE(next);
      next += 1;
      opened.set(handle.toString("hex"), what);
      return handle;
    },
    get: (handle) => opened.get(handle.toString("hex")),
    close: (handle) => opened.delete(handle.toString("hex")),
  };
}

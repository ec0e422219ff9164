import { createSecretKey, type KeyObject } from "node:crypto";
import type { Socket } from "node:net";

/**
 * Makes one write of what is sent in one breath. ssh2 writes each packet in three pieces, and each
 * piece is a system call and a segment of its own. To be called after `connect`, which sets `write`.
 */
export function gatherWrites(socket: Socket): void {
  const write: (data: string | Uint8Array, ...more: never[]) => boolean = socket.write.bind(socket);
  socket.write = (data: string | Uint8Array, ...more: never[]): boolean => {
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => {
        socket.uncork();
      });
    }
    return write(data, ...more);
  };
}

/** Fields that ssh2 does not document: the keys of the two directions, as bytes. */
interface Inside {
  readonly _protocol?: {
    readonly _cipher?: { _encKey?: Buffer | KeyObject };
    readonly _decipher?: { _decipherKey?: Buffer | KeyObject };
  };
}

/**
 * ssh2 without its compiled addon gives Node the bytes of the AES-GCM key for each packet, and Node
 * makes a key of them each time: 20 of the 23 microseconds that a packet costs, and a quarter of the
 * time of a whole look. They are the same keys as objects. Where ssh2 keeps none there, with another
 * cipher or its addon, nothing is done. To be called after each key exchange; gives whether it was.
 */
export function keepKeys(client: object): boolean {
  const { _cipher: out, _decipher: back } = (client as Inside)._protocol ?? {};
  if (!Buffer.isBuffer(out?._encKey) || !Buffer.isBuffer(back?._decipherKey)) return false;
  out._encKey = createSecretKey(out._encKey);
  back._decipherKey = createSecretKey(back._decipherKey);
  return true;
}

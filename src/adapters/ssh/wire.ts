import { createSecretKey, type KeyObject } from "node:crypto";
import type { Socket } from "node:net";
import type { ParsedKey } from "ssh2";

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

type Login = [
  username: string,
  key: ParsedKey,
  algorithm: string | undefined,
  sign?: (data: Buffer, done: (signature: Buffer) => void) => void,
];

/** Fields that ssh2 does not document: the keys of the two directions, as bytes, and a login by key. */
interface Inside {
  readonly _protocol?: {
    authPK?: (...login: Login) => void;
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

/**
 * ssh2 asks whether the server would take a key, and signs when it would: a round trip of each login
 * for nothing where there is one key. RFC 4252, 7, leaves the question to the client. An agent's
 * keys, and RSA with its choice of algorithms, go on as ssh2 does them. To be called once, after
 * `connect`; gives whether it could be done.
 */
export function signAtOnce(client: object): boolean {
  const protocol = (client as Inside)._protocol;
  const login = protocol?.authPK;
  if (protocol === undefined || login === undefined) return false;
  protocol.authPK = (...[username, key, algorithm, sign]) => {
    const own = algorithm === undefined && key.isPrivateKey();
    const signed = (data: Buffer, done: (signature: Buffer) => void): void => {
      const signature: Buffer | Error = key.sign(data);
      // Asking leads to the same failure, where ssh2 tells it.
      if (signature instanceof Error) login.call(protocol, username, key, algorithm);
      else done(signature);
    };
    login.call(protocol, username, key, algorithm, sign ?? (own ? signed : undefined));
  };
  return true;
}

import type { SFTPWrapper } from "ssh2";

/**
 * Windows' sftp-server announces posix-rename in its VERSION packet; ssh2's server sends a fixed
 * packet that announces nothing, and a client then refuses to use the extension at all. So the
 * first packet of the channel is replaced on its way out.
 */
export function announceExtensions(
  sftp: SFTPWrapper,
  extensions: Readonly<Record<string, string>>,
): void {
  const inside: object = sftp;
  if (!hasInside(inside)) throw new Error("ssh2's SFTP server is built differently now");
  const protocol = inside._protocol;
  let waiting = waitingOn.get(protocol);
  if (waiting === undefined) {
    waiting = new Map();
    waitingOn.set(protocol, waiting);
    replaceFirstPackets(protocol, waiting);
  }
  waiting.set(inside.outgoing.id, versionPacket(extensions));
}

type Waiting = Map<number, Buffer>;

interface Protocol {
  channelData(channel: number, data: Buffer): void;
}

interface Inside {
  readonly _protocol: Protocol;
  readonly outgoing: { readonly id: number };
}

// One wrapper for each connection, since several SFTP channels share it.
const waitingOn = new WeakMap<Protocol, Waiting>();

function replaceFirstPackets(protocol: Protocol, waiting: Waiting): void {
  const send = protocol.channelData.bind(protocol);
  protocol.channelData = (channel, data) => {
    const packet = waiting.get(channel);
    waiting.delete(channel);
    send(channel, packet ?? data);
  };
}

function hasInside(sftp: object): sftp is Inside {
  if (!("_protocol" in sftp && "outgoing" in sftp)) return false;
  const { _protocol: protocol, outgoing } = sftp;
  if (typeof protocol !== "object" || protocol === null) return false;
  if (typeof outgoing !== "object" || outgoing === null) return false;
  return "channelData" in protocol && "id" in outgoing && typeof outgoing.id === "number";
}

function versionPacket(extensions: Readonly<Record<string, string>>): Buffer {
  const version = Buffer.from([2, 0, 0, 0, 3]);
  const strings = Object.entries(extensions).flat().map(sshString);
  return sshString(Buffer.concat([version, ...strings]));
}

function sshString(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

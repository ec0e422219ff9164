import type { Socket } from "node:net";
import { connect, createServer } from "node:net";
import type { Algorithms, AuthContext, Connection, ServerChannel, SFTPWrapper } from "ssh2";
import ssh2 from "ssh2";
import { freshKeys } from "#practice/fresh-keys.ts";

/** What a raw SSH server does; everything that is left out is refused. */
export interface Behaviour {
  readonly hostKeys?: readonly string[];
  readonly algorithms?: Algorithms;
  /** Accepts every login unless it says otherwise. */
  readonly authenticate?: (context: AuthContext, wire: Wire) => void;
  /** How many exec sessions one connection may have; any number unless said. */
  readonly sessions?: number;
  /** A `cmd` is started only after this. */
  readonly slowly?: Promise<void>;
  readonly exec?: (channel: ServerChannel, command: string, wire: Wire) => void;
  readonly sftp?: (sftp: SFTPWrapper, wire: Wire) => void;
  /** Lets clients connect onwards from here; the port that they name. */
  readonly forward?: (port: number, answer: Forwarding) => void;
  /** In place of SFTP: the bytes of whatever the login shell starts. */
  readonly subsystem?: (channel: ServerChannel, wire: Wire) => void;
}

/** The connection below a channel, to break it. */
export interface Wire {
  readonly socket: Socket;
  readonly connection: Connection;
}

export interface RawServer {
  readonly port: number;
  /** Connections since the start. */
  readonly connections: () => number;
  /** Connections of now. */
  readonly open: () => number;
  /** Names of the login methods tried, in order. */
  readonly logins: readonly string[];
  /** Cuts every open connection. */
  drop(): void;
  /** Resolves when no connection is open any more. */
  readonly empty: () => Promise<void>;
  stop(): Promise<void>;
}

export const ed25519 = freshKeys();
export const otherEd25519 = freshKeys();
export const ecdsa = ssh2.utils.generateKeyPairSync("ecdsa", { bits: 256 });

/** A small SSH server on loopback that misbehaves exactly as told. */
export async function startSshServer(behaviour: Behaviour = {}): Promise<RawServer> {
  const logins: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const ssh = new ssh2.Server({
    hostKeys: [...(behaviour.hostKeys ?? [ed25519.private])],
    algorithms: behaviour.algorithms ?? {},
  });
  ssh.on("connection", (connection, { port }) => {
    const socket = [...sockets].find(({ remotePort }) => remotePort === port);
    if (socket === undefined) throw new Error("a connection without a socket");
    connection.on("error", () => {
      // The client hangs up in the middle in half of the tests.
    });
    connection.on("authentication", (context) => {
      logins.push(context.method);
      if (behaviour.authenticate === undefined) context.accept();
      else behaviour.authenticate(context, { connection, socket });
    });
    serveSessions(behaviour, { connection, socket });
  });
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => {
      // See above.
    });
    socket.on("close", () => sockets.delete(socket));
    ssh.injectSocket(socket);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not on a port");
  return {
    port: address.port,
    connections: () => connections,
    open: () => sockets.size,
    logins,
    drop() {
      for (const socket of sockets) socket.destroy();
    },
    async empty() {
      await Promise.all(
        [...sockets].map(async (socket) => await new Promise((gone) => socket.once("close", gone))),
      );
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** What a jump host does with a request to connect onwards. */
interface Forwarding {
  /** Joins the channel with a connection to a port of this machine. */
  accept(port: number): void;
  reject(): void;
}

function serveForwarding({ forward }: Behaviour, { connection }: Wire): void {
  connection.on("tcpip", (accept, reject, { destPort }) => {
    if (forward === undefined) return reject();
    forward(destPort, {
      accept(port) {
        const onwards = connect(port, "127.0.0.1");
        onwards.once("error", () => reject());
        onwards.once("connect", () => {
          const channel = accept();
          for (const one of [channel, onwards]) one.on("error", () => {});
          channel.pipe(onwards).pipe(channel);
          channel.once("close", () => onwards.destroy());
          onwards.once("close", () => channel.end());
        });
      },
      reject: () => reject(),
    });
  });
}

function serveSessions(behaviour: Behaviour, wire: Wire): void {
  let commands = 0;
  serveForwarding(behaviour, wire);
  wire.connection.on("session", (acceptSession) => {
    const session = acceptSession();
    session.on("exec", (accept, reject, { command }) => {
      commands += 1;
      const full = commands > (behaviour.sessions ?? commands);
      if (behaviour.slowly !== undefined && behaviour.exec !== undefined) {
        const { exec } = behaviour;
        void behaviour.slowly.then(() => exec(accept(), command, wire));
      } else if (behaviour.exec === undefined || full) reject();
      else behaviour.exec(accept(), command, wire);
    });
    if (behaviour.sftp !== undefined) {
      session.on("sftp", (accept) => behaviour.sftp?.(accept(), wire));
    }
    if (behaviour.subsystem !== undefined) {
      session.on("subsystem", (accept: () => ServerChannel) => {
        behaviour.subsystem?.(accept(), wire);
      });
    }
  });
}

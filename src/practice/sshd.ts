import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";
import type { AuthContext, Connection, ParsedKey, Session } from "ssh2";
import ssh2 from "ssh2";
import { serveExec } from "./exec.ts";
import type { OnRequest, PracticeFault } from "./faults.ts";
import { freshKeys } from "./fresh-keys.ts";
import { serveSftp } from "./sftp.ts";
import type { Intercept } from "./sftp-session.ts";
import type { PracticeWindows } from "./windows.ts";

/** One workstation that listens on loopback until it is stopped. */
export interface PracticeWorkstation {
  /** `127.0.0.1` */
  readonly address: string;
  readonly port: number;
  /** `ssh-ed25519 AAAA…`, made when it started. */
  readonly hostKey: string;
  /** One line for a known_hosts file. */
  readonly knownHost: string;
  readonly windows: PracticeWindows;
  stop(): Promise<void>;
}

export interface PracticeWorkstationOptions {
  /** Who may log in; Windows compares names without regard to case. */
  readonly user: string;
  /** `ssh-ed25519 AAAA…`, the only key that may. */
  readonly clientKey: string;
  readonly onRequest?: OnRequest;
}

const address = "127.0.0.1";
// MaxSessions of OpenSSH's sshd.
const sessionLimit = 10;

export async function practiceWorkstation(
  windows: PracticeWindows,
  options: PracticeWorkstationOptions,
): Promise<PracticeWorkstation> {
  const keys = freshKeys();
  const clientKey = parsed(options.clientKey);
  const sockets = new Set<Socket>();
  const onRequest = options.onRequest ?? (() => undefined);
  let connections = 0;

  const meet = (socket: Socket): void => {
    connections += 1;
    const connection = connections;
    sockets.add(socket);
    socket.on("close", () => {
      sockets.delete(socket);
      onRequest({ connection, kind: "disconnect", path: "" });
    });
    // A visitor may vanish at any moment; the close event follows.
    socket.on("error", () => {});
    // Windows' sshd answers the visitor's end with a reset, not with an end of its own; ssh2 would
    // send one as soon as the visitor's last message is there.
    socket.on("end", () => socket.resetAndDestroy());
    socket.end = () => socket.resetAndDestroy();

    const intercept: Intercept = (kind, path, answer) => {
      const fault = onRequest({ connection, kind, path });
      if (fault !== undefined) strike(fault, socket, answer);
      return fault !== undefined;
    };
    if (intercept("connect", "", () => socket.resetAndDestroy())) {
      // Unread bytes would hide the visitor's end for ever.
      socket.resume();
      return;
    }
    const server = new ssh2.Server(
      { hostKeys: [keys.private], ident: "OpenSSH_for_Windows_9.5" },
      (visitor) => {
        // Errors here are the visitor's: a wrong packet, a broken connection.
        visitor.on("error", () => {});
        visitor.on("authentication", (context) => authenticate(context, options.user, clientKey));
        serveSessions(visitor, windows, intercept);
      },
    );
    server.injectSocket(socket);
  };

  const listener = createServer({ allowHalfOpen: true, noDelay: true }, meet);
  const port = await listening(listener);
  return {
    address,
    port,
    hostKey: keys.public,
    knownHost: `[${address}]:${port} ${keys.public}`,
    windows,
    async stop() {
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
    },
  };
}

function serveSessions(visitor: Connection, windows: PracticeWindows, intercept: Intercept): void {
  let sessions = 0;
  visitor.on("session", (accept, reject) => {
    if (sessions >= sessionLimit) return reject();
    sessions += 1;
    const session: Session = accept();
    session.on("close", () => {
      sessions -= 1;
    });
    session.on("exec", (accept, _reject, { command }) => {
      serveExec({ channel: accept(), command }, windows, intercept);
    });
    session.on("sftp", (accept, refuse) => {
      if (windows.quirks.noSftp === true) refuse();
      else serveSftp(accept(), windows, intercept);
    });
  });
}

function authenticate(context: AuthContext, user: string, clientKey: ParsedKey): void {
  const known =
    context.method === "publickey" &&
    context.username.toLowerCase() === user.toLowerCase() &&
    context.key.algo === clientKey.type &&
    context.key.data.equals(clientKey.getPublicSSH());
  if (!known) return context.reject(["publickey"]);
  // Without a signature the visitor only asks whether the key would do.
  if (context.signature === undefined) return context.accept();
  const signed =
    context.blob !== undefined &&
    clientKey.verify(context.blob, context.signature, context.hashAlgo);
  if (signed) context.accept();
  else context.reject(["publickey"]);
}

function strike(fault: PracticeFault, socket: Socket, answer: (code: number) => void): void {
  if (fault === "reset") socket.resetAndDestroy();
  else if (fault !== "silence") answer(fault);
}

async function listening(listener: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(0, address, resolve);
  });
  const at: AddressInfo | string | null = listener.address();
  if (at === null || typeof at === "string") throw new Error("no port to listen on");
  return at.port;
}

function parsed(key: string): ParsedKey {
  const read = ssh2.utils.parseKey(key);
  if (read instanceof Error) throw new Error("the client key cannot be read", { cause: read });
  return read;
}

import type { Duplex } from "node:stream";
import { NodeSSH } from "node-ssh";
import type { Logger } from "pino";
import type { AuthMethod, Client } from "ssh2";
import { ciphers, keyExchange } from "./algorithms.ts";
import type { Clock } from "./clock.ts";
import type { ConnectFailure } from "./connect-failure.ts";
import { connectFailure } from "./connect-failure.ts";
import { dialDirectly } from "./dial.ts";
import type { HostKeyCheck, HostKeyVerdict } from "./host-key.ts";
import type { Dial } from "./jump-host.ts";
import type { Lifeline } from "./lifeline.ts";
import { lifeline } from "./lifeline.ts";
import type { Host } from "./settings.ts";
import { keepKeys, signAtOnce } from "./wire.ts";

export interface Connection {
  readonly ok: true;
  readonly client: Client;
  readonly lifeline: Lifeline;
  readonly hostKey: string;
  readonly trust: "known" | "first-use";
  /** `Clock.now()` at the login. */
  readonly since: number;
  /**
   * Whether known_hosts, as it is now, says of the key that was shown what it said at the login;
   * the same for a jump host on the way. Never rejects.
   */
  stillTrusted(): Promise<boolean>;
  /** Lets the process end although the connection is open, until `ref`. */
  unref(): void;
  ref(): void;
  /** Says goodbye, and tears the connection down if the other side does not answer. */
  close(): void;
}

export interface ConnectOptions {
  readonly methods: AuthMethod[];
  readonly hostKeys: HostKeyCheck;
  /** Milliseconds, for everything from the first packet to the end of the login. */
  readonly deadline: number;
  readonly log: Logger;
  readonly clock: Clock;
  /** Another way than straight over TCP. */
  readonly dial?: Dial;
}

const goodbyeMilliseconds = 500;
const mostGreetingBytes = 4096;

/**
 * Connects and logs in, once: since OpenSSH 9.8 a server shuts out whoever fails to log in again
 * and again. Never rejects.
 */
export async function connect(
  host: Host,
  options: ConnectOptions,
): Promise<Connection | ConnectFailure> {
  const dialled = await (options.dial ?? dialDirectly)(host);
  if (!dialled.ok) return dialled;
  const { stream: socket, ref, unref } = dialled;
  const life = lifeline();
  // ssh2 passes socket errors on and listens as long as it has the socket; this one covers the
  // time before and after.
  socket.on("error", (error) => {
    life.end(error.message);
  });
  const ssh = new NodeSSH();
  let verdict: HostKeyVerdict | undefined;
  let shown: Buffer | undefined;
  const judge = async (key: Buffer, verify: (permitted: boolean) => void): Promise<void> => {
    shown = key;
    verdict = await options.hostKeys.verify(key);
    verify(verdict.ok);
  };
  const connecting = ssh.connect({
    sock: socket,
    username: host.user,
    authHandler: options.methods,
    algorithms: {
      kex: keyExchange,
      cipher: ciphers,
      serverHostKey: options.hostKeys.algorithms,
    },
    // Without a verifier ssh2 takes any key.
    hostVerifier: (key: Buffer, verify: (permitted: boolean) => void) => {
      void judge(key, verify);
    },
    readyTimeout: options.deadline,
  });
  const client = listen(ssh, life, options.log);
  const heard = overhear(socket);
  try {
    await within(options.deadline, connecting);
    if (verdict?.ok !== true || shown === undefined) {
      throw new Error("ssh2 logged in without a verified host key");
    }
    const { hostKey, trust } = verdict;
    const key = shown;
    return {
      ok: true,
      client,
      lifeline: life,
      hostKey,
      trust,
      since: options.clock.now(),
      async stillTrusted() {
        const now = await options.hostKeys.standsFor(key);
        return now && (await dialled.stillTrusted());
      },
      unref,
      ref,
      close() {
        closeConnection(client, socket, life);
      },
    };
  } catch (error) {
    socket.destroy();
    if (verdict?.ok === false) return verdict;
    if (!(error instanceof Error)) throw error;
    return connectFailure(error, { heard: heard(), authenticating: verdict !== undefined });
  }
}

/**
 * node-ssh takes its error listener off as soon as it is connected (node-ssh#421), and Windows'
 * sshd answers a goodbye with a reset: without a listener of its own that would end the process.
 */
function listen(ssh: NodeSSH, life: Lifeline, log: Logger): Client {
  // Set by connect() before it returns its promise.
  const client = ssh.connection;
  if (client === null) throw new Error("node-ssh did not begin to connect");
  client.on("error", (error) => {
    log.debug({ err: error, over: life.ended() !== undefined }, "error on an SSH connection");
    life.end(error.message);
  });
  signAtOnce(client);
  client.on("handshake", () => {
    keepKeys(client);
  });
  client.on("end", () => {
    life.end("the workstation closed the connection");
  });
  client.on("close", () => {
    life.end("the connection closed");
  });
  return client;
}

/** The first words of the other side, which ssh2 does not tell when they are not SSH. */
function overhear(socket: Duplex): () => string {
  let heard = "";
  const listener = (chunk: Buffer): void => {
    heard += chunk.toString("latin1").slice(0, mostGreetingBytes - heard.length);
    if (heard.length >= mostGreetingBytes || /^SSH-/m.test(heard)) socket.off("data", listener);
  };
  socket.on("data", listener);
  return () => heard;
}

/** ssh2 has a deadline of its own for this; ours also holds if it should ever fail to fire. */
async function within(milliseconds: number, connecting: Promise<unknown>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(Object.assign(new Error("Timed out while connecting"), { level: "client-timeout" }));
  }, milliseconds);
  try {
    await Promise.race([connecting, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function closeConnection(client: Client, socket: Duplex, life: Lifeline): void {
  life.end("the bot closed the connection");
  if (socket.destroyed) return;
  client.end();
  // Unreferenced: the open socket keeps the process alive until then, and nothing else should.
  const timer = setTimeout(() => socket.destroy(), goodbyeMilliseconds).unref();
  socket.once("close", () => {
    clearTimeout(timer);
  });
}

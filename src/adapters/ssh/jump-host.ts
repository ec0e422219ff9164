import type { Duplex } from "node:stream";
import type { Client } from "ssh2";
import type { UnreachableReason } from "#bot/ports.ts";
import type { Connection } from "./connect.ts";
import type { ConnectFailure } from "./connect-failure.ts";
import type { Host } from "./settings.ts";

/** A way to a workstation, or why there is none. */
export type Dial = (host: Pick<Host, "address" | "port">) => Promise<Way | ConnectFailure>;

/** A stream to the workstation's address and port, and what it rests on. */
export interface Way extends Pick<Connection, "ok" | "ref" | "unref" | "stillTrusted"> {
  readonly stream: Duplex;
}

export interface JumpOptions {
  /** Connects to the jump host itself and logs in. Never rejects. */
  readonly open: () => Promise<Connection | ConnectFailure>;
  /** Whether who comes now may still go through this connection. Never rejects. */
  readonly mayBeJoined: (connection: Connection) => Promise<boolean>;
  /** Milliseconds for the jump host to reach the workstation. */
  readonly deadline: number;
}

/**
 * Reaches workstations through another machine, over one connection for all who need it at a time;
 * it closes with the last of them, and keeps the process alive only while one of them does. Names are resolved there. What fails on the way is said to be the
 * jump host's, so that nobody looks for the fault on the workstation.
 */
export function throughJumpHost({ open, mayBeJoined, deadline }: JumpOptions): Dial {
  let shared: Shared | undefined;

  /** The connection that everybody shares now; a fresh one when it is lost, too old or never was. */
  const join = async (): Promise<Shared> => {
    const standing = shared;
    const before = await standing?.opening;
    const lasts = before?.ok === true && (await mayBeJoined(before));
    // Somebody else may have begun anew while this one waited.
    if (shared === undefined || (shared === standing && !lasts)) {
      shared = { opening: open(), users: 0, awake: 0 };
    }
    shared.users += 1;
    return shared;
  };
  const wake = (mine: Shared, connection: Connection, by: 1 | -1): void => {
    mine.awake += by;
    if (mine.awake === 0) connection.unref();
    else connection.ref();
  };
  const leave = (mine: Shared, connection: Connection): void => {
    mine.users -= 1;
    if (mine.users > 0) return;
    if (shared === mine) shared = undefined;
    connection.close();
  };

  return async ({ address, port }) => {
    const mine = await join();
    const connection = await mine.opening;
    if (!connection.ok) return onTheWay(`${connection.why}: ${connection.detail}`);
    const forwarded = await forward(connection.client, { address, port, deadline });
    if (!forwarded.ok) {
      leave(mine, connection);
      return forwarded;
    }
    const { stream } = forwarded;
    let awake = false;
    const stay = (state: boolean): void => {
      if (awake === state) return;
      awake = state;
      wake(mine, connection, state ? 1 : -1);
    };
    stay(true);
    stream.once("close", () => {
      stay(false);
      leave(mine, connection);
    });
    return {
      ok: true,
      stream,
      ref: () => {
        stay(!stream.destroyed);
      },
      unref: () => {
        stay(false);
      },
      stillTrusted: async () => await connection.stillTrusted(),
    };
  };
}

/** One connection to the jump host, how many go through it, and how many of these are in use. */
interface Shared {
  readonly opening: Promise<Connection | ConnectFailure>;
  users: number;
  awake: number;
}

function onTheWay(detail: string): ConnectFailure {
  return { ok: false, why: "jump-host", detail };
}

async function forward(
  client: Client,
  to: { readonly address: string; readonly port: number; readonly deadline: number },
): Promise<{ readonly ok: true; readonly stream: Duplex } | ConnectFailure> {
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof forward>>>();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    const detail = `the jump host did not reach it in ${to.deadline} ms`;
    resolve({ ok: false, why: "no-answer", detail });
  }, to.deadline);
  try {
    // Where the stream comes from is only told to the jump host, and means nothing here.
    client.forwardOut("127.0.0.1", 0, to.address, to.port, (error, stream) => {
      if (error === undefined && late) stream.destroy();
      else if (error === undefined) resolve({ ok: true, stream });
      else resolve(refusedForwarding(error, to));
    });
  } catch (error) {
    // ssh2 throws at once when the connection is already gone.
    resolve(onTheWay(String(error)));
  }
  const settled = await promise;
  clearTimeout(timer);
  return settled;
}

/** RFC 4254 5.1: 1 is “administratively prohibited”, 2 “connect failed”; the words are sshd's. */
function refusedForwarding(
  error: Error,
  { address, port }: Pick<Host, "address" | "port">,
): ConnectFailure {
  const detail = error.message;
  const reason = "reason" in error ? error.reason : undefined;
  if (reason === 1)
    return onTheWay(`it does not allow connections to ${address}:${port} (${detail})`);
  if (reason !== 2) return onTheWay(detail);
  return { ok: false, why: whyNotReached(detail), detail: `from the jump host: ${detail}` };
}

function whyNotReached(words: string): UnreachableReason {
  if (/refused/iu.test(words)) return "refused";
  return /resolve|not known|name/iu.test(words) ? "name-not-found" : "no-answer";
}

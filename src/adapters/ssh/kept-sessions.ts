import type { Clock } from "./clock.ts";
import type { Connection } from "./connect.ts";
import type { Host } from "./settings.ts";
import type { SftpChannel } from "./sftp-session.ts";

/** A login and the SFTP session in it: all that may pass from one look to the next. */
export interface Session {
  readonly connection: Connection;
  readonly sftp: SftpChannel;
}

/** Sessions that nobody uses, kept a short while for the click or the next question. */
export interface KeptSessions extends Disposable {
  /** Nobody else has it from now on. It is sound as far as this side knows. */
  take(host: Host): Session | undefined;
  /**
   * Keeps the session once `quiet` says that nothing is under way on it and nothing went wrong;
   * closes it otherwise. It does not keep the process alive from now on. Never rejects.
   */
  giveBack(host: Host, session: Session, quiet: Promise<boolean>): Promise<void>;
}

/** An idle connection takes some 54 KB, and on the workstation a process or two. */
const mostKept = 64;

/**
 * Milliseconds since the login, the age up to which a session may be taken again: rights that an
 * account has lost hold on in its open logins.
 */
const oldest = 5 * 60_000;

/** Milliseconds for each `cmd` to end and the last answers to come: they have nothing left to do. */
const quietWithin = 2_000;

/** `milliseconds`: how long nobody may want a session; 0 keeps none. */
export function keepSessions(milliseconds: number, clock: Clock): KeptSessions {
  /** In the order in which they were given back. */
  const idle = new Map<string, { readonly session: Session; forget(): void }>();
  const settling = new Set<Session>();
  let over = false;

  const close = (key: string): void => {
    const found = idle.get(key);
    found?.forget();
    found?.session.connection.close();
  };
  const put = (key: string, session: Session): void => {
    close(key);
    const [longest] = idle.keys();
    if (idle.size === mostKept && longest !== undefined) close(longest);
    const { lifeline, since } = session.connection;
    const left = Math.min(milliseconds, since + oldest - clock.now());
    const stopTimer = clock.after(left, () => {
      close(key);
    });
    const kept = {
      session,
      forget() {
        stopTimer();
        stopListening();
        idle.delete(key);
      },
    };
    idle.set(key, kept);
    let stopListening = (): void => {};
    stopListening = lifeline.onEnd(() => {
      close(key);
    });
  };

  return {
    take(host) {
      const key = keyOf(host);
      const found = idle.get(key);
      if (found === undefined) return undefined;
      if (!youngEnough(found.session.connection, clock)) {
        close(key);
        return undefined;
      }
      found.forget();
      found.session.connection.ref();
      return found.session;
    },
    async giveBack(host, session, quiet) {
      const { connection } = session;
      // A key that nobody vouched for is looked up again for each login.
      if (milliseconds === 0 || over || connection.trust !== "known") {
        connection.close();
        return;
      }
      connection.unref();
      settling.add(session);
      const sound = await within(quiet, clock);
      settling.delete(session);
      if (sound && !over && youngEnough(connection, clock)) put(keyOf(host), session);
      else connection.close();
    },
    [Symbol.dispose]() {
      over = true;
      for (const key of idle.keys()) close(key);
      for (const { connection } of settling) connection.close();
    },
  };
}

/** Whether somebody else may still use a login. */
export function youngEnough(
  { since, lifeline }: Pick<Connection, "since" | "lifeline">,
  clock: Clock,
): boolean {
  return clock.now() - since < oldest && lifeline.ended() === undefined;
}

/** Another address or account is another key: the inventory may change while a session is kept. */
function keyOf({ address, port, user }: Host): string {
  return JSON.stringify([address.toLowerCase(), port, user]);
}

async function within(quiet: Promise<boolean>, clock: Clock): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const stop = clock.after(quietWithin, () => {
    resolve(false);
  });
  const sound = await Promise.race([quiet, promise]);
  stop();
  return sound;
}

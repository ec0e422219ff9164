import type { Opened, Workstation, Workstations } from "#bot/ports.ts";
import { systemClock } from "./clock.ts";
import { compileCommands } from "./commands.ts";
import { connect } from "./connect.ts";
import { loginMethods } from "./credentials.ts";
import { hostKeyCheck } from "./host-key.ts";
import { throughJumpHost } from "./jump-host.ts";
import type { Session } from "./kept-sessions.ts";
import { keepSessions, youngEnough } from "./kept-sessions.ts";
import { knownHostsReader } from "./known-hosts-file.ts";
import type { Host, SshSettings } from "./settings.ts";
import { defaultDeadlines } from "./settings.ts";
import { sftpSession } from "./sftp-session.ts";
import { workstationOn } from "./workstation-on.ts";

export type { SshSettings } from "./settings.ts";

/**
 * Milliseconds for a sign of life of a session that was kept: several times what a far office takes.
 * Whoever is slower gets a new connection, and no question waits for one that is dead.
 */
const signOfLifeWithin = 500;

/**
 * The workstations of the inventory, each reached over one SSH connection at a time. A login is kept
 * for a while after its use, where the settings say so; disposing of the workstations closes what is
 * kept. Throws at once for settings that can never work: an unreadable key, a query that is not a
 * plain name.
 */
export function sshWorkstations(settings: SshSettings): Workstations & Disposable {
  const commands = compileCommands(settings.asks);
  const methodsFor = loginMethods(settings.credentials);
  const { log, jump, deadlines = defaultDeadlines, clock = systemClock } = settings;
  const knownHosts = {
    ...settings.knownHosts,
    reader: knownHostsReader(settings.knownHosts.file),
  };
  if (knownHosts.trustOnFirstUse) {
    log.warn(
      { file: knownHosts.file },
      "unknown host keys are taken on first use: nobody vouches for them",
    );
  }
  const common = { deadline: deadlines.connect, clock, log };
  // Whoever answers first in its place would see every login pass by, so its key must be known.
  const openJump = async (to: Host): ReturnType<typeof connect> =>
    await connect(to, {
      ...common,
      methods: methodsFor(to.user),
      hostKeys: await hostKeyCheck(to, { ...knownHosts, trustOnFirstUse: false }),
    });
  const dial =
    jump &&
    throughJumpHost({
      open: async () => await openJump(jump),
      mayBeJoined: async (connection) =>
        youngEnough(connection, clock) && (await connection.stillTrusted()),
      deadline: deadlines.connect,
    });
  const login = async (host: Host): Promise<Session | (Opened & { ok: false })> => {
    const connection = await connect(host, {
      ...common,
      methods: methodsFor(host.user),
      hostKeys: await hostKeyCheck(host, knownHosts),
      ...(dial === undefined ? {} : { dial }),
    });
    if (!connection.ok) return connection;
    const patience = { milliseconds: deadlines.call, lifeline: connection.lifeline };
    return { connection, sftp: sftpSession(connection.client, patience) };
  };

  const kept = keepSessions(settings.keep ?? 0, clock);
  const use = (name: string, host: Host, session: Session): Workstation =>
    workstationOn(session, {
      commands,
      milliseconds: deadlines.call,
      onCommand(command) {
        log.debug({ workstation: name, command }, "runs");
      },
      onDone(quiet) {
        void kept.giveBack(host, session, quiet);
      },
    });
  /** Gives nothing for whatever may be wrong with what was kept: then the login is done anew. */
  const reuse = async (name: string, host: Host): Promise<Workstation | undefined> => {
    const session = kept.take(host);
    if (session === undefined) return undefined;
    const { connection, sftp } = session;
    if (await connection.stillTrusted()) {
      // Its `cmd` is started in the same breath, so that an open session costs no round trip.
      const workstation = use(name, host, session);
      if (await sftp.answers(signOfLifeWithin)) return workstation;
    }
    connection.close();
    return undefined;
  };

  return {
    async open(name): Promise<Opened> {
      const host = settings.hosts.get(name);
      // Its list may have been read anew since it was found there.
      if (host === undefined) return { ok: false, why: "not-listed", detail: "" };
      const reused = await reuse(name, host);
      if (reused !== undefined) return { ok: true, workstation: reused };
      const session = await login(host);
      if ("ok" in session) return session;
      const { trust, hostKey } = session.connection;
      if (trust === "first-use") {
        log.warn({ workstation: name, hostKey }, "host key taken on first use");
      }
      return { ok: true, workstation: use(name, host, session) };
    },
    [Symbol.dispose]() {
      kept[Symbol.dispose]();
    },
  };
}

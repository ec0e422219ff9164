import type { Opened, Workstation, Workstations } from "#bot/ports.ts";
import { commandAnswers } from "./answers.ts";
import type { Commands } from "./commands.ts";
import { compileCommands } from "./commands.ts";
import type { Connection, ConnectOptions } from "./connect.ts";
import { connect } from "./connect.ts";
import { loginMethods } from "./credentials.ts";
import type { TextAnswer } from "./decode.ts";
import { textAnswers } from "./decode.ts";
import { openDialogue } from "./dialogue.ts";
import { sftpHands } from "./hands.ts";
import { hostKeyCheck } from "./host-key.ts";
import { throughJumpHost } from "./jump-host.ts";
import type { Lane } from "./lanes.ts";
import { lanes } from "./lanes.ts";
import { withSecondStart } from "./second-start.ts";
import type { Host, SshSettings } from "./settings.ts";
import { defaultDeadlines } from "./settings.ts";
import { sftpSession } from "./sftp-session.ts";
import { windowsFiles } from "./windows-files.ts";

export type { SshSettings } from "./settings.ts";

/**
 * The workstations of the inventory, each reached over one SSH connection per question. Throws at
 * once for settings that can never work: an unreadable key, a query that is not a plain name.
 */
export function sshWorkstations(settings: SshSettings): Workstations {
  const commands = compileCommands(settings.asks);
  const methodsFor = loginMethods(settings.credentials);
  const deadlines = settings.deadlines ?? defaultDeadlines;
  const { log } = settings;
  if (settings.knownHosts.trustOnFirstUse) {
    log.warn(
      { file: settings.knownHosts.file },
      "unknown host keys are taken on first use: nobody vouches for them",
    );
  }
  const open = async (host: Host, how: Partial<ConnectOptions>): ReturnType<typeof connect> =>
    await connect(host, {
      methods: methodsFor(host.user),
      hostKeys: await hostKeyCheck(host, settings.knownHosts),
      deadline: deadlines.connect,
      log,
      ...how,
    });
  const { jump, knownHosts } = settings;
  // Whoever answers first in its place would see every login pass by, so its key must be known.
  const openJump = async (to: Host): ReturnType<typeof connect> =>
    await open(to, { hostKeys: await hostKeyCheck(to, { ...knownHosts, trustOnFirstUse: false }) });
  const dial =
    jump &&
    throughJumpHost({ open: async () => await openJump(jump), deadline: deadlines.connect });

  return {
    async open(name): Promise<Opened> {
      const host = settings.hosts.get(name);
      // Its list may have been read anew since it was found there.
      if (host === undefined) return { ok: false, why: "not-listed", detail: "" };
      const connection = await open(host, dial === undefined ? {} : { dial });
      if (!connection.ok) return connection;
      if (connection.trust === "first-use") {
        log.warn({ workstation: name, hostKey: connection.hostKey }, "host key taken on first use");
      }
      const onCommand = (command: string): void => {
        log.debug({ workstation: name, command }, "runs");
      };
      const talk = { commands, milliseconds: deadlines.call, onCommand };
      return { ok: true, workstation: workstationOn(connection, talk) };
    },
  };
}

interface Talk {
  readonly commands: Commands;
  /** For each answer. */
  readonly milliseconds: number;
  readonly onCommand: (command: string) => void;
}

/** The channels are asked for in the same breath; looks and answers wait for what they need. */
function workstationOn(
  connection: Connection,
  { commands, milliseconds, onCommand }: Talk,
): Workstation {
  const { client, lifeline, hostKey, trust } = connection;
  const patience = { milliseconds, lifeline };
  const session = sftpSession(client, patience);
  const cmd = lanes((): Lane<TextAnswer> => {
    const dialogue = withSecondStart(openDialogue(client, patience, onCommand));
    return { ...dialogue, ask: textAnswers(commands, dialogue) };
  });
  return {
    hostKey,
    trust,
    machine: { ...windowsFiles(session), ...commandAnswers(commands, cmd.ask) },
    hands: sftpHands(session),
    async [Symbol.asyncDispose]() {
      cmd.end();
      connection.close();
      await Promise.resolve();
    },
  };
}

import type { Opened, Workstation, Workstations } from "#bot/ports.ts";
import { scriptAnswers } from "./answers.ts";
import type { Connection } from "./connect.ts";
import { connect } from "./connect.ts";
import { loginMethods } from "./credentials.ts";
import { sftpHands } from "./hands.ts";
import { hostKeyCheck } from "./host-key.ts";
import type { Script } from "./script.ts";
import { compileScript, newMarker } from "./script.ts";
import { runScript } from "./script-run.ts";
import type { SshSettings } from "./settings.ts";
import { defaultDeadlines } from "./settings.ts";
import { sftpSession } from "./sftp-session.ts";
import { transcript } from "./transcript.ts";
import { windowsFiles } from "./windows-files.ts";

export type { SshSettings } from "./settings.ts";

/**
 * The workstations of the inventory, each reached over one SSH connection per question. Throws at
 * once for settings that can never work: an unreadable key, a query that is not a plain name.
 */
export function sshWorkstations(settings: SshSettings): Workstations {
  const script = compileScript(settings.asks);
  const methodsFor = loginMethods(settings.credentials);
  const deadlines = settings.deadlines ?? defaultDeadlines;
  const { log } = settings;
  if (settings.knownHosts.trustOnFirstUse) {
    log.warn(
      { file: settings.knownHosts.file },
      "unknown host keys are taken on first use: nobody vouches for them",
    );
  }
  return {
    async open(name): Promise<Opened> {
      const host = settings.hosts.get(name);
      if (host === undefined) throw new Error(`not in the inventory, so never opened: ${name}`);
      const connection = await connect(host, {
        methods: methodsFor(host.user),
        hostKeys: await hostKeyCheck(host, settings.knownHosts),
        deadline: deadlines.connect,
        log,
      });
      if (!connection.ok) return connection;
      if (connection.trust === "first-use") {
        log.warn({ workstation: name, hostKey: connection.hostKey }, "host key taken on first use");
      }
      return { ok: true, workstation: workstationOn(connection, script, deadlines.call) };
    },
  };
}

/** Both channels are asked for in the same breath; looks and answers wait for what they need. */
function workstationOn(connection: Connection, script: Script, milliseconds: number): Workstation {
  const { client, lifeline, hostKey, trust } = connection;
  const patience = { milliseconds, lifeline };
  const marker = newMarker();
  const said = transcript(marker, script.environment.length + script.registry.length);
  const session = sftpSession(client, patience);
  runScript(client, { text: script.text(marker), into: said, patience });
  return {
    hostKey,
    trust,
    machine: { ...windowsFiles(session), ...scriptAnswers(script, said) },
    hands: sftpHands(session),
    async [Symbol.asyncDispose]() {
      connection.close();
      await Promise.resolve();
    },
  };
}

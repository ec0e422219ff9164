import { mkdir, readdir, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { type PracticeFleet, startPractice } from "#practice/fleet.ts";
import { freshKeys } from "#practice/fresh-keys.ts";
import { type CommandSettings, type Ended, type Running, startCommand } from "./command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A folder with a configuration for the practice workstations of this process, to run commands in. */
export interface CommandDesk {
  readonly fleet: PracticeFleet;
  path(name: string): string;
  /** Writes `whyreboot.yaml` anew, changed. */
  configure(change: (yaml: string) => string): Promise<void>;
  /** Puts a key in place of the right one that no workstation knows. */
  forgetKey(): Promise<void>;
  run(words: readonly string[], how?: How): Promise<Ended>;
  start(words: readonly string[], how?: How): Running;
  /** What the commands have left in the folder for temporary files. */
  left(): Promise<readonly string[]>;
  /** Kills what still runs; rejects when any command has printed any of a secret. */
  stop(): Promise<void>;
}

type How = Omit<CommandSettings, "cwd">;

/** Whoever runs the tests: the shell's rights rest on that name. */
export const shellId = `shell:user:${userInfo().username}`;

export interface DeskSettings {
  readonly slackUrl?: string;
  readonly discordUrl?: string;
}

export async function openDesk(settings: DeskSettings = {}): Promise<CommandDesk> {
  const folder = await temporaryFolder();
  const fleet = await startPractice();
  const running: Running[] = [];
  const secrets = [fleet.privateKey];
  const temporary = folder.path("temporary");
  await mkdir(temporary);
  const writeKey = async (key: string): Promise<void> => {
    await writeFile(folder.path("id_ed25519"), key, { mode: 0o600 });
  };
  const yaml = minimal(fleet, settings);
  await writeFile(folder.path("whyreboot.yaml"), yaml);
  await writeFile(folder.path("known_hosts"), fleet.knownHosts);
  await writeKey(fleet.privateKey);

  const start = (words: readonly string[], how: How = {}): Running => {
    const env = { HOME: folder.path(), TMPDIR: temporary, ...how.env };
    const one = startCommand(words, { ...how, cwd: folder.path(), env });
    running.push(one);
    for (const [name, value] of Object.entries(env)) if (isSecret(name)) secrets.push(value);
    return one;
  };
  return {
    fleet,
    path: (name) => folder.path(name),
    async configure(change) {
      await writeFile(folder.path("whyreboot.yaml"), change(yaml));
    },
    async forgetKey() {
      const other = freshKeys().private;
      secrets.push(other);
      await writeKey(other);
    },
    start,
    run: async (words, how) => await start(words, how).ended,
    left: async () => await readdir(temporary),
    async stop() {
      for (const one of running) one.signal("SIGKILL");
      const ended = await Promise.all(running.map(async (one) => await one.ended));
      await fleet.stop();
      await folder[Symbol.asyncDispose]();
      const printed = ended.map(({ stdout, stderr }) => stdout + stderr).join("\n");
      const leaked = secrets.flatMap(partsOf).filter((part) => printed.includes(part));
      if (leaked.length > 0) throw new Error(`secrets were printed: ${leaked.join(", ")}`);
    },
  };
}

/** The smallest configuration that has everything, as the product's contract shows it. */
function minimal(fleet: PracticeFleet, settings: DeskSettings): string {
  const hosts = fleet.hosts.map(
    ({ name, address, port }) => `    - { name: ${name}, address: ${address}, port: ${port} }`,
  );
  return `workstations:
  hosts:
${hosts.join("\n")}
ssh:
  user: ${fleet.user}
  privateKeyFile: ./id_ed25519
  knownHostsFile: ./known_hosts
slack:
  apiUrl: ${settings.slackUrl ?? "http://127.0.0.1:4001/api/"}
discord:
  apiUrl: ${settings.discordUrl ?? "http://127.0.0.1:4002/api"}
rights:
  ask:   [ "slack:channel:C0HELPDESK", "discord:role:222", "${shellId}" ]
  clear: [ "slack:user:U0ALICE", "slack:usergroup:S0DESK", "discord:role:222", "${shellId}" ]
store:
  file: ./whyreboot.db
`;
}

function isSecret(variable: string): boolean {
  return /TOKEN|SECRET/u.test(variable);
}

/** A token as a whole; of a key every line, since a line alone already gives some of it away. */
function partsOf(secret: string): readonly string[] {
  return secret.split("\n").filter((line) => line !== "" && !line.startsWith("-----"));
}

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Workstations } from "#bot/ports.ts";
import { sshdParts } from "../../test/lab/parts.ts";
import { compiled, makePreload } from "../../test/lab/prefix.ts";
import { freePort, makeKeys } from "../../test/lab/server.ts";
import { lookOnce, workstationAt } from "./look.ts";
import { plantFiles } from "./plant-files.ts";
import { type Recording, recordPractice } from "./record.ts";
import { startSshd } from "./server.ts";

/**
 * Many workstations that one real OpenSSH sshd answers for. What they say is what PC-46 says: their
 * `cmd` is `session.c`, their files are copies, and both cost so little that the clients' CPU can be
 * compared on one machine.
 */
export interface Fleet extends AsyncDisposable {
  readonly addresses: readonly string[];
  readonly port: number;
  readonly user: string;
  readonly privateKeyFile: string;
  /** Names every address, a line each. */
  readonly knownHostsFile: string;
  /** What one whole question runs, each once. */
  readonly commands: readonly string[];
  readonly recording: Recording;
  /** For files of whoever measures; it goes with the fleet. */
  readonly folder: string;
}

export interface FleetOptions {
  readonly addresses: readonly string[];
  readonly from?: readonly string[];
  readonly namespace?: string;
}

/** Throws when a whole question to the first address does not get the practice workstation's diagnosis. */
export async function openFleet(options: FleetOptions): Promise<Fleet> {
  const { addresses, from = ["127.0.0.0/8"], namespace } = options;
  const parts = sshdParts();
  const folder = await mkdtemp(join(tmpdir(), "whyreboot-bench-"));
  const [session, preload, recording] = await Promise.all([
    compiled(parts, join(import.meta.dirname, "session.c")),
    makePreload(parts),
    recordPractice(folder),
    makeKeys(folder, parts),
    mkdir(join(folder, "home")),
    mkdir(join(folder, "drives")),
    writeFile(join(folder, "denied"), ""),
  ]);
  await writeFile(join(folder, "answers"), recording.answers);
  await plantFiles(recording.windows, join(folder, "drives"));
  const port = await freePort();
  const server = await startSshd({
    parts,
    folder,
    port,
    from,
    session,
    ...(namespace === undefined ? {} : { namespace }),
    environment: {
      // Its own start files would take part: sshd starts every session through the user's shell.
      HOME: join(folder, "home"),
      FLEET_ANSWERS: join(folder, "answers"),
      LAB_SFTP_SERVER: parts.sftpServer,
      LAB_PRELOAD: preload,
      LAB_DRIVES: join(folder, "drives"),
      LAB_PROFILE: recording.windows.profile.replaceAll("\\", "/").replace(/^/u, "/"),
      LAB_DENIED: join(folder, "denied"),
    },
  });
  const hostKey = (await readFile(join(folder, "host_key.pub"), "utf8")).trim();
  const knownHostsFile = join(folder, "known_hosts");
  await writeFile(
    knownHostsFile,
    addresses.map((address) => `[${address}]:${port} ${hostKey}\n`).join(""),
  );
  const fleet: Fleet = {
    addresses,
    port,
    user: userInfo().username,
    privateKeyFile: join(folder, "user_key"),
    knownHostsFile,
    commands: recording.commands,
    recording,
    folder,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
  try {
    await check(fleet);
    return fleet;
  } catch (error) {
    await fleet[Symbol.asyncDispose]();
    throw error;
  }
}

/** `127.1.0.1`, …: Linux answers for all of 127.0.0.0/8. */
export function loopbackAddresses(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `127.1.${at >> 8}.${at & 255}`);
}

/** The first of its workstations as the bot reaches it. */
export async function firstOf(fleet: Fleet): Promise<{
  readonly address: string;
  readonly workstations: Workstations;
}> {
  const { port, user, privateKeyFile, knownHostsFile } = fleet;
  const address = fleet.addresses[0] ?? "";
  const privateKey = await readFile(privateKeyFile, "utf8");
  return {
    address,
    workstations: workstationAt({ address, port, user, privateKey, knownHostsFile }),
  };
}

async function check(fleet: Fleet): Promise<void> {
  const { address, workstations } = await firstOf(fleet);
  const found = await lookOnce(workstations, address);
  if (isDeepStrictEqual(found, fleet.recording.diagnosis)) return;
  const both = JSON.stringify({ found, practice: fleet.recording.diagnosis });
  throw new Error(`the measured workstations do not answer as the practice workstation: ${both}`);
}

import { appendFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { ownFolder, sweep } from "./cache.ts";
import { labParts } from "./parts.ts";
import { makeLinePipe, makePrefix, makePreload, wineEnvironment } from "./prefix.ts";
import { run } from "./run.ts";
import { makeKeys, startServer } from "./server.ts";
import { drivesPath } from "./windows-path.ts";

/**
 * A Windows workstation as far as free software goes: OpenSSH's sshd, whose sessions run Wine's
 * `cmd.exe` and `reg.exe` and whose SFTP shows the same prefix's `C:`. It listens on loopback only,
 * needs no root, and lets in one key, made for it.
 *
 * It does not show what only Windows has: locks of open files, access lists, code pages (Wine
 * refuses `chcp` and answers in code page 437), 32-bit exit codes, Windows' own timings.
 */
export interface Lab {
  readonly address: "127.0.0.1";
  readonly port: number;
  readonly user: string;
  /** OpenSSH format. */
  readonly privateKey: string;
  readonly privateKeyFile: string;
  /** The text of a known_hosts file with the lab's one line. */
  readonly knownHosts: string;
  readonly knownHostsFile: string;
  /** The folder of the host that is the workstation's `C:`. */
  readonly driveC: string;
  /** Runs `reg.exe` inside and gives what it printed; rejects when it failed. */
  reg(parameters: readonly string[]): Promise<string>;
  /** From now on SFTP refuses this path (`C:\…`) and all below it. */
  deny(path: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a lab of its own; makes the cached parts first if need be. Throws if parts are missing. */
export async function startLab(): Promise<Lab> {
  const parts = labParts();
  await sweep();
  const folder = ownFolder("lab");
  const user = userInfo().username;
  const prefix = join(folder, "prefix");
  const deniedFile = join(folder, "denied");
  await Promise.all(
    ["home", "drives"].map((name) => mkdir(join(folder, name), { recursive: true })),
  );
  const [preload, linePipe] = await Promise.all([
    makePreload(parts),
    makeLinePipe(parts),
    makePrefix(folder, parts),
    makeKeys(folder, parts),
  ]);
  const driveC = join(folder, "drives/C:");
  await run("mv", [join(prefix, "drive_c"), driveC]);
  await symlink("../drives/C:", join(prefix, "drive_c"));
  await writeFile(deniedFile, "");

  const wine = wineEnvironment(prefix, join(folder, "home"));
  const server = await startServer(folder, parts, {
    ...wine,
    LAB_WINE: parts.wine,
    LAB_SFTP_SERVER: parts.sftpServer,
    LAB_PRELOAD: preload,
    LAB_LINE_PIPE: linePipe,
    LAB_DRIVES: join(folder, "drives"),
    LAB_PROFILE: `/C:/users/${user}`,
    LAB_DENIED: deniedFile,
  });
  return {
    address: "127.0.0.1",
    port: server.port,
    user,
    privateKey: await readFile(join(folder, "user_key"), "utf8"),
    privateKeyFile: join(folder, "user_key"),
    knownHosts: server.knownHosts,
    knownHostsFile: join(folder, "known_hosts"),
    driveC,
    reg: async (parameters) => await run(parts.wine, ["reg", ...parameters], wine),
    deny: async (path) => {
      await appendFile(deniedFile, `${drivesPath(path)}\n`);
    },
    stop: async () => {
      await server.stop();
    },
  };
}

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import type { Parts, SshdParts } from "./parts.ts";
import { run } from "./run.ts";

/** A running sshd; `stop` resolves when everything of the lab has ended and its folder is gone. */
export interface Server {
  readonly port: number;
  readonly knownHosts: string;
  stop(): Promise<void>;
}

type KeeperProcess = ChildProcessByStdio<Writable, null, Readable>;

/** Wine's first start is part of it. */
const startDeadline = 60_000;

/** Fresh keys for the host and for the one user. */
export async function makeKeys(folder: string, parts: SshdParts): Promise<void> {
  for (const name of ["host_key", "user_key"]) {
    const options = ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", join(folder, name)];
    await run(parts.sshKeygen, options);
  }
}

/** Starts sshd on a free port of 127.0.0.1; its sessions get `environment`. */
export async function startServer(
  folder: string,
  parts: Parts,
  environment: Readonly<Record<string, string>>,
): Promise<Server> {
  if (process.getuid?.() === 0) {
    // Where sshd locks itself in before the login; the system's own start script makes it.
    await mkdir("/run/sshd", { recursive: true, mode: 0o755 });
  }
  const port = await freePort();
  await writeFile(join(folder, "sshd_config"), configuration(folder, port, environment));
  const keeper = spawn("/bin/sh", [join(import.meta.dirname, "keep.sh")], {
    // Ctrl+C ends the starter only; the end of its pipe then ends the lab in good order.
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
    env: {
      ...environment,
      LAB_FOLDER: folder,
      LAB_SSHD: parts.sshd,
      LAB_WINESERVER: parts.wineserver,
    },
  });
  try {
    await listening(keeper);
  } catch (cause) {
    await end(keeper);
    throw cause;
  }
  const hostKey = await readFile(join(folder, "host_key.pub"), "utf8");
  const knownHosts = `[127.0.0.1]:${port} ${hostKey.trimEnd()}\n`;
  await writeFile(join(folder, "known_hosts"), knownHosts);
  return {
    port,
    knownHosts,
    stop: async () => {
      await end(keeper);
    },
  };
}

function configuration(
  folder: string,
  port: number,
  environment: Readonly<Record<string, string>>,
): string {
  const variables = Object.entries(environment).map(([name, value]) => `"${name}=${value}"`);
  return [
    "ListenAddress 127.0.0.1",
    `Port ${port}`,
    `HostKey "${join(folder, "host_key")}"`,
    `AuthorizedKeysFile "${join(folder, "user_key.pub")}"`,
    "AuthenticationMethods publickey",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "PermitRootLogin prohibit-password",
    "StrictModes no", // The checkout may lie in a folder that others may write.
    "UsePAM no",
    "UseDNS no",
    "PidFile none",
    "MaxStartups 500",
    "DisableForwarding yes",
    "PermitTTY no",
    "PermitUserRC no",
    "PrintMotd no",
    "PrintLastLog no",
    `SetEnv ${variables.join(" ")}`,
    "Subsystem sftp sftp",
    `ForceCommand exec /bin/sh '${join(import.meta.dirname, "session.sh")}'`,
    "",
  ].join("\n");
}

/**
 * sshd cannot be asked to choose a port itself. Below 32768 no port is given to outgoing
 * connections, so one that is free now is still free when sshd takes it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) => {
      probe.once("error", () => {
        resolve(false);
      });
      probe.listen(port, "127.0.0.1", () => {
        resolve(true);
      });
    });
    if (free) {
      probe.close();
      await once(probe, "close");
      return port;
    }
  }
}

/** Resolves at sshd's line on standard error; rejects with what it said instead. */
async function listening(keeper: KeeperProcess): Promise<void> {
  let log = "";
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const fail = (): void => {
    reject(new Error(`the lab's sshd did not start: ${log.trim() || "no word from it"}`));
  };
  const timer = setTimeout(fail, startDeadline);
  keeper.once("exit", fail);
  keeper.once("error", reject);
  // Read to the end, or sshd would stand still at a full pipe.
  keeper.stderr.setEncoding("utf8").on("data", (text: string) => {
    log = (log + text).slice(-4000);
    if (log.includes("Server listening on")) {
      resolve();
    } else if (/Cannot bind any address|fatal|Bad configuration/.test(log)) {
      fail();
    }
  });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    keeper.off("exit", fail);
  }
}

async function end(keeper: KeeperProcess): Promise<void> {
  if (keeper.exitCode === null && keeper.signalCode === null) {
    const exited = once(keeper, "exit");
    keeper.stdin.end();
    await exited;
  }
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SshdParts } from "../../test/lab/parts.ts";

export interface Serving {
  readonly parts: SshdParts;
  /** Holds host_key and user_key.pub; sshd_config is written there. */
  readonly folder: string;
  readonly port: number;
  /** Of the sessions. */
  readonly environment: Readonly<Record<string, string>>;
  /** What is run for every session. */
  readonly session: string;
  /** Networks from which somebody may log in. */
  readonly from: readonly string[];
  /** A network namespace to listen in. */
  readonly namespace?: string;
}

/**
 * It listens everywhere, so that each address of 127.0.0.0/8 is one workstation, and lets nobody in
 * who does not come from this machine. It ends with its starter, also when that was killed.
 */
export async function startSshd(serving: Serving): Promise<{ stop(): Promise<void> }> {
  const { parts, folder, namespace } = serving;
  // Where sshd locks itself in before the login; the system's own start script makes it.
  if (process.getuid?.() === 0) await mkdir("/run/sshd", { recursive: true, mode: 0o755 });
  const file = join(folder, "sshd_config");
  await writeFile(file, configuration(serving));
  const within = namespace === undefined ? [] : ["ip", "netns", "exec", namespace];
  const keeper = spawn("/bin/sh", [keep, ...within, parts.sshd, "-D", "-e", "-f", file], {
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
  const gone = once(keeper, "exit");
  const stop = async (): Promise<void> => {
    keeper.stdin.end();
    await gone;
  };
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let log = "";
  keeper.stderr.setEncoding("utf8").on("data", (text: string) => {
    log = (log + text).slice(-4000);
    if (log.includes("Server listening on")) resolve();
    if (/Cannot bind|fatal|Bad configuration/u.test(log)) reject(new Error(`sshd: ${log}`));
  });
  keeper.once("exit", () => reject(new Error(`sshd ended: ${log}`)));
  try {
    await promise;
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

const keep = join(import.meta.dirname, "../../test/lab/keep-sshd.sh");

function configuration({ folder, port, environment, session, from }: Serving): string {
  const variables = Object.entries(environment).map(([name, value]) => `"${name}=${value}"`);
  return [
    "ListenAddress 0.0.0.0",
    `Port ${port}`,
    `AllowUsers ${from.map((network) => `*@${network}`).join(" ")}`,
    `HostKey "${join(folder, "host_key")}"`,
    `AuthorizedKeysFile "${join(folder, "user_key.pub")}"`,
    "AuthenticationMethods publickey",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "PermitRootLogin prohibit-password",
    "StrictModes no", // The folder may lie in one that others may write.
    "UsePAM no",
    "UseDNS no",
    "PidFile none",
    "MaxStartups 1000",
    "DisableForwarding yes",
    "PermitTTY no",
    "PermitUserRC no",
    "PrintMotd no",
    "PrintLastLog no",
    `SetEnv ${variables.join(" ")}`,
    "Subsystem sftp sftp",
    `ForceCommand exec '${session}'`,
    "",
  ].join("\n");
}

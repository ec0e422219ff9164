import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { freshKeys } from "#practice/fresh-keys.ts";
import { freePort } from "../lab/server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** OpenSSH's own sshd, as a jump host that lets one key connect onwards to one place. */
export interface JumpSshd extends AsyncDisposable {
  readonly port: number;
  readonly user: string;
  /** The client's key; it also opens nothing but the way onwards. */
  readonly privateKey: string;
  readonly publicKey: string;
  /** Its line in known_hosts. */
  readonly knownHost: string;
}

export async function startJumpSshd(sshd: string, onwardsTo: number): Promise<JumpSshd> {
  const folder = await temporaryFolder();
  const hostKey = freshKeys();
  const clientKey = freshKeys();
  const port = await freePort();
  if (process.getuid?.() === 0) await mkdir("/run/sshd", { recursive: true, mode: 0o755 });
  await writeFile(folder.path("host_key"), hostKey.private, { mode: 0o600 });
  const only = `restrict,port-forwarding,permitopen="127.0.0.1:${onwardsTo}",command="false"`;
  await writeFile(folder.path("authorized_keys"), `${only} ${clientKey.public}\n`);
  const lines = [
    "ListenAddress 127.0.0.1",
    `Port ${port}`,
    `HostKey "${folder.path("host_key")}"`,
    `AuthorizedKeysFile "${folder.path("authorized_keys")}"`,
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "PermitRootLogin prohibit-password",
    "StrictModes no",
    "UsePAM no",
    "PidFile none",
    "",
  ];
  await writeFile(folder.path("sshd_config"), lines.join("\n"));
  const child = spawn(sshd, ["-D", "-e", "-f", folder.path("sshd_config")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  let said = "";
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (said.includes("Server listening on")) resolve();
  });
  void ended.then(() => reject(new Error(`sshd did not start: ${said}`)));
  await listening;
  return {
    port,
    user: userInfo().username,
    privateKey: clientKey.private,
    publicKey: clientKey.public,
    knownHost: `[127.0.0.1]:${port} ${hostKey.public}\n`,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
      await folder[Symbol.asyncDispose]();
    },
  };
}

export interface SshPlace {
  readonly port: number;
  readonly user: string;
  readonly privateKeyFile: string;
  readonly knownHostsFile: string;
}

/** The algorithms with which OpenSSH's client is fastest. */
export const fastest = { KexAlgorithms: "curve25519-sha256", Ciphers: "aes128-gcm@openssh.com" };

/**
 * Options of OpenSSH's client, each after its `-o`. Nothing of this machine's own configuration and
 * agents takes part, as they differ from machine to machine (`-F none` belongs to them).
 */
export function sshOptions(
  { port, user, privateKeyFile, knownHostsFile }: SshPlace,
  more: Readonly<Record<string, string>> = {},
): readonly string[] {
  const options = {
    BatchMode: "yes",
    LogLevel: "ERROR",
    IdentityFile: privateKeyFile,
    IdentitiesOnly: "yes",
    IdentityAgent: "none",
    UserKnownHostsFile: knownHostsFile,
    GlobalKnownHostsFile: "none",
    Port: String(port),
    User: user,
    ...more,
  };
  return Object.entries(options).flatMap(([key, value]) => ["-o", `${key}=${value}`]);
}

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ServerHostKeyAlgorithm } from "ssh2";
import { noteFirstUse } from "./first-use.ts";
import type { Endpoint, HostKeyStanding } from "./known-hosts.ts";
import { keyType, knownTypes, parseKnownHosts, standingOf } from "./known-hosts.ts";
import type { KnownHostsFile } from "./settings.ts";

export type HostKeyVerdict =
  | { readonly ok: true; readonly hostKey: string; readonly trust: "known" | "first-use" }
  | {
      readonly ok: false;
      readonly why: "host-key-unknown" | "host-key-changed";
      readonly detail: string;
    };

export interface HostKeyCheck {
  /** What to ask the host for, most wanted first. */
  readonly algorithms: ServerHostKeyAlgorithm[];
  /** Never rejects. */
  verify(key: Buffer): Promise<HostKeyVerdict>;
}

/** `SHA256:…` without padding, as `ssh-keygen -l` prints it. */
function fingerprint(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

/** Reads known_hosts anew: whoever has just mended it is heard without a restart of the bot. */
export async function hostKeyCheck(host: Endpoint, file: KnownHostsFile): Promise<HostKeyCheck> {
  const read = await readKnownHosts(file.file);
  if (!read.ok) {
    const refused = { ok: false, why: "host-key-unknown", detail: read.detail } as const;
    return { algorithms: preferring([]), verify: async () => await Promise.resolve(refused) };
  }
  const known = parseKnownHosts(read.text);
  return {
    algorithms: preferring(knownTypes(host, known)),
    async verify(key) {
      const standing = standingOf(key, host, known);
      if (standing.state !== "unknown" || !file.trustOnFirstUse) return judge(key, standing);
      return await takeFirstUse(file.file, host, key);
    },
  };
}

async function takeFirstUse(file: string, host: Endpoint, key: Buffer): Promise<HostKeyVerdict> {
  try {
    const before = await noteFirstUse(file, host, key);
    return before.state === "unknown"
      ? { ok: true, hostKey: fingerprint(key), trust: "first-use" }
      : judge(key, before);
  } catch (error) {
    // A first use that leaves no trace would be a first use every time: any key would do.
    return { ok: false, why: "host-key-unknown", detail: `could not be noted: ${String(error)}` };
  }
}

function judge(key: Buffer, standing: HostKeyStanding): HostKeyVerdict {
  const shown = `the host shows ${keyType(key) ?? "a key"} ${fingerprint(key)}`;
  switch (standing.state) {
    case "known":
      return { ok: true, hostKey: fingerprint(key), trust: "known" };
    case "changed": {
      const instead = standing.instead.map((line) => `${line.type} ${fingerprint(line.key)}`);
      const detail = `${shown}, known_hosts has ${instead.join(", ")}`;
      return { ok: false, why: "host-key-changed", detail };
    }
    case "revoked":
      return {
        ok: false,
        why: "host-key-changed",
        detail: `${shown}, known_hosts has it as @revoked`,
      };
    case "unknown":
      return { ok: false, why: "host-key-unknown", detail: shown };
  }
}

/** No SHA-1 (`ssh-rsa`) and no DSA; Windows' sshd has never needed them. */
const algorithmsByType: readonly (readonly [string, readonly ServerHostKeyAlgorithm[]])[] = [
  ["ssh-ed25519", ["ssh-ed25519"]],
  ["ecdsa-sha2-nistp256", ["ecdsa-sha2-nistp256"]],
  ["ecdsa-sha2-nistp384", ["ecdsa-sha2-nistp384"]],
  ["ecdsa-sha2-nistp521", ["ecdsa-sha2-nistp521"]],
  ["ssh-rsa", ["rsa-sha2-512", "rsa-sha2-256"]],
];

/** A host shows the first key that both have: ask for the known one, or it may look unknown. */
function preferring(types: readonly string[]): ServerHostKeyAlgorithm[] {
  const wanted = algorithmsByType.filter(([type]) => types.includes(type));
  const others = algorithmsByType.filter(([type]) => !types.includes(type));
  return [...wanted, ...others].flatMap(([, algorithms]) => algorithms);
}

async function readKnownHosts(
  file: string,
): Promise<
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly detail: string }
> {
  try {
    return { ok: true, text: await readFile(file, "utf8") };
  } catch (error) {
    // No file yet vouches for nobody, like an empty one.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return { ok: true, text: "" };
    }
    return { ok: false, detail: `known_hosts could not be read: ${String(error)}` };
  }
}

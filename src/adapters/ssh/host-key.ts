import { createHash } from "node:crypto";
import type { ServerHostKeyAlgorithm } from "ssh2";
import { noteFirstUse } from "./first-use.ts";
import type { Endpoint, HostKeyStanding } from "./known-hosts.ts";
import { knownTypes, standingOf } from "./known-hosts.ts";
import type { KnownHostsReader } from "./known-hosts-file.ts";
import type { KnownHosts } from "./known-hosts-index.ts";
import { keyType } from "./known-hosts-index.ts";
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
  /** Whether the file, as it is when this is asked, knows the key as this host's. Never rejects. */
  standsFor(key: Buffer): Promise<boolean>;
}

/** `SHA256:…` without padding, as `ssh-keygen -l` prints it. */
function fingerprint(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

/** Judges by known_hosts as it is now: whoever has just mended it is heard without a restart. */
export async function hostKeyCheck(
  host: Endpoint,
  { file, trustOnFirstUse, reader }: KnownHostsFile & { readonly reader: KnownHostsReader },
): Promise<HostKeyCheck> {
  const standsFor = async (key: Buffer): Promise<boolean> => {
    const known = await readKnownHosts(reader);
    return known.ok && standingOf(key, host, known.hosts).state === "known";
  };
  const read = await readKnownHosts(reader);
  if (!read.ok) {
    const refused = { ok: false, why: "host-key-unknown", detail: read.detail } as const;
    const verify = async (): Promise<HostKeyVerdict> => await Promise.resolve(refused);
    return { algorithms: preferring([]), verify, standsFor };
  }
  const { hosts } = read;
  return {
    algorithms: preferring(knownTypes(host, hosts)),
    standsFor,
    async verify(key) {
      const standing = standingOf(key, host, hosts);
      if (standing.state !== "unknown" || !trustOnFirstUse) return judge(key, standing);
      return await takeFirstUse({ file, reader }, host, key);
    },
  };
}

async function takeFirstUse(
  known: { readonly file: string; readonly reader: KnownHostsReader },
  host: Endpoint,
  key: Buffer,
): Promise<HostKeyVerdict> {
  try {
    const before = await noteFirstUse(known, host, key);
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
  reader: KnownHostsReader,
): Promise<
  | { readonly ok: true; readonly hosts: KnownHosts }
  | { readonly ok: false; readonly detail: string }
> {
  try {
    return { ok: true, hosts: await reader.read() };
  } catch (error) {
    return { ok: false, detail: `known_hosts could not be read: ${String(error)}` };
  }
}

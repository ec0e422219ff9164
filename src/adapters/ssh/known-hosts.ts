import { createHmac } from "node:crypto";

/** One usable line of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
export interface KnownKey {
  readonly names: string;
  readonly type: string;
  readonly key: Buffer;
  readonly revoked: boolean;
}

export type HostKeyStanding =
  | { readonly state: "known" }
  /** Other keys are known for this host, but not this one. */
  | { readonly state: "changed"; readonly instead: readonly KnownKey[] }
  | { readonly state: "revoked" }
  | { readonly state: "unknown" };

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/**
 * Lines that do not have the format vouch for nothing and are left out. So are @cert-authority
 * lines: ssh2 does not support host certificates, so no key that it shows is ever signed by one.
 */
export function parseKnownHosts(text: string): readonly KnownKey[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const fields = line.trim().split(/[ \t]+/);
    const marker = fields[0]?.startsWith("@") === true ? fields.shift() : undefined;
    const [names, type, base64] = fields;
    if (names === undefined || type === undefined || base64 === undefined) return [];
    if (names.startsWith("#") || (marker !== undefined && marker !== "@revoked")) return [];
    const key = Buffer.from(base64, "base64");
    if (keyType(key) !== type) return [];
    return [{ names, type, key, revoked: marker === "@revoked" }];
  });
}

/** What the file says about a key that a host has shown. Revocation wins over everything. */
export function standingOf(
  key: Buffer,
  host: Endpoint,
  known: readonly KnownKey[],
): HostKeyStanding {
  const named = keysOf(host, known);
  const same = named.filter((line) => line.key.equals(key));
  if (same.some(({ revoked }) => revoked)) return { state: "revoked" };
  if (same.length > 0) return { state: "known" };
  // A key of another type is no reason to take this one: the known type was asked for first.
  const instead = keysAt(knownName(host), known).filter(({ revoked }) => !revoked);
  return instead.length > 0 ? { state: "changed", instead } : { state: "unknown" };
}

/** The types of the keys that the file holds for a host, so that just these can be asked for. */
export function knownTypes(host: Endpoint, known: readonly KnownKey[]): readonly string[] {
  return keysOf(host, known)
    .filter(({ revoked }) => !revoked)
    .map(({ type }) => type);
}

/** How known_hosts names a host: `[address]:port` unless the port is 22. */
export function knownName({ address, port }: Endpoint): string {
  return port === 22 ? address.toLowerCase() : `[${address.toLowerCase()}]:${port}`;
}

/** `ssh-ed25519`, … from the key itself; undefined when the bytes are no key. */
export function keyType(key: Buffer): string | undefined {
  if (key.length < 4) return undefined;
  const length = key.readUInt32BE(0);
  return key.length < 4 + length ? undefined : key.toString("latin1", 4, 4 + length);
}

/**
 * A line without a port also vouches for its key at other ports of that host, as in OpenSSH
 * ("checking without port identifier"); that another key is there does not make it "changed".
 */
function keysOf(host: Endpoint, known: readonly KnownKey[]): readonly KnownKey[] {
  const withPort = keysAt(knownName(host), known);
  return host.port === 22 ? withPort : [...withPort, ...keysAt(host.address.toLowerCase(), known)];
}

function keysAt(name: string, known: readonly KnownKey[]): readonly KnownKey[] {
  return known.filter(({ names }) => namesInclude(names, name));
}

function namesInclude(names: string, name: string): boolean {
  if (names.startsWith("|")) return hashedNameIs(names, name);
  const patterns = names.toLowerCase().split(",");
  const excluded = patterns.some(
    (pattern) => pattern.startsWith("!") && matches(pattern.slice(1), name),
  );
  return !excluded && patterns.some((pattern) => matches(pattern, name));
}

function hashedNameIs(hashed: string, name: string): boolean {
  const [, version, salt, digest] = hashed.split("|");
  if (version !== "1" || salt === undefined || digest === undefined) return false;
  const own = createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest();
  return own.equals(Buffer.from(digest, "base64"));
}

/** `*` and `?` are the only wildcards; the brackets of `[host]:port` stand for themselves. */
function matches(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(name);
}

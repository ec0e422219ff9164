import type { KnownHosts, KnownKey } from "./known-hosts-index.ts";

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

/** What the file says about a key that a host has shown. Revocation wins over everything. */
export function standingOf(key: Buffer, host: Endpoint, known: KnownHosts): HostKeyStanding {
  const named = keysOf(host, known);
  const same = named.filter((line) => line.key.equals(key));
  if (same.some(({ revoked }) => revoked)) return { state: "revoked" };
  if (same.length > 0) return { state: "known" };
  // A key of another type is no reason to take this one: the known type was asked for first.
  const instead = known.at(knownName(host)).filter(({ revoked }) => !revoked);
  return instead.length > 0 ? { state: "changed", instead } : { state: "unknown" };
}

/** The types of the keys that the file holds for a host, so that just these can be asked for. */
export function knownTypes(host: Endpoint, known: KnownHosts): readonly string[] {
  return keysOf(host, known)
    .filter(({ revoked }) => !revoked)
    .map(({ type }) => type);
}

/** How known_hosts names a host: `[address]:port` unless the port is 22. */
export function knownName({ address, port }: Endpoint): string {
  return port === 22 ? address.toLowerCase() : `[${address.toLowerCase()}]:${port}`;
}

/**
 * A line without a port also vouches for its key at other ports of that host, as in OpenSSH
 * ("checking without port identifier"); that another key is there does not make it "changed".
 */
function keysOf(host: Endpoint, known: KnownHosts): readonly KnownKey[] {
  const withPort = known.at(knownName(host));
  return host.port === 22 ? withPort : [...withPort, ...known.at(host.address.toLowerCase())];
}

import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

/** One usable line of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
export interface KnownKey {
  readonly names: string;
  readonly type: string;
  readonly key: Buffer;
  readonly revoked: boolean;
}

/** The lines of a known_hosts file, found by the name that they give a host. */
export interface KnownHosts {
  /** A name in lower case, as the file writes it: see `knownName`. */
  at(name: string): readonly KnownKey[];
  /** Adds lines that were written behind the others. */
  add(text: string): void;
}

/**
 * Lines that do not have the format vouch for nothing and are left out. So are @cert-authority
 * lines: ssh2 does not support host certificates, so no key that it shows is ever signed by one.
 *
 * A fleet has a line for each of its hosts, and each connection looks one of them up: what is
 * written plainly is found by its name. A hashed name can only be tried, with a hash for each line
 * (its own salt), so what was found for a name is remembered.
 */
export function parseKnownHosts(text: string): KnownHosts {
  const plain = new Map<string, KnownKey[]>();
  const patterns: KnownKey[] = [];
  const hashed: Hashed[] = [];
  const tried = new Map<string, { readonly found: KnownKey[]; lines: number }>();

  const note = (known: KnownKey): void => {
    for (const name of new Set(known.names.toLowerCase().split(","))) {
      const same = plain.get(name);
      if (same === undefined) plain.set(name, [known]);
      else same.push(known);
    }
  };
  const add = (more: string): void => {
    for (const line of more.split(/\r?\n/)) {
      const known = parseLine(line);
      if (known === undefined) continue;
      if (known.names.startsWith("|")) hashed.push(...hashedLine(known));
      else if (/[*?!]/.test(known.names)) patterns.push(known);
      else note(known);
    }
  };
  const hashedAs = (name: string): readonly KnownKey[] => {
    const before = tried.get(name) ?? { found: [], lines: 0 };
    before.found.push(
      ...hashed
        .slice(before.lines)
        .filter(({ salt, digest }) => digest.equals(createHmac("sha1", salt).update(name).digest()))
        .map(({ known }) => known),
    );
    before.lines = hashed.length;
    tried.set(name, before);
    return before.found;
  };

  add(text);
  return {
    add,
    at: (name) => [
      ...(plain.get(name) ?? []),
      ...patterns.filter(({ names }) => patternsInclude(names, name)),
      ...hashedAs(name),
    ],
  };
}

function parseLine(line: string): KnownKey | undefined {
  const fields = line.trim().split(/[ \t]+/);
  const marker = fields[0]?.startsWith("@") === true ? fields.shift() : undefined;
  const [names, type, base64] = fields;
  if (names === undefined || type === undefined || base64 === undefined) return undefined;
  if (names.startsWith("#") || (marker !== undefined && marker !== "@revoked")) return undefined;
  const key = Buffer.from(base64, "base64");
  if (keyType(key) !== type) return undefined;
  return { names, type, key, revoked: marker === "@revoked" };
}

/** `ssh-ed25519`, … from the key itself; undefined when the bytes are no key. */
export function keyType(key: Buffer): string | undefined {
  if (key.length < 4) return undefined;
  const length = key.readUInt32BE(0);
  return key.length < 4 + length ? undefined : key.toString("latin1", 4, 4 + length);
}

function patternsInclude(names: string, name: string): boolean {
  const patterns = names.toLowerCase().split(",");
  const excluded = patterns.some(
    (pattern) => pattern.startsWith("!") && matches(pattern.slice(1), name),
  );
  return !excluded && patterns.some((pattern) => matches(pattern, name));
}

interface Hashed {
  readonly known: KnownKey;
  /** An object, as Node takes seven times as long to make one of the bytes for each name. */
  readonly salt: KeyObject;
  readonly digest: Buffer;
}

/** `|1|salt|HMAC-SHA1 of the name`; a line of another kind names nobody. */
function hashedLine(known: KnownKey): Hashed[] {
  const [, version, salt = "", digest = ""] = known.names.split("|");
  const bytes = Buffer.from(salt, "base64");
  if (version !== "1" || bytes.length === 0) return [];
  return [{ known, salt: createSecretKey(bytes), digest: Buffer.from(digest, "base64") }];
}

/** `*` and `?` are the only wildcards; the brackets of `[host]:port` stand for themselves. */
function matches(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(name);
}

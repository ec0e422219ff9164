import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import type { Endpoint, HostKeyStanding } from "./known-hosts.ts";
import { knownName, standingOf } from "./known-hosts.ts";
import type { KnownHostsReader } from "./known-hosts-file.ts";
import { keyType } from "./known-hosts-index.ts";

/** One after the other: two questions at the same time must not both be the first use. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Writes the key of a host that known_hosts does not name into the file, for good before it is
 * trusted. Gives what the file said just before, so that a key which came in between counts.
 * Rejects when the file cannot be read or written.
 */
export async function noteFirstUse(
  known: KnownHostsPlace,
  host: Endpoint,
  key: Buffer,
): Promise<HostKeyStanding> {
  const turn = last.then(async () => await noteInTurn(known, host, key));
  last = turn.catch(() => {
    // Whoever waits for this turn hears of its failure; the next turn begins all the same.
  });
  return await turn;
}

interface KnownHostsPlace {
  readonly file: string;
  readonly reader: KnownHostsReader;
}

async function noteInTurn(
  { file, reader }: KnownHostsPlace,
  host: Endpoint,
  key: Buffer,
): Promise<HostKeyStanding> {
  await using handle = await open(file, "a+", 0o600);
  const standing = standingOf(key, host, await reader.read());
  if (standing.state !== "unknown") return standing;
  const line = `${knownName(host)} ${keyType(key) ?? ""} ${key.toString("base64")}\n`;
  await handle.appendFile((await endsALine(handle)) ? line : `\n${line}`);
  await handle.sync();
  return standing;
}

async function endsALine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return true;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === 0x0a;
}

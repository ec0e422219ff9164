import { open } from "node:fs/promises";
import type { Endpoint, HostKeyStanding } from "./known-hosts.ts";
import { keyType, knownName, parseKnownHosts, standingOf } from "./known-hosts.ts";

/** One after the other: two questions at the same time must not both be the first use. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Writes the key of a host that known_hosts does not name into the file, for good before it is
 * trusted. Gives what the file said just before, so that a key which came in between counts.
 * Rejects when the file cannot be read or written.
 */
export async function noteFirstUse(
  file: string,
  host: Endpoint,
  key: Buffer,
): Promise<HostKeyStanding> {
  const turn = last.then(async () => await noteInTurn(file, host, key));
  last = turn.catch(() => {
    // Whoever waits for this turn hears of its failure; the next turn begins all the same.
  });
  return await turn;
}

async function noteInTurn(file: string, host: Endpoint, key: Buffer): Promise<HostKeyStanding> {
  await using handle = await open(file, "a+", 0o600);
  const text = await handle.readFile("utf8");
  const standing = standingOf(key, host, parseKnownHosts(text));
  if (standing.state !== "unknown") return standing;
  const line = `${knownName(host)} ${keyType(key) ?? ""} ${key.toString("base64")}\n`;
  await handle.appendFile(text === "" || text.endsWith("\n") ? line : `\n${line}`);
  await handle.sync();
  return standing;
}

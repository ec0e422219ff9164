import type { BigIntStats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import type { KnownHosts } from "./known-hosts-index.ts";
import { parseKnownHosts } from "./known-hosts-index.ts";

/** A known_hosts file as it is now, whoever has mended it last. */
export interface KnownHostsReader {
  /** Rejects when the file cannot be read; one that is not there has no lines. */
  read(): Promise<KnownHosts>;
}

/**
 * The coarsest times of files, those of FAT, are 2 seconds apart: a file that changed so shortly
 * before it was read may change once more without looking any different.
 */
const settledAfter = 3_000n;

/**
 * Parses the file again only when it has changed, and only what is new when something was written
 * behind the rest: the first use of a fleet adds a line for each host.
 */
export function knownHostsReader(file: string): KnownHostsReader {
  let last: Parsed | undefined;

  const read = async (): Promise<KnownHosts> => {
    // Of the moment before the reading: what changes in between is read again next time.
    const stamp = stampOf(await stat(file, { bigint: true }));
    if (last?.stamp.settled === true && last.stamp.text === stamp.text) return last.hosts;
    const bytes = await readFile(file);
    const hosts = continued(last, bytes) ?? parseKnownHosts(bytes.toString("utf8"));
    last = { bytes, hosts, stamp };
    return hosts;
  };
  return {
    async read() {
      try {
        return await read();
      } catch (error) {
        // No file yet vouches for nobody, like an empty one.
        if (error instanceof Error && "code" in error && error.code === "ENOENT") {
          return parseKnownHosts("");
        }
        throw error;
      }
    },
  };
}

interface Parsed {
  readonly bytes: Buffer;
  readonly hosts: KnownHosts;
  readonly stamp: Stamp;
}

interface Stamp {
  readonly text: string;
  /** Whether every later change gives the file another text. */
  readonly settled: boolean;
}

/** The time of the last change of anything (`ctime`) cannot be set back, unlike that of the content. */
function stampOf({ dev, ino, size, mtimeNs, ctimeNs, ctimeMs }: BigIntStats): Stamp {
  const age = BigInt(Date.now()) - ctimeMs;
  return { text: [dev, ino, size, mtimeNs, ctimeNs].join(" "), settled: age > settledAfter };
}

function continued(last: Parsed | undefined, bytes: Buffer): KnownHosts | undefined {
  if (last === undefined || !bytes.subarray(0, last.bytes.length).equals(last.bytes)) {
    return undefined;
  }
  const more = bytes.subarray(last.bytes.length);
  // A line that had no end may have gone on.
  if (more.length > 0 && last.bytes.at(-1) !== 0x0a) return undefined;
  last.hosts.add(more.toString("utf8"));
  return last.hosts;
}

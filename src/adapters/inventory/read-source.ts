import { globOf } from "#bot/glob.ts";
import { readHostsFile } from "./hosts-file.ts";
import { readKnownHosts } from "./known-hosts.ts";
import { readText, stampOf } from "./read-text.ts";
import type { FileOfNames, Listed, Reading, Row, Rows, Rules, Source } from "./source.ts";
import { mostWorkstations, shown, tooMany } from "./source.ts";

/** Reads lists of workstations. Never rejects for anything that they hold. */
export interface SourceReader {
  /** A file that has not changed since is not read again: the reading is the same object then. */
  readonly read: (source: Source) => Promise<Reading>;
}

export function sourceReader(rules: Rules): SourceReader {
  const known = new Map<string, { readonly stamp: string; readonly reading: Reading }>();
  return {
    async read(source) {
      const stamp = await stampOfSource(source);
      const before = known.get(source.name);
      if (before !== undefined && before.stamp === stamp) return before.reading;
      const reading = readingOf(source, await rowsOf(source, rules), rules);
      // The stamp from before: what was written meanwhile is read the next time.
      if (stamp === undefined) known.delete(source.name);
      else known.set(source.name, { stamp, reading });
      return reading;
    },
  };
}

/** Undefined for what has to be asked again each time. */
async function stampOfSource({ from }: Source): Promise<string | undefined> {
  if (from.kind === "ldap") return undefined;
  return from.kind === "names" ? "never changes" : await stampOf(from.file);
}

/** Each library is loaded only where it is used. */
async function rowsOf({ from, domain }: Source, rules: Rules): Promise<Rows> {
  if (from.kind === "ldap") {
    const { askDirectory } = await import("./ldap.ts");
    return await askDirectory(from, rules);
  }
  if (from.kind === "names") {
    const { expandNames } = await import("./names.ts");
    return expandNames(from.pattern, rules);
  }
  const read = await readText(from.file);
  if (!read.ok) return { rows: [], faults: [read.fault], notes: [] };
  return await rowsOfText({ kind: from.kind, text: read.text, domain }, rules);
}

interface Written {
  readonly kind: FileOfNames["kind"];
  readonly text: string;
  readonly domain: string | undefined;
}

async function rowsOfText({ kind, text, domain }: Written, rules: Rules): Promise<Rows> {
  switch (kind) {
    case "csvFile": {
      const { readCsv } = await import("./csv.ts");
      return await readCsv(text, rules);
    }
    case "hostsFile":
      return await readHostsFile(text);
    case "sshConfigFile": {
      const { readSshConfigFile } = await import("./ssh-config-file.ts");
      return await readSshConfigFile(text, rules);
    }
    case "knownHostsFile":
      return await readKnownHosts(text, domain);
  }
}

/** What the source says of all its workstations, put to what the list says of each. */
function readingOf(source: Source, { rows, faults, notes }: Rows, rules: Rules): Reading {
  if (faults.length > 0) return { ok: false, faults };
  const fits = source.match === undefined ? undefined : globOf(source.match);
  const wanted = fits === undefined ? rows : rows.filter(({ name }) => fits(name));
  const refused: string[] = [];
  const workstations = wanted.flatMap((row) => {
    const listed = listedOf(source, row);
    if (rules.isName(listed.name) && rules.isAddress(listed.address)) return [listed];
    refused.push(row.name);
    return [];
  });
  if (workstations.length > mostWorkstations) return { ok: false, faults: [tooMany] };
  if (workstations.length === 0) return { ok: false, faults: [wordNobody(source, refused)] };
  return {
    ok: true,
    workstations,
    notes: [...notes, ...(refused.length === 0 ? [] : [wordRefused(refused)])],
  };
}

function listedOf({ port, user, groups, domain, from }: Source, row: Row): Listed {
  const own = row.groups ?? [];
  return {
    name: row.name,
    // The known_hosts file looks keys up under what it says itself.
    address:
      row.address ?? (from.kind === "knownHostsFile" ? row.name : inDomain(row.name, domain)),
    port: row.port ?? port,
    user: row.user ?? user,
    groups: own.length === 0 ? groups : [...groups, ...own],
  };
}

function inDomain(name: string, domain: string | undefined): string {
  if (domain === undefined || name.toLowerCase().endsWith(`.${domain.toLowerCase()}`)) return name;
  return `${name}.${domain}`;
}

/** An empty answer is never meant: a wrong pattern, a cut file, or an account that may see nothing. */
function wordNobody(
  { match, from }: Source,
  refused: readonly string[],
): {
  readonly says: string;
  readonly mend: string;
} {
  const says =
    refused.length === 0 ? "names no workstation" : `names no workstation: ${wordRefused(refused)}`;
  const mends = [
    ...(match === undefined ? [] : ["look at match"]),
    from.kind === "ldap"
      ? "look at base, filter and what the account may read"
      : "look into the list",
  ];
  return { says: says.replace(/\.$/u, ""), mend: `Correct it: ${mends.join(", ")}` };
}

function wordRefused(refused: readonly string[]): string {
  const first = refused.slice(0, 3).map(shown);
  const more = refused.length > first.length ? ", …" : "";
  const what = refused.length === 1 ? "1 name was" : `${refused.length} names were`;
  return `${what} left out, since no workstation can have it or its address: ${first.join(", ")}${more}.`;
}

import { Client, type Entry } from "ldapts";
import { readDistinguishedName } from "./distinguished-name.ts";
import { wordLdapError } from "./ldap-errors.ts";
import { sortRows } from "./sort-rows.ts";
import type { Directory, Row, Rows, Rules, SourceFault } from "./source.ts";
import { mostWorkstations, shown, tooMany } from "./source.ts";

/**
 * Directories give at most a thousand at once. Two sizes, since the library takes a page without
 * entries for the end, and Active Directory may give such a page with more to come: an answer that
 * ends in one is asked for once more, in other pages.
 */
const pageSizes = [500, 333];
/** Milliseconds until a directory has to be connected to. */
const connectWithin = 10_000;

/** Asks a directory for its computers. Never rejects; what is not the whole answer is a fault. */
export async function askDirectory(directory: Directory, rules: Rules): Promise<Rows> {
  const { url, bind, ca, deadline } = directory;
  const client = new Client({
    url,
    timeout: deadline,
    connectTimeout: Math.min(connectWithin, deadline),
    ...(url.startsWith("ldaps:") ? { tlsOptions: ca === undefined ? {} : { ca } } : {}),
  });
  try {
    if (bind !== undefined) await client.bind(bind.dn, bind.password);
    const read = await readWhole(client, directory, rules);
    return "says" in read ? fault(read) : await rowsOf(read, directory);
  } catch (error) {
    return fault(wordLdapError(error, directory));
  } finally {
    // It may be gone already, and nothing hangs on its goodbye.
    void client.unbind().catch(() => {});
  }
}

async function readWhole(
  client: Client,
  directory: Directory,
  rules: Rules,
): Promise<Pages | SourceFault> {
  for (const pageSize of pageSizes) {
    const read = await readPages(client, directory, { pageSize, rules });
    if ("says" in read || !read.endsEmpty) return read;
  }
  return perhapsMore;
}

interface Pages {
  readonly rows: readonly Row[];
  /** Groups that the configuration could not name. */
  readonly odd: ReadonlySet<string>;
  readonly endsEmpty: boolean;
}

async function readPages(
  client: Client,
  directory: Directory,
  { pageSize, rules }: { readonly pageSize: number; readonly rules: Rules },
): Promise<Pages | SourceFault> {
  const { base, filter, groupsFrom, bind, deadline } = directory;
  const until = Date.now() + deadline;
  const rows: Row[] = [];
  const odd = new Set<string>();
  let endsEmpty = false;
  const attributes = ["cn", "dNSHostName", ...(groupsFrom === "memberOf" ? ["memberOf"] : [])];
  const options = { scope: "sub", filter, attributes, paged: { pageSize } } as const;
  for await (const { searchEntries } of client.searchPaginated(base, options)) {
    // The library connects again by itself, but it does not log in again.
    if (bind !== undefined && !client.isBound) return cutOff;
    if (searchEntries.some(isCutList)) return manyGroups;
    for (const entry of searchEntries) rows.push(rowOf(entry, directory, { rules, odd }));
    endsEmpty = searchEntries.length === 0 && rows.length > 0;
    if (rows.length > mostWorkstations) return tooMany;
    if (Date.now() > until) return tooSlow;
  }
  return { rows, odd, endsEmpty };
}

function rowOf(
  entry: Entry,
  directory: Directory,
  { rules, odd }: { readonly rules: Rules; readonly odd: Set<string> },
): Row {
  const groups = groupsOf(entry, directory);
  for (const group of groups) if (!rules.isGroup(group)) odd.add(group);
  return { ...namesOf(entry), groups: groups.filter(rules.isGroup) };
}

async function rowsOf({ rows, odd }: Pages, { groupsFrom }: Directory): Promise<Rows> {
  const inNone = odd.size === 0 && rows.every(({ groups = [] }) => groups.length === 0);
  if (groupsFrom === "memberOf" && inNone && rows.length > 0) return fault(noGroups);
  const notes = odd.size === 0 ? [] : [wordOddGroups(odd)];
  return { rows: await sortRows(rows), faults: [], notes };
}

function fault(one: SourceFault): Rows {
  return { rows: [], faults: [one], notes: [] };
}

const cutOff: SourceFault = {
  says: "broke off in the middle of its answer",
  mend: "Look at the log of the directory; it is asked again",
};

const perhapsMore: SourceFault = {
  says: "gave an answer of which nobody can tell whether it is whole",
  mend: "Narrow base or filter; it is asked again",
};

/** To be allowed to see none and to be in none look alike. */
const noGroups: SourceFault = {
  says: "shows not one computer in any group, as if memberOf could not be read",
  mend: "Let the account read memberOf, or leave groupsFrom out",
};

const tooSlow: SourceFault = {
  says: "did not give its whole answer in time",
  mend: "Narrow base or filter, or ask a directory that is nearer",
};

const manyGroups: SourceFault = {
  says: "did not tell all groups of a workstation, since they are too many at once",
  mend: "Write groupsFrom: ou, or narrow the filter",
};

/** Active Directory gives at most 1500 values and names the attribute `memberOf;range=0-1499` then. */
function isCutList(entry: Entry): boolean {
  return Object.keys(entry).some((key) => /^memberof;range=/iu.test(key));
}

function namesOf(entry: Entry): Row {
  const address = textsOf(entry, "dNSHostName")[0];
  return {
    name: textsOf(entry, "cn")[0] ?? "",
    ...(address === undefined ? {} : { address }),
  };
}

/** Directories may spell an attribute in their own way. */
function textsOf(entry: Entry, attribute: string): readonly string[] {
  const found = Object.entries(entry).find(
    ([key]) => key.toLowerCase() === attribute.toLowerCase(),
  )?.[1];
  const values = Array.isArray(found) ? found : [found];
  return values.flatMap((value) => (typeof value === "string" && value !== "" ? [value] : []));
}

/** `ou`: the organisational units between the base and the workstation; `memberOf`: what it is in. */
function groupsOf(entry: Entry, { groupsFrom, base }: Directory): readonly string[] {
  if (groupsFrom === "none") return [];
  if (groupsFrom === "memberOf") {
    return textsOf(entry, "memberOf").flatMap((group) => {
      const name = readDistinguishedName(group)?.[0]?.value;
      return name === undefined ? [] : [name];
    });
  }
  const above = readDistinguishedName(base)?.length ?? 0;
  const parts = readDistinguishedName(entry.dn) ?? [];
  return parts
    .slice(0, Math.max(0, parts.length - above))
    .flatMap(({ type, value }) => (type === "ou" ? [value] : []));
}

/** Rights cannot name them either, so nothing rests on them. */
function wordOddGroups(odd: ReadonlySet<string>): string {
  const first = [...odd].slice(0, 3).map(shown);
  const more = odd.size > first.length ? ", …" : "";
  const what = odd.size === 1 ? "1 group was" : `${odd.size} groups were`;
  return `${what} left out, since the configuration could not name them: ${first.join(", ")}${more}.`;
}

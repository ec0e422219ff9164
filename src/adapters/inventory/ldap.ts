import { Client, type Entry } from "ldapts";
import { readDistinguishedName } from "./distinguished-name.ts";
import { wordLdapError } from "./ldap-errors.ts";
import { sortRows } from "./sort-rows.ts";
import type { Directory, Row, Rows, Rules, SourceFault } from "./source.ts";
import { mostWorkstations, shown, tooMany } from "./source.ts";

/** Directories give at most a thousand at once. */
const pageSize = 500;
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
    return await readPages(client, directory, rules);
  } catch (error) {
    return fault(wordLdapError(error, directory));
  } finally {
    // It may be gone already, and nothing hangs on its goodbye.
    void client.unbind().catch(() => {});
  }
}

async function readPages(client: Client, directory: Directory, rules: Rules): Promise<Rows> {
  const { base, filter, groupsFrom, bind, deadline } = directory;
  const until = Date.now() + deadline;
  const rows: Row[] = [];
  const odd = new Set<string>();
  const attributes = ["cn", "dNSHostName", ...(groupsFrom === "memberOf" ? ["memberOf"] : [])];
  const options = { scope: "sub", filter, attributes, paged: { pageSize } } as const;
  for await (const { searchEntries } of client.searchPaginated(base, options)) {
    // The library connects again by itself, but it does not log in again.
    if (bind !== undefined && !client.isBound) return fault(cutOff);
    if (searchEntries.some(isCutList)) return fault(manyGroups);
    for (const entry of searchEntries) {
      const { usable, others } = sortGroups(groupsOf(entry, directory), rules);
      for (const group of others) odd.add(group);
      rows.push({ ...namesOf(entry), groups: usable });
    }
    if (rows.length > mostWorkstations) return fault(tooMany);
    if (Date.now() > until) return fault(tooSlow);
  }
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

function sortGroups(
  groups: readonly string[],
  { isGroup }: Rules,
): { readonly usable: readonly string[]; readonly others: readonly string[] } {
  return { usable: groups.filter(isGroup), others: groups.filter((group) => !isGroup(group)) };
}

/** Rights cannot name them either, so nothing rests on them. */
function wordOddGroups(odd: ReadonlySet<string>): string {
  const first = [...odd].slice(0, 3).map(shown);
  const more = odd.size > first.length ? ", …" : "";
  const what = odd.size === 1 ? "1 group was" : `${odd.size} groups were`;
  return `${what} left out, since the configuration could not name them: ${first.join(", ")}${more}.`;
}

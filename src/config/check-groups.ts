import { closestMatch } from "leven";
import type { Held } from "./check-sources.ts";
import { type Findings, wordPath } from "./findings.ts";
import type { ConfigFile } from "./schema.ts";

interface Grouped {
  readonly held: readonly Held[];
  /** Groups may come from a directory as well, which is not asked yet. */
  readonly fromElsewhere: boolean;
}

/**
 * A group of the rights, of the approvals or of a site that holds no workstation protects nothing: a slip of
 * the fingers there would leave its workstations to the general lists. Upper and lower case are the
 * same group, as they are the same workstation.
 */
export function checkGroups(file: ConfigFile, grouped: Grouped, findings: Findings): void {
  const { rights, approval, sites } = file;
  const held = groupsHeld(file, grouped.held);
  const seen = new Set<string>();
  for (const group of Object.keys(rights.groups ?? {})) {
    const at = ["rights", "groups", group];
    if (seen.has(group.toLowerCase())) {
      const says = "stands twice (upper and lower case are the same group)";
      findings.fault(at, says, "Write the lists of one group in one place");
    }
    seen.add(group.toLowerCase());
    checkGroup({ group, at, held }, grouped, findings);
  }
  for (const [at, group] of (approval?.groups ?? []).entries()) {
    checkGroup({ group, at: ["approval", "groups", at], held }, grouped, findings);
  }
  for (const [site, { groups }] of Object.entries(sites ?? {})) {
    for (const [at, group] of groups.entries()) {
      checkGroup({ group, at: ["sites", site, "groups", at], held }, grouped, findings);
    }
  }
}

interface Checked {
  readonly group: string;
  readonly at: readonly PropertyKey[];
  readonly held: ReadonlyMap<string, string>;
}

function checkGroup({ group, at, held }: Checked, grouped: Grouped, findings: Findings): void {
  if (held.has(group.toLowerCase())) return;
  const says = "is a group that no workstation is in";
  const close = closestMatch(group.toLowerCase(), [...held.keys()], { maxDistance: 3 });
  const mend =
    close === undefined
      ? `Write for example, at a workstation: groups: [ ${group} ]`
      : `Did you mean "${held.get(close)}"?`;
  if (!grouped.fromElsewhere) findings.fault(at, says, mend);
  else {
    findings.warnings.push(
      `${wordPath(at)} ${says}, unless a directory says so. ${mend}${mend.endsWith("?") ? "" : "."}`,
    );
  }
}

/** By their names in lower case, as they are first written. */
function groupsHeld(
  { workstations: { hosts = [], sources = [] } }: ConfigFile,
  held: readonly Held[],
): ReadonlyMap<string, string> {
  const all = [...hosts, ...held].flatMap(({ groups = [] }) => groups);
  const ofSources = sources.flatMap(({ groups }) => groups);
  const byName = new Map<string, string>();
  for (const group of [...all, ...ofSources]) {
    if (!byName.has(group.toLowerCase())) byName.set(group.toLowerCase(), group);
  }
  return byName;
}

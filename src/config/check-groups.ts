import { closestMatch } from "leven";
import type { Findings } from "./findings.ts";
import type { ConfigFile } from "./schema.ts";

/**
 * A group of the rights that holds no workstation protects nothing: a slip of the fingers there
 * would leave its workstations to the general lists.
 */
export function checkGroups({ workstations, rights }: ConfigFile, findings: Findings): void {
  const held = new Set(workstations.hosts.flatMap(({ groups = [] }) => groups));
  for (const group of Object.keys(rights.groups ?? {})) {
    if (held.has(group)) continue;
    const meant = closestMatch(group, [...held], { maxDistance: 3 });
    findings.fault(
      ["rights", "groups", group],
      "is a group that no workstation is in",
      meant === undefined
        ? `Write for example, at a workstation: groups: [ ${group} ]`
        : `Did you mean "${meant}"?`,
    );
  }
}

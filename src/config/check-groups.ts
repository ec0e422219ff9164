import { closestMatch } from "leven";
import type { Findings } from "./findings.ts";
import type { ConfigFile } from "./schema.ts";

/**
 * A group of the rights, or of the approvals, that holds no workstation protects nothing: a slip of
 * the fingers there would leave its workstations to the general lists.
 */
export function checkGroups(file: ConfigFile, findings: Findings): void {
  const { workstations, rights, approval } = file;
  const held = new Set(workstations.hosts.flatMap(({ groups = [] }) => groups));
  const named = [
    ...Object.keys(rights.groups ?? {}).map((group) => ({
      group,
      at: ["rights", "groups", group],
    })),
    ...(approval?.groups ?? []).map((group, at) => ({ group, at: ["approval", "groups", at] })),
  ];
  for (const { group, at } of named) {
    if (held.has(group)) continue;
    const meant = closestMatch(group, [...held], { maxDistance: 3 });
    findings.fault(
      at,
      "is a group that no workstation is in",
      meant === undefined
        ? `Write for example, at a workstation: groups: [ ${group} ]`
        : `Did you mean "${meant}"?`,
    );
  }
}

import type { Findings } from "./findings.ts";
import type { ConfigFile } from "./schema.ts";

/** Who is who, and whether somebody is there to say the second yes. */
export function checkPeople(
  { people = [], approval, rights }: ConfigFile,
  findings: Findings,
): void {
  const seen = new Set<string>();
  for (const [person, ids] of people.entries()) {
    for (const [at, id] of ids.entries()) {
      if (seen.has(id)) {
        const mend = "Write all ids of one person into one list";
        findings.fault(["people", person, at], "stands in the list twice", mend);
      }
      seen.add(id);
    }
  }
  const inGroups = Object.values(rights.groups ?? {}).flatMap(({ approve = [] }) => approve);
  if (approval !== undefined && (rights.approve ?? []).length + inGroups.length === 0) {
    findings.fault(
      ["approval"],
      "needs a second person, and nobody has the right to approve",
      'Write for example, in rights: approve: [ "slack:user:U0BOB" ]',
    );
  }
}

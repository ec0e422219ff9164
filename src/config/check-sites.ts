import type { Held } from "./check-sources.ts";
import type { Findings } from "./findings.ts";
import type { ConfigFile } from "./schema.ts";

/**
 * A workstation belongs to one site at most, or two workers would each think that it is theirs. What
 * a directory says of groups is not known yet; there the first site of the file wins.
 */
export function checkSites(file: ConfigFile, held: readonly Held[], findings: Findings): void {
  const { sites, store, workstations } = file;
  if (sites === undefined) return;
  if (store.url === undefined) {
    findings.fault(
      ["sites"],
      "needs a store that processes of several machines share",
      "Write for example: store: { url: postgres://whyreboot@127.0.0.1/whyreboot }",
    );
  }
  const siteOfGroup = new Map<string, string>();
  for (const [site, { groups }] of Object.entries(sites)) {
    for (const [at, group] of groups.entries()) {
      const first = siteOfGroup.get(group.toLowerCase());
      if (first !== undefined) {
        const says = `is a group of the site ${first} already`;
        findings.fault(["sites", site, "groups", at], says, "Leave it to one of the two");
      } else siteOfGroup.set(group.toLowerCase(), site);
    }
  }
  for (const { name, groups = [] } of [...(workstations.hosts ?? []), ...held]) {
    const found = groups.map((group) => siteOfGroup.get(group.toLowerCase()));
    const [one, other] = new Set(found.filter((site) => site !== undefined));
    if (one === undefined || other === undefined) continue;
    const says = `and ${other} both have ${name}, and a workstation belongs to one site at most`;
    findings.fault(["sites", one], says, "Take it out of the groups of one of the two");
  }
}

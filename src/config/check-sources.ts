import type { Findings } from "./findings.ts";
import type { PlacedSource } from "./read-sources.ts";
import type { ReadSource } from "./source-config.ts";

const mostWorkstations = 200_000;

export interface Held {
  readonly name: string;
  readonly groups?: readonly string[];
}

/**
 * Reads every list that is on this machine, and tells what is wrong with it: a directory is asked
 * later, since it may be down. Gives what they hold.
 */
export async function checkSources(
  placed: readonly PlacedSource[],
  read: ReadSource | undefined,
  findings: Findings,
): Promise<readonly Held[]> {
  const held: Held[] = [];
  const names = new Set<string>();
  for (const { source, at } of placed) {
    if (source.from.kind === "ldap" || read === undefined) continue;
    const reading = await read(source);
    if (!reading.ok) {
      for (const { says, mend } of reading.faults) {
        findings.fault(at, `cannot be used: ${says}`, mend);
      }
      continue;
    }
    findings.warnings.push(...reading.notes.map((note) => `${source.name}: ${note}`));
    for (const one of reading.workstations) {
      held.push(one);
      names.add(one.name.toLowerCase());
    }
    if (names.size > mostWorkstations) {
      const says = `is one workstation too many: all lists together name more than ${mostWorkstations}`;
      findings.fault(at, says, "Name fewer, for example with match:");
      break;
    }
  }
  return held;
}

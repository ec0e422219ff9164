import { isIP } from "node:net";
import { linesOf } from "./lines.ts";
import type { Row, Rows, SourceFault } from "./source.ts";
import { faultAt, readPort, shown } from "./source.ts";

/**
 * OpenSSH's known_hosts: the names that stand in it readably. The address stays as it is written,
 * since the key is looked up by it; of `pc-42.example.net` the name is without the domain, where that
 * is the source's.
 */
export async function readKnownHosts(text: string, domain: string | undefined): Promise<Rows> {
  const rows: Row[] = [];
  const faults: SourceFault[] = [];
  let hashed = 0;
  for await (const [line, number] of linesOf(text)) {
    const [hosts = "", type] = line.trim().split(/\s+/u);
    // A mark stands before lines of authorities and of keys that are refused.
    if (hosts === "" || hosts.startsWith("#") || hosts.startsWith("@")) continue;
    if (hosts.startsWith("|")) hashed += 1;
    else if (type === undefined) {
      const says = `holds ${shown(hosts)} and no key`;
      faults.push(faultAt(number, says, "Name a file in the format of OpenSSH's known_hosts"));
    } else rows.push(...hosts.split(",").flatMap((host) => readHost(host, domain)));
    if (faults.length >= 10) break;
  }
  if (rows.length === 0 && hashed > 0 && faults.length === 0) {
    const says = "holds only hashed names, which nobody can read back";
    faults.push({ says, mend: "List the workstations in another way, for example as csvFile" });
  }
  return { rows, faults, notes: hashed === 0 ? [] : [wordHashed(hashed)] };
}

function wordHashed(hashed: number): string {
  const lines = hashed === 1 ? "1 line has a hashed name" : `${hashed} lines have hashed names`;
  return `${lines}, which nobody can read back: those workstations must stand in another list.`;
}

function readHost(host: string, domain: string | undefined): readonly Row[] {
  const [, inside, behind = ""] = /^\[(.*)\]:(\d+)$/u.exec(host) ?? [];
  const address = inside ?? host;
  const port = readPort(behind);
  // Addresses stand beside names there; as a name nobody would ask for one.
  if (/[*?!]/u.test(address) || isIP(address) !== 0) return [];
  return [{ name: withoutDomain(address, domain), address, ...(port ? { port } : {}) }];
}

function withoutDomain(address: string, domain: string | undefined): string {
  const end = `.${domain ?? ""}`.toLowerCase();
  if (domain === undefined || !address.toLowerCase().endsWith(end)) return address;
  return address.slice(0, -end.length);
}

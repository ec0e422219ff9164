import { isIP } from "node:net";
import { linesOf } from "./lines.ts";
import type { Row, Rows, SourceFault } from "./source.ts";
import { faultAt, shown } from "./source.ts";

/** hosts(5): an address and its names on each line. */
export async function readHostsFile(text: string): Promise<Rows> {
  const rows: Row[] = [];
  const faults: SourceFault[] = [];
  for await (const [line, number] of linesOf(text)) {
    const [address, ...names] = wordsOf(line);
    if (address === undefined) continue;
    if (isIP(address) === 0) {
      const says = `begins with ${shown(address)}, which is no IP address`;
      faults.push(faultAt(number, says, "Write for example: 192.0.2.42 PC-42"));
    } else {
      const known = new Set(names.map((name) => name.toLowerCase()));
      // `pc-42.example.net pc-42` is one machine, and people ask for it by its short name.
      const own = [...new Set(names)].filter(
        (name) => !isLoopbackName(name) && !hasShortName(name, known),
      );
      rows.push(...own.map((name) => ({ name, address })));
    }
    if (faults.length >= mostFaults) break;
  }
  return { rows, faults, notes: [] };
}

const mostFaults = 10;

function wordsOf(line: string): readonly string[] {
  return (line.split("#", 1)[0] ?? "").split(/\s+/u).filter((word) => word !== "");
}

function hasShortName(name: string, known: ReadonlySet<string>): boolean {
  const dot = name.indexOf(".");
  return dot > 0 && known.has(name.slice(0, dot).toLowerCase());
}

/** What every such file has for the machine itself and for multicast. */
function isLoopbackName(name: string): boolean {
  return /^(?:localhost\d?(?:\.localdomain\d?)?|ip6-.*|broadcasthost)$/iu.test(name);
}

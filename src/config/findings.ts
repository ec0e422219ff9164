import type { Fault } from "./faults.ts";
import type { ConfigDocument } from "./parse-document.ts";

type Path = readonly PropertyKey[];

/** Collects what is wrong, so that all of it is told at once. */
export interface Findings {
  readonly faults: Fault[];
  readonly warnings: string[];
  /** A fault of the key at this place, or of the nearest group around it that is there. */
  fault(at: Path, says: string, mend: string): void;
  /** A fault of an environment variable. */
  variableFault(name: string, says: string, mend: string): void;
  /** Whether the key is written there, faulty or not. */
  has(at: Path): boolean;
}

export function collectFindings(document: ConfigDocument): Findings {
  const faults: Fault[] = [];
  return {
    faults,
    warnings: [],
    fault: (at, says, mend) => {
      const line = document.lineOf(at);
      faults.push({ ...(line === undefined ? {} : { line }), path: wordPath(at), says, mend });
    },
    variableFault: (name, says, mend) => {
      faults.push({ path: name, says, mend });
    },
    has: (at) => document.has(at),
  };
}

/** `workstations.hosts[0].port` */
export function wordPath(path: Path): string {
  return path.reduce<string>((before, part) => {
    if (typeof part === "number") return `${before}[${part}]`;
    return before === "" ? String(part) : `${before}.${String(part)}`;
  }, "");
}

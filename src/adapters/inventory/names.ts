import { expand } from "brace-expansion";
import type { Rows, Rules } from "./source.ts";
import { mostWorkstations, shown, tooMany } from "./source.ts";

/** `PC-{001..250}` and `{LAB,OFFICE}-{1..9}`, as a shell expands it. */
export function expandNames(pattern: string, { isName }: Rules): Rows {
  const names = expand(pattern, { max: mostWorkstations + 1 });
  const odd = names.find((name) => !isName(name));
  if (names.length > mostWorkstations) return { rows: [], faults: [tooMany], notes: [] };
  if (odd !== undefined) {
    const says = `gives ${shown(odd)}, which is no name of a workstation`;
    return { rows: [], faults: [{ says, mend: "Write for example: PC-{001..250}" }], notes: [] };
  }
  return { rows: names.map((name) => ({ name })), faults: [], notes: [] };
}

import type { RegistryBranch, RegistryKey } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { notThere } from "./not-there.ts";
import { nameIn, sameComputerName } from "./stored-name.ts";

const id = "computer-rename";
const computerName: RegistryKey = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\ComputerName";

/** The tree is one process for both keys; asked for one by one they would be two. */
export const computerRename = signalCheck<Sighting<readonly RegistryBranch[]>>({
  id,
  asks: { trees: [computerName] },
  gather: async ({ machine }) => await machine.registryTree(computerName),
  judge: judgeComputerRename,
});

/**
 * The stored name differs from the one that this Windows started with. Every Windows NT has both
 * keys, and a tree leaves out what is denied without a word: one that is missing was not seen.
 */
export function judgeComputerRename(tree: Sighting<readonly RegistryBranch[]>): SignalFinding {
  if (tree.state === "absent") return { id, state: "unseen", why: "odd-answer" };
  if (tree.state === "unseen") return notThere(id, tree);
  const from = nameBelow(tree.seen, "ActiveComputerName");
  const to = nameBelow(tree.seen, "ComputerName");
  if (from === undefined || to === undefined) return { id, state: "unseen", why: "odd-answer" };
  if (sameComputerName(from, to)) return { id, state: "absent" };
  return {
    id,
    state: "present",
    verdict: "real",
    evidence: [`${computerName}\\ComputerName`, to],
    detail: { kind: "new-name", from, to },
  };
}

function nameBelow(tree: readonly RegistryBranch[], key: string): string | undefined {
  const branch = tree.find(
    ({ below }) => below.length === 1 && below[0]?.toUpperCase() === key.toUpperCase(),
  );
  return branch === undefined ? undefined : nameIn(branch.values, "ComputerName");
}

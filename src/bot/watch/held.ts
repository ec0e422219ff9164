import type { Person } from "../ports.ts";
import type { Policy, Right } from "../rights.ts";
import { heldOn, listsFor } from "../rights.ts";
import type { WatchRecord } from "./watch.ts";

/** What must be held to watch: one workstation is asked about, several are swept as well. */
function rightsFor(scope: WatchRecord["scope"]): readonly Right[] {
  return scope.kind === "names" && scope.names.length === 1 ? ["ask"] : ["sweep", "ask"];
}

/** The names that the person may watch now, and the lists that say so. */
export async function holding(
  person: Person,
  policy: Policy,
  { scope, names }: Pick<WatchRecord, "scope"> & { readonly names: readonly string[] },
): Promise<{ readonly names: readonly string[] } & Pick<WatchRecord, "held">> {
  const rights = rightsFor(scope);
  let held = names;
  for (const right of rights) held = await heldOn(person, policy, { right, names: held });
  const lists = new Map<string, readonly string[]>();
  for (const workstation of held) {
    for (const list of rights.flatMap((right) => listsFor(policy, { right, workstation }))) {
      lists.set(JSON.stringify(list.toSorted()), list);
    }
  }
  return { names: held, held: [...lists.values()] };
}

/**
 * Whether a workstation is one that the person could have watched when the watch began. Nobody asks
 * a platform about somebody who is not there: but whoever was in a list is in every list that has
 * at least the same ids. So a workstation that came later, or moved, counts only where each list
 * that holds it now is one of those; also after the configuration changed.
 */
export function stillHeld(
  policy: Policy,
  { scope, held }: Pick<WatchRecord, "scope" | "held">,
  workstation: string,
): boolean {
  const lists = rightsFor(scope).flatMap((right) => listsFor(policy, { right, workstation }));
  return lists.every((list) =>
    held.some((one) => one.length > 0 && one.every((id) => list.includes(id))),
  );
}

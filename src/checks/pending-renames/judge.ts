import type { RenameGroup, SignalFinding, SignalVerdict } from "../signal.ts";
import { longestPath } from "./entries.ts";
import type { FollowedRename } from "./follow.ts";
import { followRenames } from "./follow.ts";
import type { RenamesSeen, RenameValue } from "./look.ts";
import { sessionManager } from "./look.ts";
import type { Weighed } from "./weigh.ts";
import { weigh } from "./weigh.ts";

export const id = "pending-file-rename-operations";

/** More members than this are not carried along; every one is judged. */
const membersShown = 200;
/** More operations than this are not carried along, the weighty ones first. */
const operationsShown = 500;

type Judged = FollowedRename & Weighed;

export function judgeRenames(seen: RenamesSeen): SignalFinding {
  const { values, windowsDirectory, entries } = seen;
  if (values.state === "unseen") return { id, ...values };
  if (values.state === "absent" || values.seen.length === 0) return { id, state: "absent" };
  const directory = windowsDirectory.state === "present" ? windowsDirectory.seen : undefined;
  const operations = values.seen.flatMap((value) => value.operations);
  const judged = followRenames(operations, entries).map((operation) => ({
    ...operation,
    ...weigh(operation, directory),
  }));
  return {
    id,
    state: "present",
    verdict: verdictOn(judged, values.seen.flatMap((value) => value.odd).length > 0),
    evidence: evidenceOf(values.seen),
    detail: { kind: "renames", groups: groupByProduct(judged) },
  };
}

/** What is known to wait outweighs what was not seen, and that outweighs what is harmless. */
function verdictOn(judged: readonly Judged[], odd: boolean): SignalVerdict {
  if (judged.some(({ state, weight }) => state === "waits" && weight === "real")) return "real";
  const left = judged.filter(({ state }) => state !== "gone");
  if (odd || left.some(({ weight }) => weight !== "harmless")) return "unseen";
  return left.length > 0 ? "harmless" : "stale";
}

/** An entry is never longer than a path; what is, is no entry and is cut. */
function evidenceOf(values: readonly RenameValue[]): readonly string[] {
  let room = membersShown;
  return values.flatMap(({ name, members }) => {
    const shown = members.slice(0, room).map((member) => member.slice(0, longestPath));
    room -= shown.length;
    return [`${sessionManager}\\${name}`, ...shown];
  });
}

/** The group with the weightiest operation comes first; within a weight the list's order holds. */
function groupByProduct(judged: readonly Judged[]): readonly RenameGroup[] {
  const shown = judged.toSorted((one, other) => rank(one) - rank(other)).slice(0, operationsShown);
  const groups = Map.groupBy(shown, ({ product }) => product);
  return [...groups].map(([product, operations]) => ({
    product,
    operations: operations.map(({ does, source, target, state, touchesWindows, weight }) => ({
      does,
      source: source.local ?? source.raw,
      target: target === undefined ? "" : (target.local ?? target.raw),
      state,
      touchesWindows,
      weight,
    })),
  }));
}

function rank({ state, weight }: Judged): number {
  if (state === "gone") return 4;
  if (weight === "harmless") return 3;
  if (weight === "unsure") return 2;
  return state === "waits" ? 0 : 1;
}

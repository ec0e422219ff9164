import { quote } from "../../legible.ts";
import type { Line, Reply } from "../../reply.ts";
import type { Scope, Sweep } from "../../sweep/sweep.ts";
import { enumerate } from "../enumerate.ts";
import { refusal } from "../refusals.ts";
import { inScope } from "./scope.ts";

const groupsNamed = 8;

/** A slip of the fingers must not ask the whole fleet. */
export function sayUnknownGroup(
  { written, suggestion }: { readonly written: string; readonly suggestion?: string },
  groups: readonly string[],
): Reply {
  const known: Line =
    groups.length === 0
      ? ["There are no groups in the lists of workstations."]
      : ["Groups: ", ...enumerate(groups.map(quote), groupsNamed), "."];
  return {
    headline:
      suggestion === undefined
        ? ["I know no group called ", quote(written), "."]
        : ["I know no group ", quote(written), ". Did you mean ", quote(suggestion), "?"],
    mood: "trouble",
    body: [
      known,
      ["Or a pattern (", quote("sweep PC-4*"), "), names, or ", quote("sweep all"), "."],
      ["Nothing was looked at."],
    ],
    evidence: [],
    buttons: [],
    footer: [],
  };
}

/** `meant`: how many workstations the scope has, whoever may sweep them. */
export function sayNoneToSweep(scope: Scope, meant: number, unread: readonly string[]): Reply {
  if (unread.length > 0) {
    return refusal(
      ["I could not check which workstations", ...inScope(scope), " you may sweep."],
      [
        "Not every list of workstations could be read. Nothing was looked at; try again in a minute.",
      ],
    );
  }
  return meant === 0
    ? refusal(["There is no workstation", ...inScope(scope), "."], ["Nothing was looked at."])
    : refusal(
        ["You may not sweep any workstation", ...inScope(scope), "."],
        [
          "Whoever keeps this bot decides that by its configuration (rights, sweep and ask). Nothing was looked at.",
        ],
      );
}

export function sayNotSwept(what: "audit" | "store"): Reply {
  const where = what === "audit" ? "the audit trail cannot be written" : "it cannot be kept";
  return refusal(
    [`The sweep did not begin: ${where}.`],
    ["Nothing was looked at; whoever keeps this bot finds out why in its log."],
  );
}

export function saySweepIsOver({ id, state }: Pick<Sweep, "id" | "state">): Reply {
  const how = state.kind === "stopped" ? "was stopped before" : "has ended";
  return refusal([`The sweep ${how}.`], ["What came of it: ", quote(`sweep ${id}`), "."]);
}

export function saySweepRuns(): Reply {
  return refusal(["The sweep still runs."], ["Nothing was changed. Wait for its end, or stop it."]);
}

export function sayNoSuchSweep(id: string): Reply {
  return refusal(
    [`There is no sweep ${id} that you may see.`],
    ["Its id stands at the end of every sweep."],
  );
}

export function sayNoSuchCase(id: string): Reply {
  return refusal([`There is no case ${id} that you may see.`], ["Its id ends every answer."]);
}

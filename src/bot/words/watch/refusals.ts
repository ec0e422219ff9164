import { quote } from "../../legible.ts";
import type { Line, Reply } from "../../reply.ts";
import type { Scope } from "../../sweep/sweep.ts";
import type { WatchUnclear } from "../../watch/parse-watch.ts";
import { longest, shortest } from "../../watch/period.ts";
import type { WatchState } from "../../watch/watch.ts";
import { enumerate } from "../enumerate.ts";
import { refusal } from "../refusals.ts";
import { inScope } from "../sweep/scope.ts";
import { often } from "./often.ts";
import { watched } from "./watched.ts";

const groupsNamed = 8;

/** What was not understood; nothing is watched that nobody meant. */
export function sayUnclearWatch(unclear: WatchUnclear, groups: readonly string[]): Reply {
  const how: Line = [
    "For example: ",
    quote("watch PC-42 hourly"),
    groups[0] === undefined ? "" : ", ",
    ...(groups[0] === undefined ? [] : [quote(`watch ${groups[0]} daily`)]),
    ". Nothing was begun or ended.",
  ];
  switch (unclear.why) {
    case "nothing-named":
      return refusal(["Which workstation or group do you mean?"], how);
    case "period": {
      const { period } = unclear;
      const usual = `Say hourly, daily, weekly or “every 2 hours”: ${often(shortest)} at most, and at least ${often(longest)}.`;
      const what: Readonly<Record<typeof period.why, Line>> = {
        unclear: ["I do not understand how often: ", quote(period.written), "."],
        "too-short": [quote(period.written), " is too often."],
        "too-long": [quote(period.written), " is too rarely: a watch ends before that."],
      };
      return { ...refusal(what[period.why], [usual]), body: [[usual], how] };
    }
    case "unknown": {
      const { written, suggestion } = unclear;
      const known: Line[] =
        groups.length === 0
          ? []
          : [["Groups: ", ...enumerate(groups.map(quote), groupsNamed), "."]];
      const headline: Line =
        suggestion === undefined
          ? ["I know no workstation and no group called ", quote(written), "."]
          : ["I do not know ", quote(written), ". Did you mean ", quote(suggestion), "?"];
      return { ...refusal(headline, how), body: [...known, how] };
    }
  }
}

/** `meant`: how many workstations the scope has, whoever may watch them. */
export function sayNoneToWatch(scope: Scope, meant: number): Reply {
  return meant === 0
    ? refusal(["There is no workstation", ...inScope(scope), "."], ["Nothing is watched."])
    : refusal(
        ["You may not watch any workstation", ...inScope(scope), "."],
        [
          "Whoever keeps this bot decides that by its configuration (rights, sweep and ask). Nothing is watched.",
        ],
      );
}

export function sayTooManyWatches(number: number): Reply {
  return refusal(
    [`You have ${number} watches already, and cannot have more.`],
    ["End one first: ", quote("watches"), ". Nothing was begun."],
  );
}

export function sayNotWatched(): Reply {
  return refusal(
    ["The watch could not be kept, so it did not begin."],
    ["Try again; whoever keeps this bot finds out why in its log."],
  );
}

export function sayNoSuchWatch(scope: Scope, mine: number): Reply {
  return refusal(
    ["You have no watch of ", ...watched(scope), "."],
    mine === 0
      ? ["You watch nothing. Nothing was ended."]
      : ["What you watch: ", quote("watches"), ". Nothing was ended."],
  );
}

export function sayWatchIsOver(state: WatchState | undefined): Reply {
  return refusal(
    [state?.kind === "stopped" ? "The watch was stopped before." : "The watch has ended."],
    state?.kind === "stopped" ? ["By ", quote(state.by.name), "."] : ["Its time was over."],
  );
}

export function sayNoRunsYet(scope: Scope): Reply {
  return refusal(
    ["There is nothing to compare yet of ", ...watched(scope), "."],
    ["It was not looked at twice so far. Ask again after its next look."],
  );
}

import type { Survival } from "#checks/past/history.ts";
import type { PresentSignal } from "#checks/signal.ts";
import type { Line } from "../reply.ts";
import { when } from "./times.ts";

/** What earlier looks tell about a request, at most three short lines. */
export function sayHistory(signal: PresentSignal): Line[] {
  const { history } = signal;
  if (history === undefined) return [];
  const { survived, returned, since } = history;
  return [
    ...(survived === undefined ? [] : [[sayHowItSurvived(signal, survived)]]),
    ...(returned === undefined
      ? []
      : [
          [
            `Seen on ${when(returned.seenAt)}, gone on ${when(returned.goneAt)}, and here again: ` +
              "something asks anew.",
          ],
        ]),
    ...(since === undefined || returned !== undefined
      ? []
      : [[`First seen here on ${when(since)}; it may be older.`]]),
  ];
}

/** Follows “a restart that cannot help:”, as a whole part of the sentence. */
export function sayItSurvived({ history }: PresentSignal): string | undefined {
  if (history?.survived === undefined) return undefined;
  return `what it asks for survived ${theRestart(history.survived)}.`;
}

function sayHowItSurvived({ id, verdict }: PresentSignal, survived: Survival): string {
  const restart = theRestart(survived);
  const isList = id === "pending-file-rename-operations";
  switch (survived.extent) {
    case "all": {
      const subject = isList ? "The whole list" : these(survived.items.length);
      const another = verdict === "stale" ? "; another will not help" : "";
      // The session manager does each entry once and empties the list: what is there was added since.
      return `${subject} survived ${restart}${another}${isList ? "; something adds it again" : ""}.`;
    }
    case "some":
      return isList
        ? `Part of the list survived ${restart}; the rest came later.`
        : `${entries(survived.items.length)} survived ${restart}; the others came later.`;
    case "unnamed":
      return `It was there before ${restart} already; whether it was asked for again since then cannot be seen.`;
  }
}

function these(items: number): string {
  return items === 1 ? "This entry" : `These ${entries(items)}`;
}

function entries(items: number): string {
  return items === 1 ? "1 entry" : `${items} entries`;
}

function theRestart({ restart }: Survival): string {
  return restart === undefined ? "a restart" : `the restart of ${restart.slice(0, 10)}`;
}

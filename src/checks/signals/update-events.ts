import type { EventQuery, WindowsEvent } from "../machine.ts";
import { datum } from "./event-data.ts";
import { updateNames } from "./update-names.ts";

/**
 * What Windows Update says of its installations: 19 installed (`updateTitle`, `updateGuid`), 21 and
 * 22 restart required (`updatelist`, one line “- TITLE” for each). The names of the data are those
 * of published events; not verified on a real Windows.
 */
export const updateEvents: EventQuery = {
  log: "System",
  sources: [{ provider: "Microsoft-Windows-WindowsUpdateClient", ids: [19, 21, 22] }],
  newest: 20,
};

const installed = 19;

/**
 * Names the updates that wait. An installation is named only when its id is one of those that wait:
 * the same log tells of every definition of the virus scanner. Unless that names them all, the
 * newest list of 21 and 22 is added, without what has been installed since.
 */
export function waitingUpdates(
  ids: readonly string[],
  newestFirst: readonly WindowsEvent[],
): string[] {
  const waiting = newestFirst.filter((event) => event.id === installed && isOneOf(ids, event));
  const named = new Set(waiting.map((event) => bare(datum(event, "updateGuid") ?? "")));
  const titles = waiting.flatMap((event) => datum(event, "updateTitle") ?? []);
  const namesAll = ids.length > 0 && ids.every((id) => named.has(bare(id)));
  return updateNames(namesAll ? titles : [...titles, ...announced(newestFirst)]);
}

function announced(newestFirst: readonly WindowsEvent[]): string[] {
  const at = newestFirst.findIndex(({ id }) => id === 21 || id === 22);
  const since = newestFirst
    .slice(0, Math.max(0, at))
    .flatMap((event) => datum(event, "updateTitle")?.trim() ?? []);
  const lines = newestFirst[at]?.data.flatMap(({ text }) => text.split(/[\r\n]+/u)) ?? [];
  // 22 carries minutes too; only lines of the list begin with a dash.
  return lines
    .flatMap((line) => /^\s*- (.*)$/u.exec(line)?.[1]?.trim() ?? [])
    .filter((title) => !since.includes(title));
}

function isOneOf(ids: readonly string[], event: WindowsEvent): boolean {
  const id = datum(event, "updateGuid");
  return id !== undefined && ids.some((other) => bare(other) === bare(id));
}

/** The log writes ids in braces, the registry without. */
function bare(id: string): string {
  return id.replace(/[{}\s]/gu, "").toUpperCase();
}

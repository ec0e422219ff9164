import type { EventQuery, WindowsEvent } from "../machine.ts";
import { datum } from "./event-data.ts";
import { hasKbNumber, updateNames } from "./update-names.ts";

/** “A reboot is necessary before …”: a package, a feature turned on or off; then those of 2008. */
const restartNecessary = [4, 13, 14, 4376, 4386];
/** The same package or feature changed, or the change failed: it waits no more. */
const settled = [2, 3, 6, 9, 10, 11, 12, 15, 16, 4373, 4375, 4383, 4385];

/**
 * What component servicing says of packages and features. The messages are those of the published
 * message file (cbsmsg.dll); that 2 follows 4 once Windows has restarted was not verified on a real
 * Windows, nor in which log Windows Server 2008 keeps its own numbers.
 */
export const servicingEvents: EventQuery = {
  log: "Setup",
  sources: [{ provider: "Microsoft-Windows-Servicing", ids: [...restartNecessary, ...settled] }],
  newest: 60,
};

/**
 * Names the packages and features that wait: those whose newest event says that a restart is
 * necessary. The log reaches back for years, so every older event of theirs is history.
 */
export function waitingPackages(newestFirst: readonly WindowsEvent[]): string[] {
  const newest = new Map<string, WindowsEvent>();
  for (const event of newestFirst) {
    const subject = subjectOf(event).join("\n").toUpperCase();
    if (!newest.has(subject)) newest.set(subject, event);
  }
  const waiting = [...newest.values()].filter(({ id }) => restartNecessary.includes(id));
  return updateNames(waiting.map(nameOf));
}

/** The package, and the feature in it if it is about one; classic data have no names, only order. */
function subjectOf(event: WindowsEvent): readonly string[] {
  const named = ["PackageIdentifier", "UpdateName"].flatMap((name) => datum(event, name) ?? []);
  return named.length > 0 ? named : event.data.slice(0, 2).map(({ text }) => text);
}

/** A KB number wherever one is; a feature's own name says more than that of its package. */
function nameOf(event: WindowsEvent): string {
  const subject = subjectOf(event);
  return subject.find(hasKbNumber) ?? datum(event, "UpdateName") ?? subject[0] ?? "";
}
